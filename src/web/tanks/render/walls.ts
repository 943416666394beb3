import { type Arena, Tile } from "../game/arena";
import { hash } from "./noise";
import { type Rgb, rgb, shade } from "./palette";
import type { SolidBuilder } from "./solid";

export const wallHeight = 1.5;
const slate = rgb(0x8c99a8);
const slateSide = rgb(0x66727f);
const round = 0.22;
const bevel = 0.13;
const arcSteps = 4;

/** The four sides of a tile, clockwise from the north, as seen from inside. */
const sides = [
  { dx: 0, dy: -1, tone: 1.2 },
  { dx: 1, dy: 0, tone: 0.9 },
  { dx: 0, dy: 1, tone: 0.84 },
  { dx: -1, dy: 0, tone: 1.12 },
] as const;

interface Point { readonly x: number; readonly y: number }

/** Adds one slate tile: a block with rounded outer corners, a bevelled rim, and faces only where it is open. */
export function addWall(builder: SolidBuilder, arena: Arena, column: number, row: number): void {
  const size = arena.tile;
  const open = sides.map(({ dx, dy }) => arena.at(column + dx, row + dy) !== Tile.wall);
  const x = column * size;
  const y = row * size;
  const tint = shade(slate, 0.96 + hash(column, row) * 0.08);
  const rim: Point[] = [];
  const inner: Point[] = [];
  const tones: number[] = [];

  // Corner i lies where side i - 1 ends and side i begins: north-west first.
  for (let i = 0; i < 4; i++) {
    const before = (i + 3) % 4;
    const cornerX = i === 1 || i === 2 ? size : 0;
    const cornerY = i >= 2 ? size : 0;
    const inX = cornerX === 0 ? 1 : -1;
    const inY = cornerY === 0 ? 1 : -1;
    const isOpen = open[i] === true;
    const wasOpen = open[before] === true;
    if (isOpen && wasOpen) {
      const centerX = cornerX + inX * round * size;
      const centerY = cornerY + inY * round * size;
      const start = Math.PI + (i * Math.PI) / 2;
      for (let step = 0; step <= arcSteps; step++) {
        const angle = start + (step / arcSteps) * (Math.PI / 2);
        const r = round * size;
        rim.push({ x: x + centerX + Math.cos(angle) * r, y: y + centerY + Math.sin(angle) * r });
        inner.push({ x: x + centerX + Math.cos(angle) * (r - bevel), y: y + centerY + Math.sin(angle) * (r - bevel) });
        tones.push(step < arcSteps ? mix(sides[before]!.tone, sides[i]!.tone, (step + 0.5) / arcSteps) : isOpen ? sides[i]!.tone : 0);
      }
    } else {
      rim.push({ x: x + cornerX, y: y + cornerY });
      const horizontal = i % 2 === 0 ? isOpen : wasOpen;
      const vertical = i % 2 === 0 ? wasOpen : isOpen;
      inner.push({ x: x + cornerX + (vertical ? inX * bevel : 0), y: y + cornerY + (horizontal ? inY * bevel : 0) });
      tones.push(isOpen ? sides[i]!.tone : 0);
    }
  }

  addTop(builder, inner, tint);
  for (let i = 0; i < rim.length; i++) {
    const tone = tones[i]!;
    if (tone === 0) continue;
    const next = (i + 1) % rim.length;
    addRim(builder, rim[i]!, rim[next]!, inner[i]!, inner[next]!, shade(tint, tone));
    builder.side(rim[i]!.x, rim[i]!.y, rim[next]!.x, rim[next]!.y, 0, wallHeight, slateSide);
  }
}

function addTop(builder: SolidBuilder, points: readonly Point[], color: Rgb): void {
  const first = builder.corner(points[0]!.x, points[0]!.y, wallHeight, color);
  let last = builder.corner(points[1]!.x, points[1]!.y, wallHeight, color);
  for (const point of points.slice(2)) {
    const corner = builder.corner(point.x, point.y, wallHeight, color);
    builder.triangle(first, last, corner);
    last = corner;
  }
}

function addRim(builder: SolidBuilder, a: Point, b: Point, innerA: Point, innerB: Point, color: Rgb): void {
  const soft = shade(color, 0.97);
  builder.quad(
    builder.corner(a.x, a.y, wallHeight, color), builder.corner(b.x, b.y, wallHeight, color),
    builder.corner(innerB.x, innerB.y, wallHeight, soft), builder.corner(innerA.x, innerA.y, wallHeight, soft));
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
