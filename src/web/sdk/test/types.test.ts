import { expect, expectTypeOf, test } from "vitest";
import type { Room, Server } from "../index.js";

interface Snake {
  entities: { worm: { x: number; heading: number; player: number; boost?: number }; apple: { x: number; ripe: boolean } };
  commands: { turn: { seq: number; direction: number }; respawn: object };
  events: { died: { id: number }; "round.ended": { winner: number } };
  world: { width: number };
}

/** Never run: what it says is held by the compiler, which `npm run typecheck` asks. */
export async function snake(server: Server): Promise<Room<Snake>> {
  const room = await server.join<Snake>("snake");
  room.on("died", (params) => expectTypeOf(params).toEqualTypeOf<{ id: number } & { readonly event: number }>());
  room.on("round.ended", ({ winner, event }) => expectTypeOf([winner, event]).toEqualTypeOf<number[]>());
  room.on("chat.said", ({ text }) => expectTypeOf(text).toBeString());
  // @ts-expect-error There is no such event.
  room.on("dide", () => {});
  room.predict({
    kind: "worm",
    command: "turn",
    own: (worm) => worm.player === room.you,
    step(worm, turn, dt) {
      expectTypeOf(turn).toEqualTypeOf<{ direction: number }>();
      worm.heading += turn.direction * dt;
    },
    sample: () => ({ direction: 1 }),
    fields: ["x", "heading"],
    snapAbove: { x: 2 },
  });
  for (const entity of room.view()) {
    if (entity.kind === "apple") expectTypeOf(entity.ripe).toBeBoolean();
    else expectTypeOf(entity.boost).toEqualTypeOf<number | undefined>();
  }
  room.send("respawn", {});
  room.input("turn", { direction: 1 });
  // @ts-expect-error An argument is missing.
  room.input("turn", {});
  expectTypeOf(room.world.width).toBeNumber();
  const untyped = await server.join("snake");
  for (const entity of untyped.view()) expectTypeOf(entity.kind).toBeString();
  expectTypeOf(await server.call("leaderboard.top", { count: 3 })).items.toHaveProperty("rank");
  expectTypeOf(await server.call<{ coins: number }>("wallet.balance")).toEqualTypeOf<{ coins: number }>();
  return room;
}

test("a game's client is typed from one declaration", () => {
  expect(snake).toBeTypeOf("function");
});
