import type { Joined, SnapshotParams } from "./contract.js";
import { EntityTable, type PlainEntity } from "./entity-table.js";
import { InputPacer } from "./input-pacer.js";
import { Interpolator } from "./interpolation.js";
import type { Predictor } from "./prediction.js";
import type { RoomOptions } from "./room-types.js";
import { TickClock } from "./tick-clock.js";

/** What is to be seen of a room: the server's truth, and how it is shown smoothly. */
export class Scene {
  readonly #interpolationMs: number;
  readonly #extrapolationMs: number;
  readonly #interpolator = new Interpolator();
  readonly #pacer = new InputPacer();
  readonly #shown: PlainEntity[] = [];
  #joined: Joined;
  #table: EntityTable;
  #clock: TickClock;
  #predictor: Predictor | undefined;
  #whole = true;
  #tick = 0;
  #ack = 0;
  #lastInputAt = 0;

  constructor(joined: Joined, options: RoomOptions) {
    this.#interpolationMs = options.interpolationMs ?? 100;
    this.#extrapolationMs = options.extrapolationMs ?? 100;
    this.#joined = joined;
    this.#table = new EntityTable(joined.schema);
    this.#clock = new TickClock(joined.tickRate);
  }

  /** The tick of the last snapshot. */
  get tick(): number {
    return this.#tick;
  }

  /** The number of the last input that the server applied. */
  get ack(): number {
    return this.#ack;
  }

  /** The server's truth. */
  get entities(): ReadonlyMap<number, PlainEntity> {
    return this.#table.entities;
  }

  /** What predicts the own entity. */
  get predictor(): Predictor | undefined {
    return this.#predictor;
  }

  set predictor(predictor: Predictor | undefined) {
    this.#predictor = predictor;
    this.#pacer.reset();
    predictor?.reconcile(this.#ack, this.#table.records);
  }

  /**
   * Applies a snapshot; false for one that is older than the last.
   * @param pingMs the round trip, where it is known.
   */
  apply(snapshot: SnapshotParams, now: number, pingMs: number | null): boolean {
    const whole = this.#whole;
    if (!whole && snapshot.tick <= this.#tick) return false;
    // The same room id, but its time began anew: another server process.
    if (whole && snapshot.tick < this.#interpolator.newest) this.#clear();
    this.#whole = false;
    this.#tick = snapshot.tick;
    this.#ack = snapshot.ack;
    this.#clock.arrived(snapshot.tick, now);
    const applied = this.#table.apply(snapshot, whole);
    this.#interpolator.take(snapshot.tick, applied, whole);
    const own = this.#predictor?.id;
    this.#predictor?.reconcile(snapshot.ack, this.#table.records);
    if (this.#predictor && pingMs !== null) {
      this.#pacer.acknowledged(this.#predictor.pending, pingMs / this.#clock.tickMs);
    }
    // The own entity was shown ahead of the others: its end is shown at once, and not once more from the past.
    if (own !== undefined && applied.left.some((record) => record.entity.id === own)) this.#interpolator.hide(own);
    return true;
  }

  /** The snapshots pause: inputs under way will not be acknowledged. */
  pause(): void {
    this.#predictor?.reset();
    this.#pacer.reset();
  }

  /** Snapshots begin again, the first of them whole. */
  resume(joined: Joined, sameRoom: boolean): void {
    const sameSchema = JSON.stringify(joined.schema) === JSON.stringify(this.#joined.schema);
    this.#joined = joined;
    this.#whole = true;
    this.#ack = 0;
    if (!sameRoom || !sameSchema) this.#clear();
  }

  /** An input was sent. */
  input(seq: number, command: string, args: object, now: number): void {
    if (this.#predictor?.options.command !== command) return;
    this.#predictor.input(seq, args);
    this.#lastInputAt = now;
  }

  /** Which tick is shown of the others, with its fraction. */
  viewTick(now: number): number | undefined {
    const tick = this.#clock.at(now);
    return tick === undefined ? undefined : tick - this.#interpolationMs / this.#clock.tickMs;
  }

  /**
   * What is to be seen now.
   * @param send takes the input of a tick that has begun; undefined while there is no way to send it.
   */
  view(now: number, send: ((input: object) => void) | undefined): readonly PlainEntity[] {
    this.#shown.length = 0;
    const at = this.#clock.at(now);
    if (at === undefined) return this.#shown;
    if (send) this.#sampleInputs(at, now, send);
    const { tickMs } = this.#clock;
    this.#interpolator.show(at - this.#interpolationMs / tickMs, this.#extrapolationMs / tickMs, this.#shown);
    this.#showOwn(now);
    return this.#shown;
  }

  #clear(): void {
    this.#table = new EntityTable(this.#joined.schema);
    this.#clock = new TickClock(this.#joined.tickRate);
    this.#interpolator.clear();
  }

  #sampleInputs(at: number, now: number, send: (input: object) => void): void {
    const sample = this.#predictor?.options.sample;
    if (!sample) return;
    for (let due = this.#pacer.due(at); due > 0; due--) {
      const input = sample();
      if (input) send(input);
    }
    // The tick began between two frames; the own entity is shown as far into it as time has passed since.
    this.#lastInputAt = now - this.#pacer.phase * this.#clock.tickMs;
  }

  #showOwn(now: number): void {
    const passed = (now - this.#lastInputAt) / this.#clock.tickMs;
    const own = this.#predictor?.show(now, Math.max(0, Math.min(1, passed)));
    if (!own) return;
    const index = this.#shown.findIndex((entity) => entity.id === own.id);
    if (index >= 0) this.#shown[index] = own;
    else this.#shown.push(own);
  }
}
