import type { EntityKind, JsonEntity, SnapshotParams } from "./contract.js";
import type { FieldValue } from "./game.js";
import { Layout } from "./layout.js";

/** An entity as plain data in real units. */
export interface PlainEntity {
  readonly kind: string;
  readonly id: number;
  [field: string]: FieldValue;
}

/** One entity of the server's latest truth. It is the same object from coming into view to leaving it. */
export interface EntityRecord {
  readonly layout: Layout;
  readonly entity: PlainEntity;
  /** The whole numbers of the wire, in the order of the schema. */
  readonly values: Int32Array;
  /** How many of the fields are known: all, or for somebody else's entity the public ones. */
  known: number;
}

/** What a snapshot did to the table. */
export interface Applied {
  /** Records that are gone. */
  readonly left: readonly EntityRecord[];
  /** Records that are new. */
  readonly entered: readonly EntityRecord[];
  /** Records that were there and came in full. */
  readonly overwritten: readonly EntityRecord[];
  /** Records that were there and changed. */
  readonly changed: readonly EntityRecord[];
}

type WireEntity = readonly number[] | JsonEntity;

/** The entities in view as the server last showed them; reads the snapshots of both formats. */
export class EntityTable {
  readonly #layouts: readonly Layout[];
  readonly #records = new Map<number, EntityRecord>();
  readonly #entities = new Map<number, PlainEntity>();

  constructor(schema: readonly EntityKind[]) {
    this.#layouts = schema.map((kind) => new Layout(kind));
  }

  /** By id, in real units. */
  get entities(): ReadonlyMap<number, PlainEntity> {
    return this.#entities;
  }

  /** By id, with the whole numbers of the wire. */
  get records(): ReadonlyMap<number, EntityRecord> {
    return this.#records;
  }

  /**
   * Applies a snapshot.
   * @param whole whether it is the first on its line: what it does not mention is gone then.
   */
  apply(snapshot: SnapshotParams, whole = false): Applied {
    const left: EntityRecord[] = [];
    const entered: EntityRecord[] = [];
    const overwritten: EntityRecord[] = [];
    const changed: EntityRecord[] = [];
    for (const id of snapshot.left ?? []) this.#remove(id, left);
    if (whole) {
      const kept = new Set(snapshot.entered?.map(idOf));
      for (const id of [...this.#records.keys()]) if (!kept.has(id)) this.#remove(id, left);
    }

    for (const wire of snapshot.entered ?? []) this.#enter(wire, entered, overwritten);
    for (const wire of snapshot.changed ?? []) {
      const record = this.#records.get(idOf(wire));
      // A change of an unknown entity has nothing to start from; the server will send it in full before the next.
      if (!record) continue;
      if (isArray(wire)) applyDifferences(record, wire);
      else applyFields(record, wire);
      changed.push(record);
    }

    return { left, entered, overwritten, changed };
  }

  #enter(wire: WireEntity, entered: EntityRecord[], overwritten: EntityRecord[]): void {
    const id = idOf(wire);
    let record = this.#records.get(id);
    if (record) {
      overwritten.push(record);
    } else {
      const layout = this.#layouts.find((one) => one.holds(id));
      if (!layout) return;
      const entity: PlainEntity = { kind: layout.name, id };
      record = { layout, entity, values: new Int32Array(layout.fields.length), known: 0 };
      this.#records.set(id, record);
      this.#entities.set(id, entity);
      entered.push(record);
    }

    if (isArray(wire)) {
      for (let i = 1; i < wire.length; i++) set(record, i - 1, wire[i]!);
      this.#forget(record, wire.length - 1);
    } else {
      this.#forget(record, applyFields(record, wire));
    }
  }

  /** In full means in full: private fields that come no more are not kept. */
  #forget(record: EntityRecord, known: number): void {
    for (let i = known; i < record.known; i++) {
      const field = record.layout.fields[i];
      if (field) delete record.entity[field.name];
      record.values[i] = 0;
    }
    record.known = known;
  }

  #remove(id: number, left: EntityRecord[]): void {
    const record = this.#records.get(id);
    if (!record) return;
    this.#records.delete(id);
    this.#entities.delete(id);
    left.push(record);
  }
}

function applyDifferences(record: EntityRecord, wire: readonly number[]): void {
  const mask = wire[1] ?? 0;
  let next = 2;
  for (let i = 0; i < record.layout.fields.length; i++) {
    if (((mask >>> i) & 1) === 1) set(record, i, (record.values[i]! + (wire[next++] ?? 0)) | 0);
  }
}

/** Returns one more than the number of the last field that was there. */
function applyFields(record: EntityRecord, wire: JsonEntity): number {
  let known = 0;
  record.layout.fields.forEach((field, i) => {
    const real = wire[field.name];
    if (real === undefined || real === null) return;
    set(record, i, field.quantise(real));
    known = i + 1;
  });
  return known;
}

function set(record: EntityRecord, index: number, value: number): void {
  const field = record.layout.fields[index];
  if (!field) return;
  const quantised = field.wrap(value);
  record.values[index] = quantised;
  record.entity[field.name] = field.real(quantised);
  if (index >= record.known) record.known = index + 1;
}

function idOf(wire: WireEntity): number {
  return isArray(wire) ? (wire[0] ?? 0) : wire.id;
}

function isArray(wire: WireEntity): wire is readonly number[] {
  return Array.isArray(wire);
}
