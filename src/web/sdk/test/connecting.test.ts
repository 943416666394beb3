import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect, formats } from "../index.js";
import { FakeServer, memory } from "./fake-server.js";
import { lines, pass, playing } from "./playing.js";
import { closes } from "./specification.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("connecting", () => {
  test.each(formats)("asks for the %s subprotocol", async (format) => {
    const server = await fake.connect({ format });
    expect(fake.socket.protocol).toBe(`gameserver.v1.${format}`);
    expect(server.line.state).toBe("open");
    server.close();
  });

  test("goes on until the server is there", async () => {
    fake.refusing = true;
    const connecting = fake.connect();
    await pass(20_000);
    fake.refusing = false;
    await pass(6_000);
    expect((await connecting).line.state).toBe("open");
    (await connecting).close();
  });

  test("ends where the server's word is final", async () => {
    fake.hanging = true;
    const connecting = fake.connect().catch((error: unknown) => error);
    await pass();
    fake.socket.drop(1008, "update needed: gameserver.v2.json");
    expect(await connecting).toMatchObject({ name: "LineError", code: 1008, reason: "update needed: gameserver.v2.json" });
    await pass(60_000);
    expect(fake.sockets).toHaveLength(1);
  });

  test("does not wait for ever for a socket that never opens", async () => {
    fake.hanging = true;
    const connecting = fake.connect({ openTimeoutMs: 3000 });
    await pass(2999);
    expect(fake.sockets).toHaveLength(1);
    fake.hanging = false;
    await pass(1 + 200);
    const server = await connecting;
    expect(fake.sockets).toHaveLength(2);
    expect(fake.sockets[0]!.closedByClient).toBe(true);
    server.close();
  });

  test("takes an error without a close for the end that it is", async () => {
    fake.erring = true;
    const connecting = fake.connect();
    await pass(100);
    fake.erring = false;
    await pass(6_000);
    expect((await connecting).line.state).toBe("open");
    (await connecting).close();
  });

  test("says where a WebSocket is missing", async () => {
    vi.stubGlobal("WebSocket", undefined);
    await expect(connect("ws://test/ws", { storage: memory() })).rejects.toThrow("options.webSocket");
    vi.unstubAllGlobals();
  });
});

describe("trying again", () => {
  test("waits at random below a growing bound", async () => {
    fake.refusing = true;
    const random = vi.fn(() => 0.5);
    const server = await (async () => {
      fake.refusing = false;
      return fake.connect({ random, reconnect: { baseMs: 200, maxMs: 1000 } });
    })();
    const changes = lines(server);
    fake.refusing = true;
    fake.socket.drop();
    await pass(5_000);
    expect(changes.slice(0, 6).map(({ retryInMs }) => retryInMs)).toEqual([100, 200, 400, 500, 500, 500]);
    expect(changes.slice(0, 3).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    server.close();
  });

  test("keeps growing for a line that never holds, and starts small after one that did", async () => {
    const server = await fake.connect({ random: () => 0.5, reconnect: { baseMs: 200, stableMs: 3000 } });
    const changes = lines(server);
    for (let i = 0; i < 3; i++) {
      fake.socket.drop();
      await pass(1000);
    }
    const waits = (): (number | undefined)[] => changes.filter(({ state }) => state === "reconnecting").map((c) => c.retryInMs);
    expect(waits()).toEqual([100, 200, 400]);
    await pass(3000);
    fake.socket.drop();
    expect(waits().at(-1)).toBe(100);
    server.close();
  });

  test("does not wait when the network says that it is back", async () => {
    const target = new EventTarget();
    vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
    vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
    const server = await fake.connect({ random: () => 1, reconnect: { baseMs: 60_000, maxMs: 60_000 } });
    fake.socket.drop();
    target.dispatchEvent(new Event("online"));
    await pass();
    expect(server.line.state).toBe("open");
    server.close();
    vi.unstubAllGlobals();
  });

  test.each(closes.filter(({ again }) => again === "no"))("never happens after $code $reason", async ({ code, reason }) => {
    const { server, room, changes } = await playing(fake);
    fake.socket.drop(code, reason);
    await pass(120_000);
    expect(fake.sockets).toHaveLength(1);
    expect(changes).toEqual([{ state: "closed", cause: "lost", code, reason }]);
    expect(room.isLive).toBe(false);
    await expect(server.ready()).rejects.toMatchObject({ code, reason });
  });

  // A line that is lost is 1006 to a browser, and 1000 or 1005 is the word of what stands between.
  test.each([...closes.filter(({ again }) => again !== "no"), ...[1000, 1005, 1006].map((code) => ({ code, reason: "" }))])(
    "happens after $code $reason", async ({ code, reason }) => {
      const { server } = await playing(fake);
      fake.socket.drop(code, reason);
      await pass(300);
      expect(server.line.state).toBe("resumed");
      server.close();
    });

  test("happens when the app asks for it after the last word", async () => {
    const { server, room } = await playing(fake);
    fake.socket.drop(1008, "taken-over");
    await pass(10_000);
    server.open();
    await server.ready();
    expect([server.line.state, server.room === room, room.isLive]).toEqual(["resumed", true, true]);
    server.close();
  });

  test("may be asked for by whoever hears the last word", async () => {
    const { server, room } = await playing(fake);
    let again: Promise<void> | undefined;
    server.on("line", ({ state }) => {
      if (state !== "closed") return;
      server.open();
      again = server.ready();
    });
    fake.socket.drop(1008, "kicked");
    await pass();
    await again;
    expect([server.line.state, room.isLive]).toEqual(["resumed", true]);
    again = undefined;
    server.close();
    await again;
  });

  test("does not happen where the app does not want it", async () => {
    const server = await fake.connect({ reconnect: false });
    fake.socket.drop();
    await pass(60_000);
    expect([server.line.state, fake.sockets.length]).toEqual(["closed", 1]);
  });

  test("ends when the app closes", async () => {
    const server = await fake.connect();
    fake.refusing = true;
    fake.socket.drop();
    server.close();
    await pass(60_000);
    expect(fake.sockets).toHaveLength(1);
    expect(server.line).toEqual({ state: "closed", cause: "close" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
