import { byteLength, codecs, type Format, type WireData } from "./formats.js";

/** One message that went over the line. */
export interface LoggedMessage {
  readonly direction: "in" | "out";
  /** When, on the clock of `connect`'s `now`, in milliseconds. */
  readonly at: number;
  /** Its size in bytes, without the WebSocket frame's header. */
  readonly size: number;
  readonly format: Format;
  /** The decoded message; decoded when it is first asked for. */
  readonly message: unknown;
}

/** Counts over the last second: the running second, and as much of the one before as completes it. */
class Rate {
  #second = 0;
  #current = 0;
  #previous = 0;

  add(amount: number, now: number): void {
    this.#roll(now);
    this.#current += amount;
  }

  at(now: number): number {
    this.#roll(now);
    return this.#previous * (1 - (now / 1000 - this.#second)) + this.#current;
  }

  #roll(now: number): void {
    const second = Math.floor(now / 1000);
    if (second === this.#second) return;
    this.#previous = second === this.#second + 1 ? this.#current : 0;
    this.#current = 0;
    this.#second = second;
  }
}

/** What a network panel shows. Reading it costs nothing to speak of. */
export class Stats {
  readonly #now: () => number;
  readonly #in = new Rate();
  readonly #out = new Rate();
  readonly #snapshots = new Rate();
  readonly #log: LoggedMessage[] = [];
  #pingMs: number | null = null;
  #bytesIn = 0;
  #bytesOut = 0;
  #malformed = 0;

  /** How many messages {@link messages} keeps. */
  static readonly kept = 50;

  /** @internal */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The last round trip to the server and back, in milliseconds; null before the first and while there is no line. */
  get pingMs(): number | null {
    return this.#pingMs;
  }

  /** Bytes received in the last second. */
  get bytesInPerSecond(): number {
    return this.#in.at(this.#now());
  }

  /** Bytes sent in the last second. */
  get bytesOutPerSecond(): number {
    return this.#out.at(this.#now());
  }

  /** Snapshots received in the last second. */
  get snapshotsPerSecond(): number {
    return this.#snapshots.at(this.#now());
  }

  /** Bytes received since `connect`. */
  get bytesIn(): number {
    return this.#bytesIn;
  }

  /** Bytes sent since `connect`. */
  get bytesOut(): number {
    return this.#bytesOut;
  }

  /** Messages that could not be read. Not zero means that client and server do not fit each other. */
  get malformed(): number {
    return this.#malformed;
  }

  /** The last messages, oldest first. */
  get messages(): readonly LoggedMessage[] {
    return this.#log;
  }

  /** @internal */
  log(direction: "in" | "out", format: Format, data: WireData): void {
    const at = this.#now();
    const size = byteLength(data);
    if (direction === "in") {
      this.#bytesIn += size;
      this.#in.add(size, at);
    } else {
      this.#bytesOut += size;
      this.#out.add(size, at);
    }

    if (this.#log.length === Stats.kept) this.#log.shift();
    this.#log.push(new Logged(direction, at, size, format, data));
  }

  /** @internal */
  countSnapshot(): void {
    this.#snapshots.add(1, this.#now());
  }

  /** @internal */
  countMalformed(): void {
    this.#malformed++;
  }

  /** @internal */
  setPing(milliseconds: number | null): void {
    this.#pingMs = milliseconds;
  }
}

class Logged implements LoggedMessage {
  #data: WireData | undefined;
  #message: unknown;

  constructor(
    readonly direction: "in" | "out",
    readonly at: number,
    readonly size: number,
    readonly format: Format,
    data: WireData,
  ) {
    this.#data = data;
  }

  get message(): unknown {
    if (this.#data !== undefined) {
      try {
        this.#message = codecs[this.format].decode(this.#data);
      } catch {
        this.#message = this.#data;
      }
      this.#data = undefined;
    }
    return this.#message;
  }
}
