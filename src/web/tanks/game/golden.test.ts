import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Arena } from "./arena";
import { advance, launch } from "./flight";
import { readTiles } from "./masonry";
import { type Motion, move } from "./rules";
import type { HullRules } from "./wire";

/*
 * The server's rules wrote these files. Single-precision numbers are written in the shortest form that reads back to
 * the same bits, so nothing less than equality will do.
 */
interface Head { tickRate: number; tileSize: number; rows: string[] }
interface SteerTrace extends Head {
  traces: { hull: HullRules; start: number[]; steps: { steer: [number, number, number]; after: number[] }[] }[];
}
interface ShellTrace extends Head {
  shells: { start: [number, number, number]; speed: number; end: "life" | "slate" | "brick"; path: [number, number][] }[];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../../tests/GameServer.Tanks.Tests/golden/${name}`, import.meta.url), "utf8")) as T;
}

function arenaOf(head: Head): Arena {
  return readTiles(head.rows, head.tileSize);
}

describe("the prediction moves a tank exactly as the server does", () => {
  const golden = read<SteerTrace>("steer.json");
  const arena = arenaOf(golden);
  test.each(golden.traces)("$hull.hull", ({ hull, start, steps }) => {
    const [x, y, heading, turret, speed] = start as [number, number, number, number, number];
    const tank: Motion = { x, y, heading, turret, speed };
    expect(steps.length).toBeGreaterThan(100);
    steps.forEach(({ steer: [throttle, turn, aim], after }, i) => {
      move(tank, { throttle, turn, aim, fire: false }, hull, arena, 1 / golden.tickRate);
      expect([i, tank.x, tank.y, tank.heading, tank.turret, tank.speed]).toEqual([i, ...after.map(Math.fround)]);
    });
  });
});

describe("a shell flies exactly as on the server", () => {
  const golden = read<ShellTrace>("shells.json");
  const arena = arenaOf(golden);
  test("every shell, bounces included, to its end", () => {
    expect(golden.shells.length).toBeGreaterThan(10);
    for (const { start, speed, end, path } of golden.shells) {
      const shell = launch(...start);
      for (const [x, y] of path) {
        advance(shell, arena, Math.fround(Math.fround(speed) / golden.tickRate), 1);
        expect([start[2], shell.x, shell.y]).toEqual([start[2], Math.fround(x), Math.fround(y)]);
      }
      expect(shell.ended).toBe(end === "life" ? "no" : end);
    }
  });
});
