import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeServer } from "./fake-server.js";
import { playing, states } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("events", () => {
  test("go to their listeners with their numbers, and again ones are left out", async () => {
    const { server, room } = await playing(fake);
    const said = vi.fn();
    const died = vi.fn();
    server.on("chat.said", said);
    room.on("died", died);
    const talk = { event: 1, player: 2, name: "Bea", text: "<b>hi</b>" };
    fake.socket.notify("chat.said", talk);
    fake.socket.notify("chat.said", talk);
    fake.socket.notify("demo.died", { event: 2, id: 5 });
    expect(said).toHaveBeenCalledExactlyOnceWith(talk);
    expect(died).toHaveBeenCalledExactlyOnceWith({ event: 2, id: 5 });
    server.close();
  });

  test("a number left out is a gap, and said", async () => {
    const { server, changes } = await playing(fake);
    fake.socket.notify("demo.died", { event: 1, id: 5 });
    expect(changes).toEqual([]);
    fake.socket.notify("demo.died", { event: 3, id: 5 });
    expect(states(changes)).toEqual(["gap"]);
    server.close();
  });

  test("that lack from the first on are a gap too: the sign-in told which number comes first", async () => {
    const { server, changes } = await playing(fake);
    fake.socket.notify("demo.died", { event: 2, id: 5 });
    expect(states(changes)).toEqual(["gap"]);
    server.close();
  });

  test("right behind the reply to a sign-in are already the new session's", async () => {
    const server = await fake.connect();
    await server.watch("demo");
    const said = vi.fn();
    server.on("chat.said", said);
    fake.socket.notify("chat.said", { event: 9, player: 1, name: "Ann", text: "to the watcher" });
    fake.methods["login.guest"] = (_, socket) => {
      socket.afterReply.push(() => socket.notify("chat.said", { event: 1, player: 1, name: "Ann", text: "to the guest" }));
      return { player: fake.player, token: "t-7", nextEvent: 1, room: null };
    };
    await server.login.guest();
    expect(said).toHaveBeenCalledTimes(2);
    server.close();
  });

  test("players come and go by them, and a leaver's name can still be read", async () => {
    const { server, room } = await playing(fake);
    fake.socket.notify("room.entered", { event: 1, player: { id: 2, name: "Bea", bot: true } });
    expect(room.players.get(2)).toEqual({ id: 2, name: "Bea", bot: true });
    fake.socket.notify("room.renamed", { event: 2, player: { id: 2, name: "Bess", bot: true } });
    let name: string | undefined;
    room.on("room.left", ({ player }) => { name = room.players.get(player)?.name; });
    fake.socket.notify("room.left", { event: 3, player: 2 });
    expect([name, room.players.has(2)]).toEqual(["Bess", false]);
    server.close();
  });
});
