import type { Arena } from "./arena";

interface Point {
  readonly x: number;
  readonly y: number;
}

const cone = 0.2;
const reach = 17;
const pull = 0.75;

/** Bends an aim a little towards the enemy that it nearly points at, for thumbs. Radians and metres. */
export function assist(from: Point, aim: number, enemies: Iterable<Point>, arena: Arena): number {
  let best = cone;
  let bent = aim;
  for (const enemy of enemies) {
    const distance = Math.hypot(enemy.x - from.x, enemy.y - from.y);
    if (distance < 0.5 || distance > reach) continue;
    const off = difference(Math.atan2(enemy.y - from.y, enemy.x - from.x), aim);
    if (Math.abs(off) >= best || !arena.clear(from.x, from.y, enemy.x, enemy.y)) continue;
    best = Math.abs(off);
    bent = aim + off * pull;
  }
  return bent;
}

/** An angle's way to another, the shorter one, in -π to π. */
export function difference(to: number, from: number): number {
  return Math.atan2(Math.sin(to - from), Math.cos(to - from));
}
