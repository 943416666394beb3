import { expect, test } from "vitest";
import { assist, difference } from "./aim";
import { readTiles } from "./masonry";

const open = readTiles(Array.from({ length: 20 }, () => ".".repeat(20)), 2);
const from = { x: 10, y: 10 };

test("an aim near an enemy is bent towards him, one far off is left alone", () => {
  const enemy = { x: 20, y: 11 };
  const exact = Math.atan2(1, 10);
  const bent = assist(from, 0, [enemy], open);
  expect(bent).toBeGreaterThan(0.05);
  expect(bent).toBeLessThan(exact);
  expect(assist(from, 1, [enemy], open)).toBe(1);
});

test("nobody is aimed at through a wall", () => {
  const rows = Array.from({ length: 20 }, () => `${".".repeat(7)}#${".".repeat(12)}`);
  expect(assist(from, 0, [{ x: 20, y: 11 }], readTiles(rows, 2))).toBe(0);
});

test("the difference of two angles goes the shorter way", () => {
  expect(difference(3, -3)).toBeCloseTo(6 - 2 * Math.PI);
  expect(difference(-3, 3)).toBeCloseTo(2 * Math.PI - 6);
});
