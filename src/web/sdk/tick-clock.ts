/** How strongly one arrival moves the estimate. */
const gain = 1 / 16;

/** An arrival further off than this, in milliseconds, says more about the network than about the clock. */
const outlierMs = 100;

/** Beyond this error, in milliseconds, the clock jumps; below, it glides. */
const jumpMs = 500;

/** How fast the clock glides at the most, as a part of real time. */
const maxSlew = 0.1;

/**
 * Tells which tick the server is at, as seen from here, smoothly: the mean of when snapshots arrive is followed by a
 * clock that never goes back and never runs more than a tenth too fast or too slow.
 */
export class TickClock {
  /** A tick's length in milliseconds. */
  readonly tickMs: number;
  #offset: number | undefined;
  #current = 0;
  #at = 0;

  /** @param tickRate in ticks a second. */
  constructor(tickRate: number) {
    this.tickMs = 1000 / tickRate;
  }

  /** A snapshot of this tick arrived now. */
  arrived(tick: number, now: number): void {
    const offset = now - tick * this.tickMs;
    if (this.#offset === undefined) {
      this.#offset = offset;
      this.#current = tick;
      this.#at = now;
      return;
    }

    const error = offset - this.#offset;
    // The network can hold a snapshot back, for a stall's length even, but it cannot deliver one early.
    if (error < -jumpMs || error > 4 * jumpMs) this.#offset = offset;
    else this.#offset += Math.max(-outlierMs, Math.min(outlierMs, error)) * gain;
  }

  /** The tick, with its fraction; undefined before the first arrival. */
  at(now: number): number | undefined {
    if (this.#offset === undefined) return undefined;
    const passed = Math.max(0, now - this.#at);
    const target = (now - this.#offset) / this.tickMs;
    const error = (target - this.#current) * this.tickMs - passed;
    if (Math.abs(error) > jumpMs) {
      this.#current = target;
    } else {
      // A tenth of the error is made good in each tenth of a second, more or less.
      const slew = Math.max(-maxSlew, Math.min(maxSlew, error / 100));
      this.#current += (passed * (1 + slew)) / this.tickMs;
    }
    this.#at = now;
    return this.#current;
  }
}
