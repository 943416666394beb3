import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeServer, memory } from "./fake-server.js";
import { methods, pass, playing } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("the sign-in token", () => {
  test("is kept for a later page, which resumes by it", async () => {
    const storage = memory();
    const first = await fake.connect({ storage });
    expect([first.login.canResume, await first.login.resume()]).toEqual([false, null]);
    await first.login.guest();
    first.close();
    const second = await fake.connect({ storage });
    expect(second.login.canResume).toBe(true);
    expect(await second.login.resume()).toEqual({ id: 7, name: "Guest", guest: true });
    second.close();
  });

  test("is forgotten when the server refuses it", async () => {
    const storage = memory();
    storage.setItem("gameserver:ws://test/ws", "stale");
    const server = await fake.connect({ storage });
    expect(await server.login.resume()).toBeNull();
    expect(storage.items.size).toBe(0);
    server.close();
  });

  test("is forgotten at sign-out, which ends the room and the line for good", async () => {
    const storage = memory();
    const { server, room } = await playing(fake, { storage });
    fake.methods["login.signOut"] = (_, socket) => {
      queueMicrotask(() => socket.drop(1008, "signed-out"));
      return null;
    };
    await server.login.signOut();
    await pass(60_000);
    expect([storage.items.size, room.isClosed, server.player, server.line.state]).toEqual([0, true, null, "closed"]);
    server.open();
    await server.ready();
    expect(methods(fake.socket)).toEqual([]);
    server.close();
  });

  test("of another account takes the place of the first one's, whose room is left", async () => {
    const { server, room } = await playing(fake);
    await server.login.guest({ name: "Ann" });
    expect(room.isLive).toBe(true);
    fake.player = { id: 8, name: "Bea", guest: false };
    const closed = vi.fn();
    room.on("room.closed", closed);
    await server.login.guest({ name: "Bea" });
    expect([server.player?.id, server.room]).toEqual([8, null]);
    expect(closed).toHaveBeenCalledExactlyOnceWith({ reason: "left" });
    server.close();
  });

  test("of a guest who registers stays, and so do the room and the numbers of events", async () => {
    const { server, room } = await playing(fake);
    fake.methods["login.register"] = (_, socket) => {
      // Events go on while the server hashes the password: one of them overtakes the reply.
      socket.notify("chat.said", { event: 1, player: 1, name: "Bea", text: "hi" });
      return { player: { id: 7, name: "Ann", guest: false }, token: "t-7", nextEvent: 1, room: null };
    };
    const states: string[] = [];
    server.on("line", ({ state }) => states.push(state));
    expect(await server.login.register({ name: "Ann", password: "long enough" })).toEqual({ id: 7, name: "Ann", guest: false });
    fake.socket.notify("room.renamed", { event: 2, player: { id: room.you, name: "Ann", bot: false } });
    expect([server.room, room.isLive, room.players.get(room.you)?.name, server.player?.guest]).toEqual([room, true, "Ann", false]);
    expect(states).not.toContain("gap");
    server.close();
  });

  test("is another for another server", async () => {
    const storage = memory();
    storage.setItem("gameserver:ws://other/ws", "t-7");
    const server = await fake.connect({ storage });
    expect(server.login.canResume).toBe(false);
    server.close();
  });
});
