import type { Pong } from "./contract.js";
import type { Link } from "./link.js";

/** Every this many milliseconds the round trip is measured. */
const intervalMs = 1000;

/** Measures the round trip once a second, and notices a line that is dead without having said so. */
export class Heartbeat {
  readonly #now: () => number;
  readonly #deadAfterMs: number;
  readonly #measured: (milliseconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #seq = 0;
  #unanswered: number | undefined;

  /**
   * @param deadAfterMs how long a line may be silent while an answer is due.
   * @param measured is told each round trip in milliseconds.
   */
  constructor(now: () => number, deadAfterMs: number, measured: (milliseconds: number) => void) {
    this.#now = now;
    this.#deadAfterMs = deadAfterMs;
    this.#measured = measured;
  }

  /** Begins with a link, in place of the one before; `dead` is called at most once. */
  start(link: Link, dead: () => void): void {
    this.stop();
    this.#beat(link);
    this.#timer = setInterval(() => {
      // A silent line counts only from the oldest question on that got no answer: timers of a hidden tab sleep.
      if (this.#unanswered !== undefined
        && this.#now() - Math.max(this.#unanswered, link.lastHeard) > this.#deadAfterMs) {
        this.stop();
        dead();
      } else {
        this.#beat(link);
      }
    }, intervalMs);
  }

  /** Ends it. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unanswered = undefined;
  }

  #beat(link: Link): void {
    const sent = this.#now();
    this.#unanswered ??= sent;
    link.call<Pong>("server.ping", { seq: ++this.#seq, sent }, 30_000, () => {
      this.#unanswered = undefined;
      this.#measured(this.#now() - sent);
    }).catch(() => {});
  }
}
