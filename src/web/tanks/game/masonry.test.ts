import { expect, test } from "vitest";
import { Tile } from "./arena";
import { Masonry, readTiles } from "./masonry";
import type { World } from "./wire";

const rows = ["##########", "#b......b#", "#........#", "##########"];
const world = { rows, tileSize: 2, brickHealth: 2, viewHalfWidth: 6, viewHalfHeight: 6 } as World;
const near = { health: 2, column: 1, row: 1 };

function make() {
  const arena = readTiles(rows, 2);
  const told: string[] = [];
  const masonry = new Masonry(arena, world, { brick: (column, row, state) => told.push(`${column},${row} ${state}`) });
  return { arena, masonry, told };
}

test("a brick that the server shows no more though it would be in view has broken", () => {
  const { arena, masonry, told } = make();
  masonry.update([near], 4, 4);
  masonry.update([], 4, 4);
  expect(told).toEqual(["1,1 gone"]);
  expect(arena.solid(1, 1)).toBe(false);
});

test("a brick out of view stays as it was last seen", () => {
  const { arena, masonry, told } = make();
  masonry.update([near], 4, 4);
  expect(arena.at(8, 1)).toBe(Tile.brick);
  masonry.update([], 16, 4);
  expect(told).toEqual(["8,1 gone"]);
  expect(arena.at(1, 1)).toBe(Tile.brick);
});

test("a hit cracks a brick, and a new round makes all whole", () => {
  const { arena, masonry, told } = make();
  masonry.update([{ ...near, health: 1 }], 4, 4);
  expect(arena.cracked(1, 1)).toBe(true);
  masonry.update([], 4, 4);
  masonry.restore();
  expect(told).toEqual(["1,1 cracked", "1,1 gone", "1,1 whole"]);
});
