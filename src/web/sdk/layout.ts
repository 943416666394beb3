import type { EntityKind, SchemaField } from "./contract.js";
import type { FieldValue } from "./game.js";

const turn = 2 * Math.PI;

/** A field with what its reading needs. Inside the SDK every value is the wire's whole number, in both formats. */
export class Field {
  readonly name: string;
  readonly step: number;
  /** Whether it is a quantity that may be shown between two of its values. */
  readonly continuous: boolean;
  /** How many steps make a full turn; 0 unless it is an angle. */
  readonly turn: number;
  readonly #kind: SchemaField["kind"];
  readonly #values: readonly string[];

  constructor(field: SchemaField) {
    this.name = field.name;
    this.step = field.step;
    this.continuous = field.kind === "number";
    this.turn = field.angle ? Math.round(turn / field.step) : 0;
    this.#kind = field.kind;
    this.#values = field.values;
  }

  /** The value in real units. */
  real(quantised: number): FieldValue {
    switch (this.#kind) {
      case "number": return quantised * this.step;
      case "boolean": return quantised !== 0;
      case "enumeration": return this.#values[quantised] ?? String(quantised);
      case "integer": return quantised;
    }
  }

  /** The whole number for a value in real units. */
  quantise(real: unknown): number {
    if (typeof real === "string") return Math.max(0, this.#values.indexOf(real));
    if (typeof real !== "number") return real === true ? 1 : 0;
    return this.continuous ? this.wrap(Math.round(real / this.step)) : real;
  }

  /** Brings an angle into [0, turn); leaves everything else. */
  wrap(quantised: number): number {
    return this.turn === 0 ? quantised : ((quantised % this.turn) + this.turn) % this.turn;
  }

  /** How far it is from one value to another; for an angle the shorter way round. All in steps. */
  difference(from: number, to: number): number {
    const way = to - from;
    return this.turn === 0 ? way : way - Math.round(way / this.turn) * this.turn;
  }
}

/** A kind of entity. */
export class Layout {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly #first: number;
  readonly #last: number;

  constructor(kind: EntityKind) {
    this.name = kind.name;
    this.fields = kind.fields.map((field) => new Field(field));
    this.#first = kind.firstId;
    this.#last = kind.lastId;
  }

  /** Whether an id is one of this kind's. */
  holds(id: number): boolean {
    return id >= this.#first && id <= this.#last;
  }

  /** The number of a field; -1 where there is none of this name. */
  indexOf(name: string): number {
    return this.fields.findIndex((field) => field.name === name);
  }
}
