import { expect, test } from "vitest";
import type { SnapshotParams } from "../contract.js";
import type { PlainEntity } from "../entity-table.js";
import { EntityTable } from "../entity-table.js";
import { Interpolator } from "../interpolation.js";
import { exampleSchema } from "./fake-server.js";

/** How far may be guessed ahead here, in ticks. */
const ahead = 3;
const turn = 2 * Math.PI;

/** A tank at x and a heading in 256ths of a turn. */
function tank(id: number, x: number, heading = 0, hull = 0): number[] {
  return [id, x * 64, 0, heading, hull, 0, id];
}

class Scene {
  readonly #table = new EntityTable(exampleSchema);
  readonly #interpolator = new Interpolator();

  snapshot(tick: number, parts: Partial<SnapshotParams>, whole = tick === 1): void {
    this.#interpolator.take(tick, this.#table.apply({ tick, ack: 0, ...parts }, whole), whole);
  }

  at(tick: number): PlainEntity[] {
    const shown: PlainEntity[] = [];
    this.#interpolator.show(tick, ahead, shown);
    return shown;
  }
}

test("quantities go straight from one snapshot to the next, everything else steps", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  scene.snapshot(2, { entered: [tank(1, 8, 0, 1)] });
  scene.snapshot(3, {});
  expect(scene.at(1.25)[0]).toMatchObject({ kind: "tank", id: 1, x: 2, hull: "scout" });
  expect(scene.at(1.75)[0]).toMatchObject({ x: 6, hull: "scout" });
  expect(scene.at(2)[0]).toMatchObject({ x: 8, hull: "brawler" });
});

test("an angle takes the shorter way round", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0, 250)] });
  scene.snapshot(2, { entered: [tank(1, 0, 10)] });
  scene.snapshot(3, {});
  expect(scene.at(1.25)[0]!["heading"]).toBeCloseTo((254 / 256) * turn);
  expect(scene.at(1.75)[0]!["heading"]).toBeCloseTo((6 / 256) * turn);
});

test("what waited for room in a snapshot has moved all the while", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  for (let tick = 2; tick <= 4; tick++) scene.snapshot(tick, {});
  scene.snapshot(5, { entered: [tank(1, 8)] });
  expect(scene.at(3)[0]).toMatchObject({ x: 4 });
  expect(scene.at(5)[0]).toMatchObject({ x: 8 });
});

test("what changed while ticks were skipped changed after the last of the others", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  scene.snapshot(2, {});
  scene.snapshot(6, { entered: [tank(1, 8)] });
  expect(scene.at(2)[0]).toMatchObject({ x: 0 });
  expect(scene.at(4)[0]).toMatchObject({ x: 4 });
});

test("what stood still until a tick does not begin to glide before it", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  for (let tick = 2; tick <= 9; tick++) scene.snapshot(tick, {});
  scene.snapshot(10, { changed: [[1, 1, 64]] });
  scene.snapshot(11, {});
  expect(scene.at(8.5)[0]).toMatchObject({ x: 0 });
  expect(scene.at(9.5)[0]).toMatchObject({ x: 0.5 });
  expect(scene.at(10.5)[0]).toMatchObject({ x: 1 });
});

test("skipped ticks are bridged", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  scene.snapshot(2, { entered: [tank(1, 1)] });
  scene.snapshot(6, { entered: [tank(1, 5)] });
  expect(scene.at(4)[0]).toMatchObject({ x: 3 });
});

test("an entity comes and goes at its own tick", () => {
  const scene = new Scene();
  scene.snapshot(1, {});
  scene.snapshot(5, { entered: [tank(1, 0)] });
  scene.snapshot(8, { left: [1] });
  expect(scene.at(4.9)).toEqual([]);
  expect(scene.at(5)).toHaveLength(1);
  expect(scene.at(7.9)).toHaveLength(1);
  expect(scene.at(8)).toEqual([]);
});

test("what the first snapshot brings is shown at once", () => {
  const scene = new Scene();
  scene.snapshot(100, { entered: [tank(1, 4)] }, true);
  expect(scene.at(97)).toEqual([expect.objectContaining({ x: 4 })]);
});

test("an id that is used again is another entity: nothing glides between the two", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  scene.snapshot(2, {});
  scene.snapshot(3, { left: [1], entered: [tank(1, 60)] });
  scene.snapshot(4, {});
  const before = scene.at(2.5);
  expect(before).toEqual([expect.objectContaining({ x: 0 })]);
  const [old] = before;
  const [now] = scene.at(3);
  expect(now).toMatchObject({ x: 60 });
  expect(now).not.toBe(old);
});

test("an entity is the same object as long as it is in view", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  const [first] = scene.at(1);
  scene.snapshot(2, { changed: [[1, 1, 64]] });
  expect(scene.at(2)[0]).toBe(first);
});

test("late snapshots are bridged by a guess, as far as allowed", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0), tank(2, 7)] });
  scene.snapshot(2, { changed: [[1, 1, 64]] });
  expect(scene.at(3)[0]).toMatchObject({ x: 2 });
  expect(scene.at(5)[0]).toMatchObject({ x: 4 });
  expect(scene.at(50)[0]).toMatchObject({ x: 4 });
  // What stood still goes on standing still.
  expect(scene.at(50)[1]).toMatchObject({ x: 7 });
});

test("what came to rest is not guessed on", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  scene.snapshot(2, { changed: [[1, 1, 64]] });
  scene.snapshot(3, {});
  expect(scene.at(5)[0]).toMatchObject({ x: 1 });
});

test("a page that never draws keeps no endless past", () => {
  const scene = new Scene();
  scene.snapshot(1, { entered: [tank(1, 0)] });
  for (let tick = 2; tick < 5000; tick++) scene.snapshot(tick, { changed: [[1, 1, 1]] });
  // Sixty-four ticks are kept; what was before them is not known any more.
  expect(scene.at(100)[0]).toMatchObject({ x: 4935 / 64 });
  expect(scene.at(4999)[0]).toMatchObject({ x: 4998 / 64 });
});
