import type { Applied, EntityRecord, PlainEntity } from "./entity-table.js";
import type { Layout } from "./layout.js";

/** What an entity looked like at a tick. */
interface Sample {
  tick: number;
  values: Int32Array;
}

/** More samples than this are not kept, for a page that takes snapshots but never draws. */
const maxSamples = 64;

/** An entity's recent past. */
class Track {
  readonly layout: Layout;
  readonly shown: PlainEntity;
  readonly born: number;
  ended = Infinity;
  readonly #record: EntityRecord;
  readonly #samples: Sample[] = [];

  constructor(record: EntityRecord, born: number) {
    this.#record = record;
    this.layout = record.layout;
    this.born = born;
    this.shown = { kind: record.layout.name, id: record.entity.id };
  }

  /** @param before until when nothing had changed; -Infinity where that is not known. */
  add(tick: number, before: number): void {
    const last = this.#samples.at(-1);
    if (last && last.tick === tick) {
      last.values.set(this.#record.values);
      return;
    }

    if (last && before > last.tick && before < tick) this.#push({ tick: before, values: last.values });
    this.#push({ tick, values: this.#record.values.slice() });
  }

  /** Writes what is to be seen at a tick into `shown`. */
  show(at: number, newest: number, maxAhead: number): PlainEntity {
    const samples = this.#samples;
    while (samples.length > 2 && samples[1]!.tick <= at && samples[2]!.tick <= at) samples.shift();
    let next = samples.findIndex((sample) => sample.tick > at);
    if (next === 0) next = 1;
    let from = samples[next < 0 ? samples.length - 1 : next - 1]!;
    let to = next < 0 ? undefined : samples[next];
    let part = to ? Math.max(0, at - from.tick) / (to.tick - from.tick) : 0;
    const before = samples.at(-2);
    if (!to && before && from.tick === newest && at > newest) {
      // Nothing newer is here: what moved moves on for a moment, as far as one may guess.
      to = from;
      from = before;
      part = 1 + Math.min(at - newest, maxAhead) / (to.tick - from.tick);
    }

    this.#write(from, to, part);
    return this.shown;
  }

  #write(from: Sample, to: Sample | undefined, part: number): void {
    const { fields } = this.layout;
    const known = this.#record.known;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      if (i >= known) {
        if (field.name in this.shown) delete this.shown[field.name];
        continue;
      }

      const a = from.values[i]!;
      if (to && field.continuous) {
        this.shown[field.name] = field.wrap(a + field.difference(a, to.values[i]!) * part) * field.step;
      } else {
        this.shown[field.name] = field.real(to && part >= 1 ? to.values[i]! : a);
      }
    }
  }

  #push(sample: Sample): void {
    if (this.#samples.length === maxSamples) this.#samples.shift();
    this.#samples.push(sample);
  }
}

/**
 * Shows entities as they were a moment ago, between two snapshots: the classic entity interpolation (Bernier, "Latency
 * Compensating Methods in Client/Server In-game Protocol Design", 2001). Quantities go straight from one value to the
 * next, angles the shorter way round, everything else changes at its tick.
 */
export class Interpolator {
  readonly #tracks: Track[] = [];
  readonly #current = new Map<number, Track>();
  #newest = -Infinity;
  #before = -Infinity;

  /** The tick of the newest snapshot. */
  get newest(): number {
    return this.#newest;
  }

  /**
   * Takes what a snapshot brought.
   * @param whole whether it is the first on its line: what it brings is shown at once.
   */
  take(tick: number, applied: Applied, whole: boolean): void {
    this.#before = whole ? tick : this.#newest;
    this.#newest = tick;
    for (const record of applied.left) this.#end(record.entity.id, tick);
    for (const record of applied.entered) this.#begin(record, whole ? -Infinity : tick);
    for (const record of applied.changed) this.#current.get(record.entity.id)?.add(tick, this.#before);
    // In full although no tick was skipped: it waited for room in a snapshot, and may have moved all the while.
    const before = this.#before === tick - 1 ? -Infinity : this.#before;
    for (const record of applied.overwritten) this.#current.get(record.entity.id)?.add(tick, before);
  }

  /** What one sees at a tick; the entities are the same objects as long as each is in view. */
  show(at: number, maxAhead: number, shown: PlainEntity[]): void {
    for (let i = this.#tracks.length - 1; i >= 0; i--) {
      if (this.#tracks[i]!.ended <= at) this.#tracks.splice(i, 1);
    }
    for (const track of this.#tracks) {
      if (track.born <= at) shown.push(track.show(at, this.#newest, maxAhead));
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#tracks.length = 0;
    this.#current.clear();
    this.#newest = -Infinity;
  }

  /** Shows an entity no longer, whatever its past. */
  hide(id: number): void {
    const index = this.#tracks.findIndex((track) => track.shown.id === id && track.ended !== Infinity);
    if (index >= 0) this.#tracks.splice(index, 1);
  }

  #begin(record: EntityRecord, born: number): void {
    const track = new Track(record, born);
    track.add(this.#newest, this.#newest);
    this.#tracks.push(track);
    this.#current.set(record.entity.id, track);
  }

  #end(id: number, tick: number): void {
    const track = this.#current.get(id);
    if (!track) return;
    track.ended = tick;
    this.#current.delete(id);
  }
}
