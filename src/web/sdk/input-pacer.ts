/** After a pause longer than this, in ticks, the inputs that were missed are not made up for. */
const maxCatchUp = 3;

/** How much slower inputs are made while too many of them wait on the server. */
const slowdown = 0.05;

/** The lowest count of this many snapshots is taken for what really waits. */
const window = 30;

/** One input is being made and one waits for its tick: so many more than the round trip explains are no surplus. */
const ordinary = 2;

/** No more than this, in ticks, is made good at a time: it is as much as the server keeps. */
const maxDebt = 3;

/**
 * Tells when an input is due: one a tick of the server, as its clock is seen from here.
 *
 * Each hold-up of the network or the page leaves inputs waiting on the server, and since both sides go on at the same
 * pace they would wait for good, each tick of them another tick of delay. So while more inputs are under way than the
 * round trip explains, they are made a little slower, until the surplus is gone.
 */
export class InputPacer {
  #at: number | undefined;
  #phase = 0;
  #debt = 0;
  #lowest = Infinity;
  #counted = 0;

  /** How far into the last input's tick it is now, 0 to 1. */
  get phase(): number {
    return this.#phase;
  }

  /**
   * Tells how many inputs are due.
   * @param at the tick that the server is at, with its fraction.
   */
  due(at: number): number {
    const passed = this.#at === undefined ? 1 : at - this.#at;
    this.#at = at;
    if (passed > maxCatchUp) {
      this.#phase = 0;
      return 1;
    }

    const lost = Math.min(this.#debt, Math.max(0, passed) * slowdown);
    this.#debt -= lost;
    this.#phase += Math.max(0, passed) - lost;
    const due = Math.floor(this.#phase);
    this.#phase -= due;
    return due;
  }

  /**
   * A snapshot came.
   * @param pending how many inputs are not acknowledged.
   * @param roundTrip how many of them the network explains, in ticks.
   */
  acknowledged(pending: number, roundTrip: number): void {
    this.#lowest = Math.min(this.#lowest, pending - roundTrip - ordinary);
    if (++this.#counted < window) return;
    // While a surplus is being made good, what is counted says little about what will be left.
    if (this.#debt === 0) this.#debt = Math.max(0, Math.min(maxDebt, Math.floor(this.#lowest)));
    this.#lowest = Infinity;
    this.#counted = 0;
  }

  /** Begins anew. */
  reset(): void {
    this.#at = undefined;
    this.#phase = 0;
    this.#debt = 0;
    this.#lowest = Infinity;
    this.#counted = 0;
  }
}
