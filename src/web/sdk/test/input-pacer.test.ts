import { expect, test } from "vitest";
import { InputPacer } from "../input-pacer.js";

/** How many inputs are made over so many ticks of a page that draws twice a tick. */
function run(pacer: InputPacer, ticks: number, from = 0): number {
  let made = 0;
  for (let i = 1; i <= ticks * 2; i++) made += pacer.due(from + i / 2 + 0.25);
  return made;
}

test("an input is due a tick, the first at once", () => {
  const pacer = new InputPacer();
  expect(pacer.due(7.3)).toBe(1);
  expect(pacer.due(7.8)).toBe(0);
  expect(pacer.phase).toBeCloseTo(0.5);
  expect(pacer.due(8.3)).toBe(1);
  expect(pacer.due(10.4)).toBe(2);
  expect(pacer.phase).toBeCloseTo(0.1);
});

test("a short pause is made up for, a long one left out", () => {
  const pacer = new InputPacer();
  pacer.due(0);
  expect(pacer.due(3)).toBe(3);
  expect(pacer.due(20)).toBe(1);
  expect(pacer.due(20.9)).toBe(0);
});

test("inputs that wait on the server are made good by making a few less", () => {
  const pacer = new InputPacer();
  pacer.due(0);
  // The network explains four of what is under way; there are eight.
  for (let i = 0; i < 30; i++) pacer.acknowledged(8 + (i % 3), 4);
  expect(run(pacer, 100)).toBe(98);
  expect(run(pacer, 100, 100)).toBe(100);
});

test("a moment's surplus, as jitter makes it, changes nothing", () => {
  const pacer = new InputPacer();
  pacer.due(0);
  for (let i = 0; i < 300; i++) pacer.acknowledged(i % 10 === 0 ? 5 : 12, 4);
  expect(run(pacer, 100)).toBe(100);
});

test("inputs that are not acknowledged at all do not stop the others", () => {
  const pacer = new InputPacer();
  pacer.due(0);
  for (let i = 0; i < 300; i++) pacer.acknowledged(64, 4);
  expect(run(pacer, 100)).toBe(97);
});
