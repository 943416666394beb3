import type { EntityRecord, PlainEntity } from "./entity-table.js";
import type { AnyGame, ArgumentsOf, CommandOf, EntityOf, GameTypes, KindOf } from "./game.js";

/** An entity that a rule may change. */
export type Movable<G extends GameTypes, K extends KindOf<G>> = { readonly kind: K; readonly id: number } & G["entities"][K];

/** An input's arguments without their number. */
export type InputOf<G extends GameTypes, C extends CommandOf<G>> = Omit<ArgumentsOf<G, C>, "seq">;

/** How one's own entity moves before the server has spoken. */
export interface PredictionOptions<
  G extends GameTypes = AnyGame, K extends KindOf<G> = KindOf<G>, C extends CommandOf<G> = CommandOf<G>> {
  /** The kind of entity that the inputs move. */
  readonly kind: K;
  /** The input command: its arguments get `seq` added, and the server acknowledges that in snapshots. */
  readonly command: C;
  /** Whether an entity of the kind is one's own. Asked until one is found, and again after it is gone. */
  own(entity: EntityOf<G, K>): boolean;
  /**
   * Moves the entity by one tick. It is the same rule as on the server: it changes `state` and nothing else, and the
   * same state and input give the same result each time.
   * @param dt a tick's length in seconds.
   */
  step(state: Movable<G, K>, input: InputOf<G, C>, dt: number): void;
  /** The fields that `step` changes; the others are always the server's. By default all quantities. */
  readonly fields?: readonly (keyof G["entities"][K] & string)[];
  /**
   * Gives the input of the tick that begins. Where it is given, `room.view()` calls it once a tick and sends what it
   * gives (null: nothing); otherwise the app calls `room.input` once a tick by itself.
   */
  sample?(): InputOf<G, C> | null;
  /** Corrections of a field greater than this are not smoothed: the entity jumps. In the field's unit. */
  readonly snapAbove?: { readonly [F in keyof G["entities"][K]]?: number };
  /** After this many milliseconds about a third of a correction is still to be seen. Default 100. */
  readonly smoothMs?: number;
}

/** A look into the prediction, for a debug view. */
export interface Prediction {
  /** Inputs that are under way: sent but not acknowledged. */
  readonly pending: number;
  /** The id of the entity that is predicted; undefined while there is none. */
  readonly id: number | undefined;
  /** The part of corrections that is not shown yet, by field, in the field's unit. */
  readonly correction: Readonly<Record<string, number>>;
  /** The server disagreed this often. */
  readonly mispredictions: number;
  /** Ends the prediction; the entity is interpolated like the others. */
  stop(): void;
}

interface Step {
  readonly seq: number;
  readonly input: object;
  state: PlainEntity;
}

/** No more inputs than this are kept: about two seconds' worth. What is older will not be acknowledged any more. */
const maxPending = 64;

/**
 * How far a prediction may be from the server's value, in steps: half a step for the rounding of what the server says
 * now, and half a step for that of what a correction before began from, with a little for what follows from it.
 */
const tolerance = 1.25;

/**
 * Client-side prediction with server reconciliation (Bernier 2001; Gambetta, "Fast-Paced Multiplayer"): inputs take
 * effect at once and are kept until the server acknowledges them; the own entity is what the server says of it, with
 * the inputs that it has not seen yet applied again. Where the server agrees to within its rounding, the finer value
 * of the prediction is kept, so that rounding never shakes the picture.
 */
export class Predictor implements Prediction {
  readonly options: PredictionOptions;
  readonly #dt: number;
  readonly #stopped: () => void;
  readonly #pending: Step[] = [];
  #record: EntityRecord | undefined;
  #base: { seq: number; state: PlainEntity } | undefined;
  #previous: PlainEntity | undefined;
  #correction: Record<string, number> = {};
  #shown: PlainEntity | undefined;
  #shownAt = 0;
  #alpha = 1;
  mispredictions = 0;

  /** @param dt a tick's length in seconds. */
  constructor(options: PredictionOptions, dt: number, stopped: () => void) {
    this.options = options;
    this.#dt = dt;
    this.#stopped = stopped;
  }

  get pending(): number {
    return this.#pending.length;
  }

  get id(): number | undefined {
    return this.#record?.entity.id;
  }

  get correction(): Readonly<Record<string, number>> {
    return this.#correction;
  }

  stop(): void {
    this.reset();
    this.#stopped();
  }

  /** Forgets the entity and every input. */
  reset(): void {
    this.#pending.length = 0;
    this.#loseEntity();
  }

  /** An input was sent. */
  input(seq: number, input: object): void {
    const from = this.#latest();
    const state = from ? this.#advance(from, input) : { kind: "", id: 0 };
    if (from) this.#previous = from;
    if (this.#pending.length === maxPending) this.#pending.shift();
    this.#pending.push({ seq, input, state });
  }

  /** The server's word on this tick. */
  reconcile(ack: number, records: ReadonlyMap<number, EntityRecord>): void {
    const record = this.#find(records);
    const acknowledged = this.#forget(ack);
    if (!record) {
      this.#loseEntity();
      return;
    }

    if (record !== this.#record || !this.#base) {
      this.#loseEntity();
      this.#record = record;
      this.#base = { seq: ack, state: { ...record.entity } };
      this.#replay(false);
      return;
    }

    const before = this.#between(this.#alpha);
    const predicted = acknowledged ?? (this.#base.seq === ack ? this.#base.state : undefined);
    const { state, agrees } = this.#merge(record, predicted);
    if (!agrees) this.mispredictions++;
    this.#base = { seq: ack, state };
    this.#replay(agrees);
    this.#correct(record, before, this.#between(this.#alpha));
  }

  /**
   * What is to be seen of the own entity.
   * @param alpha how much of the last input's tick has passed, 0 to 1.
   */
  show(now: number, alpha: number): PlainEntity | undefined {
    const record = this.#record;
    const state = this.#between((this.#alpha = alpha));
    if (!record || !state) return undefined;
    const passed = Math.max(0, now - this.#shownAt);
    this.#shownAt = now;
    const rest = Math.exp(-passed / (this.options.smoothMs ?? 100));
    const shown = (this.#shown ??= { kind: record.layout.name, id: record.entity.id });
    Object.assign(shown, state);
    for (const field of record.layout.fields) {
      const error = this.#correction[field.name];
      if (error === undefined) continue;
      const left = error * rest;
      // A hundredth of a step cannot be seen.
      if (Math.abs(left) < field.step / 100) delete this.#correction[field.name];
      else this.#correction[field.name] = left;
      const value = (Number(state[field.name]) + left) / field.step;
      shown[field.name] = field.wrap(value) * field.step;
    }
    return shown;
  }

  #find(records: ReadonlyMap<number, EntityRecord>): EntityRecord | undefined {
    const known = this.#record;
    if (known && records.get(known.entity.id) === known && this.options.own(known.entity)) return known;
    for (const record of records.values()) {
      if (record.layout.name === this.options.kind && this.options.own(record.entity)) return record;
    }
    return undefined;
  }

  /** Drops what is acknowledged; returns the state after the input of just this number. */
  #forget(ack: number): PlainEntity | undefined {
    let state: PlainEntity | undefined;
    while (this.#pending[0] && this.#pending[0].seq <= ack) {
      const step = this.#pending.shift()!;
      state = step.seq === ack && step.state.id !== 0 ? step.state : undefined;
    }
    return state;
  }

  #merge(record: EntityRecord, predicted: PlainEntity | undefined): { state: PlainEntity; agrees: boolean } {
    const merged = { ...record.entity };
    if (!predicted) return { state: merged, agrees: false };
    let agrees = true;
    record.layout.fields.forEach((field, i) => {
      if (!this.#predicts(field.name, field.continuous)) return;
      const mine = predicted[field.name];
      if (mine === undefined || merged[field.name] === undefined) return;
      const off = typeof mine === "number" && field.continuous
        ? field.difference(record.values[i]!, mine / field.step)
        : field.quantise(mine) - record.values[i]!;
      if (Math.abs(off) <= tolerance) merged[field.name] = mine;
      else agrees = false;
    });
    return { state: merged, agrees };
  }

  #predicts(name: string, continuous: boolean): boolean {
    return this.options.fields ? this.options.fields.includes(name) : continuous;
  }

  /** @param agrees whether the state before the last input still holds where every input is acknowledged. */
  #replay(agrees: boolean): void {
    let state = this.#base!.state;
    if (!agrees) this.#previous = state;
    for (const step of this.#pending) {
      this.#previous = state;
      state = step.state = this.#advance(state, step.input);
    }
  }

  #advance(from: PlainEntity, input: object): PlainEntity {
    const state = { ...from };
    this.options.step(state, input, this.#dt);
    return state;
  }

  #latest(): PlainEntity | undefined {
    return this.#base && (this.#pending.at(-1)?.state ?? this.#base.state);
  }

  /** The state between the last two ticks. */
  #between(alpha: number): PlainEntity | undefined {
    const to = this.#latest();
    const from = this.#previous;
    if (!to || !from || !this.#record) return to;
    const state = { ...to };
    for (const field of this.#record.layout.fields) {
      const a = from[field.name];
      const b = to[field.name];
      if (!field.continuous || typeof a !== "number" || typeof b !== "number") continue;
      const way = field.difference(a / field.step, b / field.step);
      state[field.name] = field.wrap(a / field.step + way * alpha) * field.step;
    }
    return state;
  }

  #correct(record: EntityRecord, before: PlainEntity | undefined, after: PlainEntity | undefined): void {
    if (!before || !after) return;
    for (const field of record.layout.fields) {
      const old = before[field.name];
      const now = after[field.name];
      if (!field.continuous || typeof old !== "number" || typeof now !== "number") continue;
      const error = (this.#correction[field.name] ?? 0)
        + field.difference(now / field.step, old / field.step) * field.step;
      const limit = this.options.snapAbove?.[field.name] ?? Infinity;
      if (error === 0 || Math.abs(error) > limit) delete this.#correction[field.name];
      else this.#correction[field.name] = error;
    }
  }

  #loseEntity(): void {
    this.#record = undefined;
    this.#base = undefined;
    this.#previous = undefined;
    this.#shown = undefined;
    this.#correction = {};
  }
}
