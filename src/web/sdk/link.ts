import { CallTimeoutError, LineError, RpcError } from "./errors.js";
import { codecs, type Codec, type Format, type WireData } from "./formats.js";
import { DelayQueue, type Simulation } from "./lag.js";
import type { WebSocketConstructor, WebSocketLike } from "./socket.js";
import type { Stats } from "./stats.js";

/** What a link needs to know of the world; the same for every link of a line. */
export interface LinkContext {
  readonly url: string;
  readonly webSocket: WebSocketConstructor;
  readonly simulation: () => Simulation;
  readonly now: () => number;
  readonly random: () => number;
  readonly stats: Stats;
  /** How long the opening may take, in milliseconds. */
  readonly openTimeoutMs: number;
}

/** What a link tells. */
export interface LinkEvents {
  /** A notification came. */
  notified(method: string, params: unknown): void;
  /** The link is gone; said once, and not after `close` or `abandon`. */
  lost(code: number, reason: string): void;
}

interface PendingCall {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly received: ((result: never) => void) | undefined;
  readonly timer: ReturnType<typeof setTimeout>;
}

type Inbound = { data: WireData } | { code: number; reason: string };

/** `WebSocket.OPEN`. */
const openState = 1;

/** How long a close event may follow an error event, in milliseconds. */
const errorGraceMs = 50;

/** One WebSocket from its opening to its end, and the calls that are under way on it. */
export class Link {
  readonly format: Format;
  /** Resolves when the WebSocket is open; rejects with a {@link LineError} when it does not come to that. */
  readonly opened: Promise<void>;
  /** When the last message came, on the context's clock. */
  lastHeard: number;
  readonly #context: LinkContext;
  readonly #events: LinkEvents;
  readonly #codec: Codec;
  readonly #socket: WebSocketLike;
  readonly #outbound: DelayQueue<WireData>;
  readonly #inbound: DelayQueue<Inbound>;
  readonly #calls = new Map<number, PendingCall>();
  #idle: (() => void) | undefined;
  #opening: ReturnType<typeof setTimeout>;
  #rejectOpened!: (error: LineError) => void;
  #lastId = 0;
  #open = false;
  #over = false;

  constructor(format: Format, context: LinkContext, events: LinkEvents) {
    this.format = format;
    this.#context = context;
    this.#events = events;
    this.#codec = codecs[format];
    this.lastHeard = context.now();
    this.#outbound = new DelayQueue(context.simulation, (data) => this.#transmit(data), context.now, context.random);
    this.#inbound = new DelayQueue(context.simulation, (item) => this.#arrive(item), context.now, context.random);
    const socket = new context.webSocket(context.url, [this.#codec.subprotocol]);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#opening = setTimeout(() => {
      this.#lose(1006, "no answer");
      socket.close();
    }, context.openTimeoutMs);
    this.opened = new Promise((resolve, reject) => {
      this.#rejectOpened = reject;
      socket.addEventListener("open", () => {
        clearTimeout(this.#opening);
        this.#open = !this.#over;
        resolve();
      });
    });
    // Whoever waits handles it; where nobody does, a failed attempt is no unhandled rejection.
    this.opened.catch(() => {});
    socket.addEventListener("message", ({ data }) => this.#inbound.push({ data: toWireData(data) }));
    socket.addEventListener("close", ({ code, reason }) => this.#inbound.push({ code, reason }));
    // A browser lets a close event follow each error event, and that tells more. Not every WebSocket in Node does.
    socket.addEventListener("error", () => setTimeout(() => this.#inbound.push({ code: 1006, reason: "" }), errorGraceMs));
  }

  /** Whether messages can be sent. */
  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * Calls a method.
   * @param received is run with the result before any later message is looked at.
   */
  call<T>(method: string, params: object | undefined, timeoutMs: number, received?: (result: T) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.#open) {
        reject(new LineError(`${method}: there is no line.`));
        return;
      }

      const id = ++this.#lastId;
      const timer = setTimeout(() => {
        this.#calls.delete(id);
        reject(new CallTimeoutError(method, timeoutMs));
        this.#tellIdle();
      }, timeoutMs);
      this.#calls.set(id, { method, resolve: resolve as (result: unknown) => void, reject, received, timer });
      this.#send({ jsonrpc: "2.0", id, method, params });
    });
  }

  /** Sends a notification; false where there is no line. */
  notify(method: string, params?: object): boolean {
    if (!this.#open) return false;
    this.#send({ jsonrpc: "2.0", method, params });
    return true;
  }

  /** Resolves when no call is under way, or the time is over. */
  async drained(timeoutMs: number): Promise<void> {
    if (this.#calls.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the link in good order: what waits to be sent goes out, then the close frame. */
  close(why: string): void {
    if (!this.#over && this.#open) this.#outbound.flush();
    this.#end(new LineError(why));
    this.#socket.close(1000);
  }

  /** Lets go of the link as if the cable were pulled: nothing is sent or heard any more, not even a close frame. */
  abandon(why: string): void {
    this.#end(new LineError(why));
  }

  #send(message: object): void {
    const data = this.#codec.encode(message);
    this.#context.stats.log("out", this.format, data);
    this.#outbound.push(data);
  }

  #transmit(data: WireData): void {
    // The other end may have closed already though its close event is still to come.
    if (!this.#over && this.#socket.readyState === openState) this.#socket.send(data);
  }

  #arrive(item: Inbound): void {
    if (this.#over) return;
    if ("code" in item) {
      this.#lose(item.code, item.reason);
      return;
    }

    this.lastHeard = this.#context.now();
    this.#context.stats.log("in", this.format, item.data);
    let message: unknown;
    try {
      message = this.#codec.decode(item.data);
    } catch {
      this.#context.stats.countMalformed();
      return;
    }

    for (const one of Array.isArray(message) ? message : [message]) this.#dispatch(one);
  }

  #dispatch(message: unknown): void {
    if (!isRecord(message)) {
      this.#context.stats.countMalformed();
    } else if (typeof message["method"] === "string") {
      this.#events.notified(message["method"], message["params"]);
    } else if (typeof message["id"] === "number") {
      this.#reply(message["id"], message);
    }
  }

  #reply(id: number, message: Record<string, unknown>): void {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    clearTimeout(call.timer);
    const error = message["error"];
    if (isRecord(error)) {
      // MessagePack says nil where JSON leaves the key out.
      const data = error["data"] ?? undefined;
      call.reject(new RpcError(Number(error["code"]), String(error["message"]), data, call.method));
    } else {
      call.received?.(message["result"] as never);
      call.resolve(message["result"]);
    }
    this.#tellIdle();
  }

  #lose(code: number, reason: string): void {
    this.#end(new LineError(`The line was lost (${code}${reason && ` ${reason}`}).`, code, reason));
    this.#events.lost(code, reason);
  }

  #tellIdle(): void {
    if (this.#calls.size === 0) this.#idle?.();
  }

  #end(error: LineError): void {
    if (this.#over) return;
    this.#over = true;
    this.#open = false;
    clearTimeout(this.#opening);
    this.#rejectOpened(error);
    this.#inbound.clear();
    this.#outbound.clear();
    for (const call of this.#calls.values()) {
      clearTimeout(call.timer);
      call.reject(error);
    }
    this.#calls.clear();
    this.#tellIdle();
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toWireData(data: unknown): WireData {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return "";
}
