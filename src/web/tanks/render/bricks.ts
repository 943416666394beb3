import type { Arena } from "../game/arena";
import { hash } from "./noise";
import { rgb, shade } from "./palette";
import type { SolidBuilder } from "./solid";

export const brickHeight = 1.15;
const clay = [rgb(0xc8683f), rgb(0xbb5836), rgb(0xd47a4c), rgb(0xb5522f)];
const mortar = rgb(0xd9bd95);
const courses = 4;
const joint = 0.045;

/** Adds one brick tile: rows of single bricks in a running bond, each a little its own. */
export function addBrick(builder: SolidBuilder, arena: Arena, column: number, row: number): void {
  const size = arena.tile;
  const x = column * size;
  const y = row * size;
  const cracked = arena.cracked(column, row);
  builder.box(x + joint, y + joint, size - 2 * joint, size - 2 * joint, 0, cracked ? 0.42 : brickHeight - 0.14, mortar);
  const depth = size / courses;
  for (let course = 0; course < courses; course++) {
    const cuts = course % 2 === 0 ? [0, 0.5, 1] : [0, 0.25, 0.75, 1];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const from = cuts[i]! * size;
      const width = (cuts[i + 1]! - cuts[i]!) * size;
      const own = hash(column * 8 + i, row * 8 + course, 3);
      const color = shade(clay[Math.floor(own * 4)]!, 0.94 + hash(column * 8 + i, row * 8 + course, 5) * 0.12);
      // A hit takes some bricks out and lets the others sag.
      if (cracked && own > 0.62) continue;
      const top = (cracked ? brickHeight * (0.45 + own * 0.8) : brickHeight) - own * 0.1;
      builder.box(x + from + joint, y + course * depth + joint, width - 2 * joint, depth - 2 * joint, 0, top, color);
    }
  }
}
