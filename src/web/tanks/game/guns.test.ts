import { expect, test } from "vitest";
import { Guns } from "./guns";
import type { Tank } from "./wire";

const tank = (readyAt: number) => ({ readyAt }) as Tank;

test("a shot is shown at once, and not again while the gun reloads", () => {
  const guns = new Guns();
  expect(guns.pull(1000, 600)).toBe(true);
  expect(guns.pull(1300, 600)).toBe(false);
  expect(guns.loaded(1300, 600)).toBeCloseTo(0.5);
  expect(guns.pull(1600, 600)).toBe(true);
});

test("the server's word on when the gun is ready overrides the guess", () => {
  const guns = new Guns();
  guns.heed(tank(130), 100, 1000, 33);
  expect(guns.pull(1500, 600)).toBe(false);
  expect(guns.pull(1990, 600)).toBe(true);
});

test("the shell of a shot that was shown makes no second flash; one that was not does", () => {
  const guns = new Guns();
  guns.pull(1000, 600);
  expect(guns.wasShown(1100)).toBe(true);
  expect(guns.wasShown(1150)).toBe(false);
  guns.pull(3000, 600);
  expect(guns.wasShown(9000)).toBe(false);
});
