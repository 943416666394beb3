import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeServer, joined, Refusal } from "./fake-server.js";
import { methods, pass, playing, states } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("after a restart of the server", () => {
  test("the client is there again by itself, in another room if need be", async () => {
    const { server, room, changes } = await playing(fake);
    fake.socket.notify("room.snapshot", { tick: 5000, ack: 0, entered: [[65, 100]] });
    fake.refusing = true;
    fake.forget();
    fake.socket.drop(1001, "going away");
    await pass(30_000);
    expect(changes.at(-1)).toMatchObject({ state: "reconnecting" });
    fake.refusing = false;
    fake.methods["room.join"] = ({ room: id }) =>
      id === "r1" ? new Refusal(1007) : joined({ room: { id: "r9", game: "demo", players: 1, bots: 0, capacity: 8 }, you: 4 });
    await pass(5_000);
    // The seat of before is gone, and whatever happened to it was missed.
    expect(changes.at(-1)!.state).toBe("gap");
    expect(methods(fake.socket)).toEqual(["login.resume", "room.join", "room.join"]);
    expect([room.id, room.you]).toEqual(["r9", 4]);
    fake.socket.notify("room.snapshot", { tick: 3, ack: 0, entered: [[65, 700]] });
    expect(room.view()).toEqual([{ kind: "shell", id: 65, x: 7 }]);
    server.close();
  });

  test("a room of the same name whose time began anew is another room's picture", async () => {
    const { server, room } = await playing(fake);
    fake.socket.notify("room.snapshot", { tick: 5000, ack: 0, entered: [[65, 100], [66, 100]] });
    fake.forget();
    fake.socket.drop(1001, "going away");
    await pass(300);
    fake.socket.notify("room.snapshot", { tick: 2, ack: 0, entered: [[65, 700]] });
    expect(room.tick).toBe(2);
    expect(room.view()).toEqual([{ kind: "shell", id: 65, x: 7 }]);
    server.close();
  });

  test("a token that is not accepted any more is said, and the app signs in anew", async () => {
    const { server, room, changes } = await playing(fake);
    const closed = vi.fn();
    room.on("room.closed", closed);
    fake.methods["login.resume"] = () => new Refusal(1006);
    fake.socket.drop();
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "signed-out"]);
    expect(closed).toHaveBeenCalledWith({ reason: "signed-out" });
    expect([server.player, server.room, server.login.canResume]).toEqual([null, null, false]);
    await server.login.guest();
    expect(server.line.state).toBe("open");
    expect(await server.join("demo")).not.toBe(room);
    server.close();
  });

  test("a room that is nowhere any more is closed, and the line stays", async () => {
    const { server, room, changes } = await playing(fake);
    fake.methods["room.join"] = () => new Refusal(1007);
    fake.forget();
    fake.socket.drop();
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "gap"]);
    expect([room.isClosed, server.room]).toEqual([true, null]);
    server.close();
  });

  test("a server that is still stopping is tried again later", async () => {
    const { server, changes } = await playing(fake);
    fake.methods["room.join"] = () => new Refusal(1010);
    fake.forget();
    fake.socket.drop();
    await pass(2_000);
    expect(states(changes).slice(-1)).toEqual(["reconnecting"]);
    fake.methods["room.join"] = () => joined();
    await pass(5_000);
    expect(server.line.state).toBe("gap");
    server.close();
  });

  test("a watcher watches again without a sign-in", async () => {
    const server = await fake.connect();
    const room = await server.watch("demo");
    expect([room.watching, room.you]).toEqual([true, 0]);
    const said = vi.fn();
    room.on("chat.said", said);
    fake.socket.notify("chat.said", { event: 5, player: 1, name: "Ann", text: "hi" });
    fake.socket.drop();
    await pass(200);
    // Without a sign-in a new line is a new session, whose events are numbered from 1.
    fake.socket.notify("chat.said", { event: 1, player: 1, name: "Ann", text: "ho" });
    expect(said).toHaveBeenCalledTimes(2);
    expect(methods(fake.socket)).toEqual(["room.watch"]);
    expect([room.isLive, server.line.state]).toEqual([true, "resumed"]);
    server.close();
  });
});
