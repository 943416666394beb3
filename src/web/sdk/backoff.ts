/** When to try again after a line was lost. */
export interface ReconnectOptions {
  /** The first attempt waits up to this long, in milliseconds; each further one up to twice as long. Default 200. */
  readonly baseMs?: number;
  /** No attempt waits longer than this, in milliseconds. Default 5000. */
  readonly maxMs?: number;
  /** A line that held for this long, in milliseconds, starts the count anew when it is lost. Default 5000. */
  readonly stableMs?: number;
}

/**
 * Exponential backoff with full jitter: a random delay between zero and the growing bound, so that the clients of a
 * server that restarts do not come back in waves (Brooker, "Exponential Backoff And Jitter", AWS, 2015).
 */
export class Backoff {
  readonly #base: number;
  readonly #max: number;
  readonly #random: () => number;
  #attempts = 0;

  constructor(options: ReconnectOptions, random: () => number) {
    this.#base = options.baseMs ?? 200;
    this.#max = options.maxMs ?? 5000;
    this.#random = random;
  }

  /** How many delays were handed out since the last reset. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The next delay in milliseconds. */
  next(): number {
    const bound = Math.min(this.#max, this.#base * 2 ** Math.min(this.#attempts, 30));
    this.#attempts++;
    return this.#random() * bound;
  }

  /** The line holds: the next delay is short again. */
  reset(): void {
    this.#attempts = 0;
  }
}
