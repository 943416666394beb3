import { beforeEach, expect, test, vi } from "vitest";
import { Controls, driveTowards } from "./controls";
import { Keyboard } from "./keyboard";

class Field {}
const tank = { x: 0, y: 0, heading: 0 };

let dialog: object | null;

beforeEach(() => {
  dialog = null;
  vi.stubGlobal("document", { querySelector: () => dialog });
  for (const name of ["Element", "HTMLInputElement", "HTMLTextAreaElement", "HTMLSelectElement", "HTMLButtonElement"]) vi.stubGlobal(name, Field);
  return () => { vi.unstubAllGlobals(); };
});

function make() {
  const target = new EventTarget();
  const controls = new Controls();
  controls.add(new Keyboard(target));
  controls.enabled = true;
  const key = (type: "keydown" | "keyup", code: string, more: object = {}) =>
    target.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { code, key: code, ...more }));
  return { controls, key };
}

test("W and D drive ahead and turn clockwise, S and A the other way; opposites cancel out", () => {
  const { controls, key } = make();
  key("keydown", "KeyW");
  key("keydown", "ArrowRight");
  expect(controls.read(tank)).toMatchObject({ throttle: 1, turn: 1 });
  key("keydown", "KeyS");
  key("keyup", "ArrowRight");
  key("keydown", "KeyA");
  expect(controls.read(tank)).toMatchObject({ throttle: 0, turn: -1 });
});

test("a tap on the space bar that is shorter than a tick fires once", () => {
  const { controls, key } = make();
  key("keydown", "Space");
  key("keyup", "Space");
  expect(controls.read(tank).fire).toBe(true);
  expect(controls.read(tank).fire).toBe(false);
});

test("a page that lost its focus lets everything go", () => {
  const { controls, key } = make();
  key("keydown", "KeyW");
  controls.release();
  expect(controls.read(tank).throttle).toBe(0);
});

test("a key that was let go by the page's doing does nothing while it repeats, until it is pressed anew", () => {
  const { controls, key } = make();
  key("keydown", "KeyW");
  key("keydown", "Space");
  controls.release();
  for (const code of ["KeyW", "Space"]) key("keydown", code, { repeat: true });
  expect(controls.read(tank)).toMatchObject({ throttle: 0, fire: false });
  key("keyup", "KeyW");
  key("keydown", "KeyW");
  expect(controls.read(tank).throttle).toBe(1);
});

test("who is no longer to drive lets go, and does not drive on when allowed again", () => {
  const { controls, key } = make();
  key("keydown", "KeyW");
  controls.enabled = false;
  controls.enabled = true;
  expect(controls.read(tank).throttle).toBe(0);
});

test("keys that go into a dialog never drive, wherever its focus is", () => {
  const { controls, key } = make();
  dialog = {};
  for (const code of ["KeyW", "Space"]) key("keydown", code);
  expect(controls.read(tank)).toMatchObject({ throttle: 0, fire: false });
});

test("what was let go while Command was held is let go with it: no keyup tells of it", () => {
  const { controls, key } = make();
  key("keydown", "KeyW");
  key("keydown", "MetaLeft", { key: "Meta", metaKey: true });
  key("keyup", "MetaLeft", { key: "Meta" });
  expect(controls.read(tank).throttle).toBe(0);
});

test("while nobody is to drive, keys say nothing", () => {
  const { controls, key } = make();
  controls.enabled = false;
  key("keydown", "KeyW");
  expect(controls.read(tank).throttle).toBe(0);
});

test("a stick drives where it points: straight on, turning on the spot, and backwards for what is behind", () => {
  expect(driveTowards(1, 0, 0)).toEqual({ throttle: 1, turn: 0 });
  const aside = driveTowards(0, 1, 0);
  expect(aside.throttle).toBeCloseTo(0);
  expect(aside.turn).toBe(1);
  const behind = driveTowards(-1, 0, 0);
  expect(behind.throttle).toBeCloseTo(-1);
  expect(behind.turn).toBeCloseTo(0);
  expect(driveTowards(0.1, 0, 2)).toEqual({ throttle: 0, turn: 0 });
});
