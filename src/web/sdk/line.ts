import type { ReconnectOptions } from "./backoff.js";
import { LineError } from "./errors.js";
import type { Format } from "./formats.js";
import { Heartbeat } from "./heartbeat.js";
import { isFinal, type LineChange, type LineState } from "./line-state.js";
import { Link, type LinkContext } from "./link.js";
import { Retry } from "./retry.js";

/** How a new link was taken up. */
export interface Restored {
  readonly state: "open" | "resumed" | "gap" | "signed-out";
  readonly reason?: string;
}

/** What the line asks of the one who uses it. */
export interface LineHost {
  /**
   * A new link is open: sign in and rejoin on it. What it throws ends the attempt.
   * @param restored is called once, as soon as the link can be used and before anybody is told what came over it.
   */
  restore(link: Link, restored: (how: Restored) => void): Promise<void>;
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
  /** How long the line may be silent while an answer is due, in milliseconds. */
  readonly deadAfterMs: number;
}

/** How long calls under way may take to end on the old link when the format is switched, in milliseconds. */
const drainMs = 2000;

/** Keeps a link to the server: opens it, opens it again when it is lost, and replaces it to switch formats. */
export class Line {
  readonly #context: LinkContext;
  readonly #reconnects: boolean;
  readonly #host: LineHost;
  readonly #retry: Retry;
  readonly #heartbeat: Heartbeat;
  readonly #waiters = new Set<{ resolve: () => void; reject: (error: LineError) => void }>();
  readonly #abandoned = new Set<Link>();
  #format: Format;
  #change: LineChange = { state: "closed" };
  #link: Link | null = null;
  #usableSince: number | undefined;
  #everUsable = false;
  #switching: Promise<void> = Promise.resolve();
  #hold: Promise<void> | null = null;

  constructor(context: LinkContext, options: LineOptions, host: LineHost) {
    this.#context = context;
    this.#reconnects = options.reconnect !== false;
    this.#host = host;
    this.#format = options.format;
    this.#retry = new Retry(options.reconnect || {}, context.now, context.random, () => void this.#attempt());
    this.#heartbeat = new Heartbeat(context.now, options.deadAfterMs, (ms) => context.stats.setPing(ms));
  }

  /** The format of the link, or of the next one. */
  get format(): Format {
    return this.#format;
  }

  /** How it stands. */
  get change(): LineChange {
    return this.#change;
  }

  /** Begins, also anew after it was closed. */
  open(): void {
    if (this.#change.state !== "closed") return;
    this.#retry.start();
    this.#set({ state: this.#everUsable ? "reconnecting" : "connecting", attempt: 0, retryInMs: 0 });
    void this.#attempt();
  }

  /** Resolves when calls can be made; rejects when the line is closed. */
  ready(): Promise<void> {
    if (this.#isUsable) return Promise.resolve();
    if (this.#change.state === "closed") return Promise.reject(closedError(this.#change));
    return new Promise((resolve, reject) => this.#waiters.add({ resolve, reject }));
  }

  /** Calls a method; while formats are being switched the call waits for that. */
  call<T>(method: string, params: object | undefined, timeoutMs: number, received?: (result: T) => void): Promise<T> {
    if (this.#hold) return this.#hold.then(() => this.call(method, params, timeoutMs, received));
    if (this.#isUsable && this.#link) return this.#link.call(method, params, timeoutMs, received);
    return Promise.reject(new LineError(`${method}: there is no line (${this.#change.state}).`));
  }

  /** Sends a notification; false where it could not be sent. */
  notify(method: string, params?: object): boolean {
    return this.#isUsable && this.#link !== null && this.#link.notify(method, params);
  }

  /** The line is as before, but more is known of it now. */
  note(state: LineState): void {
    this.#set({ state });
  }

  /** Ends the line for good, or until `open`. */
  close(): void {
    if (this.#change.state === "closed") return;
    this.#link?.close("The line was closed.");
    this.#finish({ state: "closed", cause: "close" });
  }

  /** Lets the line go dead without a word for so many milliseconds, as if the cable were pulled. */
  unplug(ms: number): void {
    if (this.#change.state === "closed") return;
    this.#retry.pause(ms);
    if (this.#link) this.#abandon(this.#link, { state: "reconnecting", cause: "unplugged" });
  }

  /**
   * Goes on in another format. The new link is open before the old one is closed, and calls made meanwhile wait, so
   * that nothing fails.
   */
  switchFormat(format: Format): Promise<void> {
    const turn = this.#switching.then(() => this.#switch(format));
    this.#switching = turn.catch(() => {});
    return turn;
  }

  get #isUsable(): boolean {
    return this.#usableSince !== undefined;
  }

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
    this.#retry.cancel();
    const link = this.#make();
    this.#link = link;
    try {
      await link.opened;
      await this.#host.restore(link, (how) => this.#adopt(link, how, undefined));
    } catch (error) {
      this.#fail(link, error);
    }
  }

  #adopt(link: Link, { state, reason }: Restored, cause: LineChange["cause"]): void {
    if (this.#link !== link) return;
    this.#usableSince = this.#context.now();
    this.#everUsable = true;
    for (const old of this.#abandoned) old.close("Replaced.");
    this.#abandoned.clear();
    this.#heartbeat.start(link, () => this.#abandon(link, { state: "reconnecting", cause: "lost", reason: "silent" }));
    this.#set({ state, cause, ...(reason && { reason }) });
    for (const waiter of this.#waiters) waiter.resolve();
    this.#waiters.clear();
  }

  async #switch(format: Format): Promise<void> {
    if (format === this.#format) return this.ready();
    const before = this.#format;
    const old = this.#link;
    this.#format = format;
    if (!this.#isUsable || !old) {
      if (old) {
        old.close("The format was switched.");
        void this.#attempt();
      }
      return this.ready();
    }

    const link = this.#make();
    try {
      await link.opened;
    } catch (error) {
      if (this.#link === old) this.#format = before;
      throw error;
    }

    let release!: () => void;
    this.#hold = new Promise((resolve) => { release = resolve; });
    try {
      await old.drained(drainMs);
      // A line that was lost or closed meanwhile comes back by its own way, in the new format.
      if (this.#link === old) await this.#replace(old, link);
      else link.close("It is not needed any more.");
    } finally {
      this.#hold = null;
      release();
    }
    return this.ready();
  }

  async #replace(old: Link, link: Link): Promise<void> {
    old.close("The format was switched.");
    this.#detach();
    this.#link = link;
    try {
      await this.#host.restore(link, (how) => this.#adopt(link, how, "format"));
    } catch (error) {
      this.#fail(link, error);
    }
  }

  #abandon(link: Link, change: LineChange): void {
    link.abandon("The line went dead.");
    this.#abandoned.add(link);
    this.#lost(change);
  }

  #fail(link: Link, error: unknown): void {
    // Where the link told its end by itself, it is not the current one any more.
    if (this.#link !== link) return;
    link.close("The attempt failed.");
    this.#lost({ state: "reconnecting", cause: "lost", reason: error instanceof Error ? error.message : undefined });
  }

  #lost(change: LineChange): void {
    if (!this.#reconnects || (change.code !== undefined && isFinal(change.code))) {
      this.#finish({ ...change, state: "closed" });
      return;
    }

    const held = this.#usableSince === undefined ? 0 : this.#context.now() - this.#usableSince;
    this.#detach();
    const retryInMs = this.#retry.schedule(held);
    const state = this.#everUsable ? "reconnecting" : "connecting";
    this.#set({ ...change, state, attempt: this.#retry.attempts, retryInMs });
  }

  #finish(change: LineChange): void {
    this.#retry.stop();
    for (const old of this.#abandoned) old.close("The line was closed.");
    this.#abandoned.clear();
    this.#detach();
    // Whoever opens the line again when he hears of its end waits for the new one.
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    this.#set(change);
    for (const waiter of waiters) waiter.reject(closedError(change));
  }

  #detach(): void {
    this.#link = null;
    this.#usableSince = undefined;
    this.#heartbeat.stop();
    this.#context.stats.setPing(null);
    this.#host.detached();
  }

  #set(change: LineChange): void {
    this.#change = change;
    this.#host.changed(change);
  }
}

function closedError({ code, reason }: LineChange): LineError {
  return new LineError(`The line is closed${reason ? ` (${reason})` : ""}.`, code, reason);
}
