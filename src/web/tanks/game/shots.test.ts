import { expect, test } from "vitest";
import { readTiles } from "./masonry";
import { Shots } from "./shots";
import type { HullRules, Shell } from "./wire";

const arena = readTiles(["########", "#......#", "#....b.#", "#......#", "########"], 2);
const hulls = [{ hull: "ranger", shellSpeed: 15 }] as HullRules[];

function make() {
  const told: string[] = [];
  const shots = new Shots(arena, hulls, 1, 60, 1 / 30, {
    fired: () => told.push("fired"),
    bounced: (x) => told.push(`bounced at ${x.toFixed(1)}`),
    ended: (_x, _y, by) => told.push(`ended by ${by}`),
  });
  return { shots, told };
}

const shell = (over: Partial<Shell> = {}) => ({ id: 7, x: 5.2, y: 3, angle: 0, born: 100, player: 1, hull: "ranger" as const, ...over });

test("a shell is where its flight has brought it, between two ticks too", () => {
  const { shots, told } = make();
  expect(shots.frame([shell()], () => 99)).toEqual([]);
  expect(shots.frame([shell()], () => 100)[0]?.x).toBeCloseTo(5.2);
  expect(shots.frame([shell()], () => 102)[0]?.x).toBeCloseTo(6.2);
  expect(shots.frame([shell()], () => 103.5)[0]?.x).toBeCloseTo(6.95);
  expect(told).toEqual(["fired"]);
});

test("it bounces once, turns round, and ends at the second wall", () => {
  const { shots, told } = make();
  for (let tick = 100; tick < 150; tick++) shots.frame([shell()], () => tick);
  expect(told).toEqual(["fired", "bounced at 14.0", "ended by slate"]);
  expect(shots.frame([shell()], () => 151)).toEqual([]);
});

test("a brick ends it, and its end is told once though the server ends it too", () => {
  const { shots, told } = make();
  for (let tick = 100; tick < 130; tick++) shots.frame([shell({ y: 5 })], () => tick);
  shots.frame([], () => 131);
  expect(told).toEqual(["fired", "ended by brick"]);
});

test("what the server ends in the open has hit something", () => {
  const { shots, told } = make();
  shots.frame([shell()], () => 103);
  shots.frame([], () => 104);
  expect(told).toEqual(["fired", "ended by hit"]);
});

test("a shell that comes into view in mid-flight makes no muzzle flash", () => {
  const { shots, told } = make();
  shots.frame([shell()], () => 115);
  expect(told).toEqual([]);
});

test("an id that is used again is another shell", () => {
  const { shots, told } = make();
  shots.frame([shell()], () => 101);
  shots.frame([shell({ born: 140, y: 7 })], () => 141);
  expect(told).toEqual(["fired", "fired"]);
});
