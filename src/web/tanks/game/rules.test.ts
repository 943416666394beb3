import { expect, test } from "vitest";
import { normalize } from "./rules";

const steer = { throttle: 0, turn: 0, aim: 0, fire: false };

test("steering is put into its range as the server does it", () => {
  const given = normalize({ ...steer, throttle: 7, turn: -1.5, aim: 7 });
  expect(given.throttle).toBe(1);
  expect(given.turn).toBe(-1);
  expect(given.aim).toBeCloseTo(7 - 2 * Math.PI, 5);
});

test("what is not a number counts as nothing", () => {
  expect(normalize({ ...steer, throttle: Number.NaN, turn: Infinity, aim: -Infinity })).toEqual(steer);
});
