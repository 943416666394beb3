import { Backoff, type ReconnectOptions } from "./backoff.js";

/** Decides when a lost line is tried again. */
export class Retry {
  readonly #options: ReconnectOptions;
  readonly #now: () => number;
  readonly #attempt: () => void;
  readonly #backoff: Backoff;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notBefore = 0;

  /** @param attempt is called when it is time. */
  constructor(options: ReconnectOptions, now: () => number, random: () => number, attempt: () => void) {
    this.#options = options;
    this.#now = now;
    this.#attempt = attempt;
    this.#backoff = new Backoff(options, random);
  }

  /** How many attempts were scheduled since the line last held. */
  get attempts(): number {
    return this.#backoff.attempts;
  }

  /** Whether an attempt is due some time. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** The line is wanted: attempts count from none, and a network that comes back is noticed. */
  start(): void {
    this.#backoff.reset();
    globalThis.addEventListener?.("online", this.#online);
  }

  /** The line is not wanted any more. */
  stop(): void {
    this.cancel();
    globalThis.removeEventListener?.("online", this.#online);
  }

  /**
   * Schedules an attempt.
   * @param heldMs how long the line held before it was lost.
   * @returns when, in milliseconds from now.
   */
  schedule(heldMs: number): number {
    if (heldMs >= (this.#options.stableMs ?? 5000)) this.#backoff.reset();
    return this.#wait(this.#backoff.next());
  }

  /** Makes no attempt for so many milliseconds, one that is due included. */
  pause(ms: number): void {
    this.#notBefore = this.#now() + ms;
    if (this.isWaiting) this.#wait(ms);
  }

  /** Makes no attempt. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #online = (): void => {
    if (this.isWaiting) this.#wait(0);
  };

  #wait(ms: number): number {
    this.cancel();
    const delay = Math.max(ms, this.#notBefore - this.#now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, delay);
    return delay;
  }
}
