/*
 * GameServer.Tanks.ShellFlight, in the same arithmetic and order: shells travel only at their birth and at their end,
 * so everything between is flown here.
 */
import { type Arena, Tile } from "./arena";
import { cos, sin, wrap } from "./trig";

const f = Math.fround;
const margin = f(1 / 64);

/** A shell on its way. */
export interface Flight {
  x: number;
  y: number;
  directionX: number;
  directionY: number;
  bounces: number;
  /** What ended it, if anything did. */
  ended: "no" | "slate" | "brick";
}

/** A shell as it leaves the barrel. */
export function launch(x: number, y: number, angle: number): Flight {
  const wrapped = wrap(f(angle));
  return { x: f(x), y: f(y), directionX: cos(wrapped), directionY: sin(wrapped), bounces: 0, ended: "no" };
}

/**
 * Flies on for a distance in metres, or until something ends it.
 * @param bounced is told where it bounced.
 */
export function advance(
  shell: Flight, arena: Arena, distance: number, maxBounces: number, bounced?: (x: number, y: number) => void,
): void {
  if (shell.ended !== "no") return;
  const size = arena.tile;
  let left = f(distance);
  let column = Math.floor(f(shell.x * f(1 / size)));
  let row = Math.floor(f(shell.y * f(1 / size)));
  for (;;) {
    const toX = toEdge(shell.x, shell.directionX, column, size);
    const toY = toEdge(shell.y, shell.directionY, row, size);
    const way = Math.min(Math.min(toX, toY), left);
    shell.x = f(shell.x + f(shell.directionX * way));
    shell.y = f(shell.y + f(shell.directionY * way));
    if (way >= left) {
      keep(shell, column, row, size);
      return;
    }

    left = f(left - way);
    const sideways = toX < toY;
    const nextColumn = column + (sideways ? (shell.directionX > 0 ? 1 : -1) : 0);
    const nextRow = row + (sideways ? 0 : shell.directionY > 0 ? 1 : -1);
    const tile = arena.at(nextColumn, nextRow);
    if (tile !== Tile.wall && tile !== Tile.brick) {
      column = nextColumn;
      row = nextRow;
      continue;
    }

    if (tile === Tile.brick || shell.bounces >= maxBounces) {
      keep(shell, column, row, size);
      shell.ended = tile === Tile.brick ? "brick" : "slate";
      return;
    }

    shell.bounces++;
    if (sideways) shell.directionX = -shell.directionX;
    else shell.directionY = -shell.directionY;
    bounced?.(shell.x, shell.y);
  }
}

function toEdge(at: number, direction: number, tile: number, size: number): number {
  if (direction === 0) return Infinity;
  const edge = direction > 0 ? (tile + 1) * size : tile * size;
  return Math.max(0, f(f(edge - at) / direction));
}

function keep(shell: Flight, column: number, row: number, size: number): void {
  shell.x = within(shell.x, column, size);
  shell.y = within(shell.y, row, size);
}

function within(at: number, tile: number, size: number): number {
  const low = tile * size;
  return Math.max(f(low + margin), Math.min(at, f(low + size - margin)));
}
