/** A bad network to try the game on. All in milliseconds unless named otherwise; what is not given is 0. */
export interface Simulation {
  /** Added to each message in each direction: the ping grows by twice this. */
  readonly latencyMs?: number;
  /** Added on top, at random between 0 and this, to each message in each direction. */
  readonly jitterMs?: number;
  /** Every this many seconds ... */
  readonly stallEverySec?: number;
  /** ... nothing arrives in either direction for this long, and then everything at once. */
  readonly stallMs?: number;
}

/** Holds things back as a slow network would, in their order, one queue a direction. */
export class DelayQueue<T> {
  readonly #simulation: () => Simulation;
  readonly #deliver: (item: T) => void;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #waiting: { item: T; due: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param simulation is asked for each item anew, so that it may change at any time. */
  constructor(simulation: () => Simulation, deliver: (item: T) => void, now: () => number, random: () => number) {
    this.#simulation = simulation;
    this.#deliver = deliver;
    this.#now = now;
    this.#random = random;
  }

  /** Takes an item; without a delay, and with nothing before it, it is delivered before this returns. */
  push(item: T): void {
    const now = this.#now();
    const due = this.#due(now);
    if (due <= now && this.#waiting.length === 0) {
      this.#deliver(item);
      return;
    }

    // The order is the queue's: what is due earlier than something before it waits for that.
    this.#waiting.push({ item, due });
    this.#schedule();
  }

  /** Delivers everything at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#deliver(next.item);
  }

  /** Drops everything. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.length = 0;
  }

  #due(now: number): number {
    const { latencyMs = 0, jitterMs = 0, stallEverySec = 0, stallMs = 0 } = this.#simulation();
    const due = now + Math.max(0, latencyMs) + Math.max(0, jitterMs) * this.#random();
    const period = stallEverySec * 1000;
    if (period <= 0 || stallMs <= 0) return due;
    // The stall is the last part of each period, so that both directions stall together without sharing state.
    const phase = due % period;
    return phase >= period - stallMs ? due - phase + period : due;
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    const head = this.#waiting[0];
    if (!head) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = this.#now();
      while (this.#waiting[0] && this.#waiting[0].due <= now) this.#deliver(this.#waiting.shift()!.item);
      this.#schedule();
    }, Math.max(0, Math.ceil(head.due - this.#now())));
  }
}
