import type { Arena } from "../game/arena";
import { hash } from "./noise";
import { rgb, shade } from "./palette";
import type { SolidBuilder } from "./solid";

const wood = rgb(0xa9713f);
const thickness = 1.6;
const height = 1.9;

/** Adds the wooden tray that the arena lies in: planks all around, each of its own tone. */
export function addFrame(builder: SolidBuilder, arena: Arena): void {
  const { width, height: depth } = arena;
  planks(width + 2 * thickness, (from, length, tone) => {
    builder.box(from - thickness, -thickness, length, thickness, 0, height, shade(wood, tone));
    builder.box(from - thickness, depth, length, thickness, 0, height, shade(wood, tone * 0.97));
  });
  planks(depth, (from, length, tone) => {
    builder.box(-thickness, from, thickness, length, 0, height - 0.02, shade(wood, tone * 0.95));
    builder.box(width, from, thickness, length, 0, height - 0.02, shade(wood, tone * 0.92));
  });
}

function planks(total: number, add: (from: number, length: number, tone: number) => void): void {
  const count = Math.max(1, Math.round(total / 9));
  const length = total / count;
  for (let i = 0; i < count; i++) add(i * length, length - 0.04, 0.94 + hash(i, Math.round(total), 9) * 0.14);
}
