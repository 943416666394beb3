import { describe, expect, test } from "vitest";
import { EntityTable } from "../entity-table.js";
import { Predictor, type PredictionOptions } from "../prediction.js";
import { exampleSchema } from "./fake-server.js";
import { seeded } from "./random.js";

const dt = 1 / 30;
const tickMs = 1000 * dt;

interface Drive {
  readonly throttle: number;
  readonly turn: number;
}

/** The rule of both sides: a pace of 6 units and a turn of 3 radians a second, within walls at 0 and 40. */
function move(state: { x: number; y: number; heading: number }, { throttle, turn }: Drive): void {
  state.heading += turn * 3 * dt;
  state.x = Math.min(40, Math.max(0, state.x + Math.cos(state.heading) * throttle * 6 * dt));
  state.y = Math.min(40, Math.max(0, state.y + Math.sin(state.heading) * throttle * 6 * dt));
}

const options = {
  kind: "tank",
  command: "steer",
  own: (entity: { player?: unknown }) => entity.player === 1,
  step: (state: never, input: never) => move(state, input),
} as unknown as PredictionOptions;

/** A server that applies one input a tick, and a client that predicts it, so many ticks apart each way. */
class World {
  readonly truth = { x: 20, y: 20, heading: 0 };
  readonly table = new EntityTable(exampleSchema);
  readonly predictor: Predictor;
  readonly inputs: { seq: number; input: Drive; due: number }[] = [];
  readonly snapshots: { ack: number; values: number[]; due: number }[] = [];
  id = 1;
  tick = 0;
  ack = 0;
  seq = 0;
  held: Drive = { throttle: 0, turn: 0 };

  constructor(readonly latency: number, more: Partial<PredictionOptions> = {}) {
    this.predictor = new Predictor({ ...options, ...more } as PredictionOptions, dt, () => {});
  }

  /** One tick of both. */
  step(input: Drive | undefined, late = 0): void {
    this.tick++;
    if (input) {
      this.inputs.push({ seq: ++this.seq, input, due: this.tick + this.latency + late });
      this.predictor.input(this.seq, input);
    }

    const next = this.inputs[0];
    if (next && next.due <= this.tick) {
      this.inputs.shift();
      this.held = next.input;
      this.ack = next.seq;
    }
    move(this.truth, this.held);
    this.snapshots.push({ ack: this.ack, values: this.quantised(), due: this.tick + this.latency });
    while (this.snapshots[0] && this.snapshots[0].due <= this.tick) {
      const { ack, values } = this.snapshots.shift()!;
      this.table.apply({ tick: this.tick, ack, entered: [values] });
      this.predictor.reconcile(ack, this.table.records);
    }
  }

  /** What is shown at the end of the tick. */
  show(): Record<string, number> {
    return this.predictor.show(this.tick * tickMs, 1) as unknown as Record<string, number>;
  }

  quantised(): number[] {
    const heading = Math.round((this.truth.heading / (2 * Math.PI)) * 256);
    return [this.id, Math.round(this.truth.x * 64), Math.round(this.truth.y * 64), ((heading % 256) + 256) % 256, 0, 0, 1];
  }
}

test("an input takes effect at once, before the server has seen it", () => {
  const world = new World(3);
  for (let i = 0; i < 10; i++) world.step({ throttle: 0, turn: 0 });
  const before = world.show()["x"]!;
  world.step({ throttle: 1, turn: 0 });
  expect(world.truth.x).toBe(20);
  expect(world.show()["x"]! - before).toBeCloseTo(6 * dt);
});

test("where both sides agree, nothing is ever corrected, whatever the rounding of the wire", () => {
  const world = new World(4);
  const random = seeded(11);
  let input: Drive = { throttle: 1, turn: 0 };
  for (let i = 0; i < 10; i++) world.step({ throttle: 0, turn: 0 });
  for (let i = 0; i < 900; i++) {
    if (random() < 0.1) input = { throttle: random() * 2 - 1, turn: random() * 2 - 1 };
    world.step(input);
    world.show();
  }
  expect(world.predictor.mispredictions).toBe(0);
  expect(world.predictor.correction).toEqual({});
  // What is under way is what the client is ahead by.
  expect(world.predictor.pending).toBe(8);
});

test.each([1, 2, 3, 4, 5])("inputs that come late and are made up for by the server are corrected, and it converges, seed %i", (seed) => {
  const world = new World(3);
  const random = seeded(seed);
  for (let i = 0; i < 300; i++) {
    world.step({ throttle: Math.sin(i / 20), turn: Math.cos(i / 33) }, random() < 0.2 ? 2 : 0);
    world.show();
  }
  for (let i = 0; i < 60; i++) {
    world.step({ throttle: 0, turn: 0 });
    world.show();
  }
  const shown = world.show();
  expect(Math.abs(shown["x"]! - world.truth.x)).toBeLessThan(1 / 32);
  expect(Math.abs(shown["y"]! - world.truth.y)).toBeLessThan(1 / 32);
  expect(Math.cos(shown["heading"]! - world.truth.heading)).toBeGreaterThan(Math.cos((2 * Math.PI) / 128));
});

describe("a correction", () => {
  function pushed(more: Partial<PredictionOptions> = {}, by = 2): World {
    const world = new World(0, more);
    for (let i = 0; i < 30; i++) world.step({ throttle: 0, turn: 0 });
    world.show();
    // Something that the client could not know of pushes the tank.
    world.truth.x += by;
    world.step({ throttle: 0, turn: 0 });
    return world;
  }

  test("is shown smoothly", () => {
    const world = pushed();
    const first = world.predictor.show((world.tick - 1) * tickMs, 1) as unknown as { x: number };
    expect(first.x).toBeCloseTo(20, 5);
    const seen = [20];
    for (let i = 0; i < 30; i++) {
      world.step({ throttle: 0, turn: 0 });
      seen.push(world.show()["x"]!);
    }
    for (let i = 1; i < seen.length; i++) expect(seen[i]!).toBeGreaterThanOrEqual(seen[i - 1]!);
    expect(Math.max(...seen.map((x, i) => x - (seen[i - 1] ?? x)))).toBeLessThan(1);
    expect(seen.at(-1)).toBeCloseTo(22, 2);
    expect(world.predictor.mispredictions).toBe(1);
  });

  test("beyond its limit is a jump", () => {
    const world = pushed({ snapAbove: { x: 1 } } as Partial<PredictionOptions>);
    expect(world.show()["x"]).toBeCloseTo(22, 5);
  });
});

test("another entity is another beginning: nothing glides from the old one", () => {
  const world = new World(2);
  for (let i = 0; i < 30; i++) world.step({ throttle: 1, turn: 0 });
  world.table.apply({ tick: world.tick, ack: world.ack, left: [1] });
  world.predictor.reconcile(world.ack, world.table.records);
  expect(world.predictor.id).toBeUndefined();
  expect(world.predictor.show(world.tick * tickMs, 1)).toBeUndefined();
  world.id = 5;
  world.truth.x = 3;
  world.held = { throttle: 0, turn: 0 };
  world.inputs.length = 0;
  world.snapshots.length = 0;
  for (let i = 0; i < 10; i++) world.step({ throttle: 0, turn: 0 });
  expect(world.predictor.id).toBe(5);
  expect(world.show()["x"]).toBeCloseTo(3, 1);
});

test("between two ticks the entity is shown between two states", () => {
  const world = new World(2);
  for (let i = 0; i < 30; i++) world.step({ throttle: 1, turn: 0 });
  const now = world.tick * tickMs;
  const x = (alpha: number): number => (world.predictor.show(now, alpha) as unknown as { x: number }).x;
  const from = x(0);
  expect(x(1) - from).toBeCloseTo(6 * dt);
  expect(x(0.5) - from).toBeCloseTo(3 * dt);
});

test("so it is where every input is acknowledged at once", () => {
  const world = new World(0);
  for (let i = 0; i < 30; i++) world.step({ throttle: 1, turn: 0 });
  expect(world.predictor.pending).toBe(0);
  const now = world.tick * tickMs;
  const x = (alpha: number): number => (world.predictor.show(now, alpha) as unknown as { x: number }).x;
  expect(x(1) - x(0)).toBeCloseTo(6 * dt);
});

test("no more inputs are kept than can ever be acknowledged", () => {
  const world = new World(0);
  world.step({ throttle: 0, turn: 0 });
  for (let i = 0; i < 1000; i++) world.predictor.input(100 + i, { throttle: 1, turn: 0 });
  expect(world.predictor.pending).toBe(64);
});

test("a field that the rule does not change is the server's", () => {
  const world = new World(0);
  for (let i = 0; i < 5; i++) world.step({ throttle: 1, turn: 0 });
  world.table.apply({ tick: 6, ack: world.ack, changed: [[1, 1 << 4, 1]] });
  world.predictor.reconcile(world.ack, world.table.records);
  expect(world.show()["shielded"]).toBe(true);
});
