import { Backoff, type ReconnectOptions } from "./backoff.js";
import { LineError } from "./errors.js";
import type { Format } from "./formats.js";
import { Heartbeat } from "./heartbeat.js";
import { isFinal, type LineChange, type LineState } from "./line-state.js";
import { Link, type LinkContext } from "./link.js";

/** What the line asks of the one who uses it. */
export interface LineHost {
  /** A new link is open: sign in and rejoin on it. What it throws ends the attempt. */
  restore(link: Link): Promise<"open" | "resumed" | "gap" | "signed-out">;
  /** A notification came on the current link. */
  notified(method: string, params: unknown): void;
  /** The current link is gone, or about to be replaced. */
  detached(): void;
  /** The state changed. */
  changed(change: LineChange): void;
}

/** How a line behaves. */
export interface LineOptions {
  readonly format: Format;
  /** `false`: a lost line stays lost. */
  readonly reconnect: ReconnectOptions | false;
  /** How long the opening of a WebSocket may take, in milliseconds. */
  readonly openTimeoutMs: number;
  /** How long the line may be silent while an answer is due, in milliseconds. */
  readonly deadAfterMs: number;
}

/** How long calls under way may take to end on the old link when the format is switched, in milliseconds. */
const drainMs = 2000;

/** Keeps a link to the server: opens it, opens it again when it is lost, and replaces it to switch formats. */
export class Line {
  readonly #context: LinkContext;
  readonly #options: LineOptions;
  readonly #host: LineHost;
  readonly #backoff: Backoff;
  readonly #heartbeat: Heartbeat;
  readonly #waiters = new Set<{ resolve: () => void; reject: (error: LineError) => void }>();
  readonly #abandoned = new Set<Link>();
  #format: Format;
  #state: LineChange = { state: "closed" };
  #link: Link | null = null;
  #usable = false;
  #everOpen = false;
  #usableSince = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #unpluggedUntil = 0;
  #switching: Promise<void> = Promise.resolve();
  #hold: Promise<void> | null = null;

  constructor(context: LinkContext, options: LineOptions, host: LineHost) {
    this.#context = context;
    this.#options = options;
    this.#host = host;
    this.#format = options.format;
    this.#backoff = new Backoff(options.reconnect || {}, context.random);
    this.#heartbeat = new Heartbeat(context.now, options.deadAfterMs, (ms) => context.stats.setPing(ms));
  }

  /** The format of the link, or of the next one. */
  get format(): Format {
    return this.#format;
  }

  /** How it stands. */
  get change(): LineChange {
    return this.#state;
  }

  /** Whether calls can be made. */
  get isUsable(): boolean {
    return this.#usable;
  }

  /** Begins, also anew after it was closed. */
  open(): void {
    if (this.#state.state !== "closed") return;
    this.#backoff.reset();
    globalThis.addEventListener?.("online", this.#online);
    this.#set({ state: this.#everOpen ? "reconnecting" : "connecting", attempt: 0, retryInMs: 0 });
    void this.#attempt();
  }

  /** Resolves when calls can be made; rejects when the line is closed. */
  ready(): Promise<void> {
    if (this.#usable) return Promise.resolve();
    if (this.#state.state === "closed") return Promise.reject(this.#closedError());
    return new Promise((resolve, reject) => this.#waiters.add({ resolve, reject }));
  }

  /** Calls a method; while a switch of formats is under way the call waits for its end. */
  call<T>(method: string, params: object | undefined, timeoutMs: number, received?: (result: T) => void): Promise<T> {
    if (this.#hold) return this.#hold.then(() => this.call(method, params, timeoutMs, received));
    if (this.#usable && this.#link) return this.#link.call(method, params, timeoutMs, received);
    return Promise.reject(new LineError(`${method}: there is no line (${this.#state.state}).`));
  }

  /** Sends a notification; false where it could not be sent. */
  notify(method: string, params?: object): boolean {
    return this.#usable && this.#link !== null && this.#link.notify(method, params);
  }

  /** Ends the line for good, or until `open`. */
  close(): void {
    if (this.#state.state === "closed") return;
    this.#link?.close("The line was closed.");
    this.#finish({ state: "closed", cause: "close" });
  }

  /** Lets the line go dead without a word for so many milliseconds, as if the cable were pulled. */
  unplug(ms: number): void {
    if (this.#state.state === "closed") return;
    this.#unpluggedUntil = this.#context.now() + ms;
    const link = this.#link;
    if (!link) return;
    link.abandon("The line was unplugged.");
    this.#abandoned.add(link);
    this.#lost({ state: "reconnecting", cause: "unplugged" });
  }

  /**
   * Goes on in another format. The new link is open before the old one is closed, and calls made meanwhile wait, so
   * that nothing fails.
   */
  switchFormat(format: Format): Promise<void> {
    const turn = this.#switching.catch(() => {}).then(() => this.#switch(format));
    this.#switching = turn;
    turn.catch(() => {});
    return turn;
  }

  readonly #online = (): void => {
    if (this.#retry !== undefined) void this.#attempt();
  };

  #make(): Link {
    const link: Link = new Link(this.#format, this.#context, {
      notified: (method, params) => {
        if (link === this.#link) this.#host.notified(method, params);
      },
      lost: (code, reason) => {
        if (link === this.#link) this.#lost({ state: "reconnecting", cause: "lost", code, reason });
      },
    });
    return link;
  }

  async #attempt(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const link = this.#make();
    this.#link = link;
    try {
      await this.#opening(link);
      await this.#adopt(link, undefined);
    } catch (error) {
      // Where the link told its end by itself, it is not the current one any more.
      if (this.#link !== link) return;
      link.close("The attempt failed.");
      this.#lost({ state: "reconnecting", cause: "lost", reason: error instanceof Error ? error.message : undefined });
    }
  }

  async #opening(link: Link): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new LineError("The server does not answer.")), this.#options.openTimeoutMs);
    });
    try {
      await Promise.race([link.opened, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #adopt(link: Link, cause: LineChange["cause"]): Promise<void> {
    const state = await this.#host.restore(link);
    if (this.#link !== link) throw new LineError("The line was lost.");
    this.#usable = true;
    this.#everOpen = true;
    this.#usableSince = this.#context.now();
    for (const old of this.#abandoned) old.close("Replaced.");
    this.#abandoned.clear();
    this.#heartbeat.start(link, () => {
      link.abandon("The server fell silent.");
      this.#abandoned.add(link);
      this.#lost({ state: "reconnecting", cause: "lost", reason: "silent" });
    });
    this.#set({ state, cause });
    for (const waiter of this.#waiters) waiter.resolve();
    this.#waiters.clear();
  }

  async #switch(format: Format): Promise<void> {
    if (format === this.#format) return this.ready();
    const before = this.#format;
    const old = this.#link;
    this.#format = format;
    if (!this.#usable || !old) {
      if (old && this.#retry === undefined) {
        old.close("The format was switched.");
        void this.#attempt();
      }
      return this.ready();
    }

    const link = this.#make();
    try {
      await this.#opening(link);
    } catch (error) {
      link.close("It did not open.");
      if (this.#usable) this.#format = before;
      throw error;
    }

    let release!: () => void;
    this.#hold = new Promise((resolve) => { release = resolve; });
    try {
      await old.drained(drainMs);
      await this.#replace(link);
    } finally {
      this.#hold = null;
      release();
    }
  }

  async #replace(link: Link): Promise<void> {
    if (this.#state.state === "closed") {
      link.close("The line was closed.");
      throw this.#closedError();
    }

    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#heartbeat.stop();
    this.#link?.close("The format was switched.");
    this.#link = link;
    this.#usable = false;
    this.#host.detached();
    try {
      await this.#adopt(link, "format");
    } catch (error) {
      if (this.#link === link) {
        link.close("It could not be taken over.");
        this.#lost({ state: "reconnecting", cause: "lost" });
      }
      throw error;
    }
  }

  #lost(change: LineChange): void {
    const held = this.#usable && this.#context.now() - this.#usableSince;
    const reconnect = this.#options.reconnect;
    if ((change.code !== undefined && isFinal(change.code)) || reconnect === false) {
      this.#finish({ ...change, state: "closed" });
      return;
    }

    if (held !== false && held >= (reconnect.stableMs ?? 5000)) this.#backoff.reset();
    this.#detach();
    const delay = Math.max(this.#backoff.next(), this.#unpluggedUntil - this.#context.now());
    this.#retry = setTimeout(() => void this.#attempt(), delay);
    this.#set({
      ...change,
      state: this.#everOpen ? "reconnecting" : "connecting",
      attempt: this.#backoff.attempts,
      retryInMs: delay,
    });
  }

  #finish(change: LineChange): void {
    globalThis.removeEventListener?.("online", this.#online);
    clearTimeout(this.#retry);
    this.#retry = undefined;
    for (const old of this.#abandoned) old.close("The line was closed.");
    this.#abandoned.clear();
    this.#detach();
    this.#set(change);
    for (const waiter of this.#waiters) waiter.reject(this.#closedError());
    this.#waiters.clear();
  }

  #detach(): void {
    this.#link = null;
    this.#usable = false;
    this.#heartbeat.stop();
    this.#context.stats.setPing(null);
    this.#host.detached();
  }

  #set(change: LineChange): void {
    this.#state = change;
    this.#host.changed(change);
  }

  #closedError(): LineError {
    const { code, reason } = this.#state;
    return new LineError(`The line is closed${reason ? ` (${reason})` : ""}.`, code, reason);
  }
}

export type { LineState };
