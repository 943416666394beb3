import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { formats } from "../index.js";
import { FakeServer } from "./fake-server.js";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe.each(formats)("over %s", (format) => {
  test("a guest signs in, joins and sees an entity move", async () => {
    const fake = new FakeServer();
    const server = await fake.connect({ format });
    const player = await server.login.guest({ name: "Ann" });
    expect(player.name).toBe("Ann");
    const room = await server.join("demo");
    fake.socket.notify("room.snapshot", {
      tick: 1, ack: 0,
      entered: [format === "json"
        ? { kind: "tank", id: 3, x: 12.5, y: -4.25, heading: 1.5708, hull: "scout", shielded: false, player: 9 }
        : [3, 800, -272, 64, 0, 0, 9]],
    });
    expect(room.entities.get(3)).toEqual({
      kind: "tank", id: 3, x: 12.5, y: -4.25, heading: Math.PI / 2, hull: "scout", shielded: false, player: 9,
    });
    expect(room.view()).toHaveLength(1);
    server.close();
  });
});
