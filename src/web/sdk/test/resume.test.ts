import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { formats } from "../index.js";
import { FakeServer, joined, memory, Refusal, silence } from "./fake-server.js";
import { lines, methods, pass, playing, states } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe.each(formats)("a lost line over %s", (format) => {
  test("comes back by itself, in the same seat", async () => {
    const { server, room, changes } = await playing(fake, { format });
    const rejoined = vi.fn();
    room.on("room.rejoined", rejoined);
    fake.socket.drop(1006);
    expect(room.isLive).toBe(false);
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    expect(changes[0]).toMatchObject({ cause: "lost", code: 1006, attempt: 1 });
    expect(fake.sockets).toHaveLength(2);
    expect(methods(fake.socket)).toEqual(["login.resume"]);
    expect(fake.socket.received[0]!.params).toEqual({ token: "t-7", lastEvent: 0 });
    expect(server.room).toBe(room);
    expect(room.isLive).toBe(true);
    expect(rejoined).toHaveBeenCalledExactlyOnceWith({ sameRoom: true });
    server.close();
  });

  test("shows what was there until the first snapshot, and then just that", async () => {
    const { server, room } = await playing(fake, { format });
    fake.socket.notify("room.snapshot", { tick: 10, ack: 0, entered: [[65, 100], [66, 200]] });
    fake.socket.drop();
    await pass(200);
    expect([...room.entities.keys()]).toEqual([65, 66]);
    fake.socket.notify("room.snapshot", { tick: 40, ack: 0, entered: [[66, 300]] });
    expect([...room.entities.values()]).toEqual([{ kind: "shell", id: 66, x: 3 }]);
    fake.socket.notify("room.snapshot", { tick: 41, ack: 0 });
    await pass(200);
    expect(room.view()).toEqual([{ kind: "shell", id: 66, x: 3 }]);
    server.close();
  });

  test("brings what was missed, in order and once, to listeners who find everything in place", async () => {
    const { server, room, changes } = await playing(fake, { format });
    const told: unknown[] = [];
    room.on("room.rejoined", () => told.push("rejoined", server.line.state, room.send("turn", { direction: 1 })));
    room.on("died", (params) => told.push((params as unknown as { id: number }).id, server.line.state, room.isLive));
    fake.event("demo.died", { id: 101 });
    fake.socket.drop();
    fake.event("demo.died", { id: 102 });
    fake.event("demo.died", { id: 103 });
    await pass(200);
    // A server that sends more than is missing tells nothing new.
    fake.socket.notify("demo.died", { event: 3, id: 103 });
    fake.event("demo.died", { id: 104 });
    expect(told).toEqual([
      101, "open", true, "rejoined", "resumed", true, 102, "resumed", true, 103, "resumed", true, 104, "resumed", true,
    ]);
    expect(methods(fake.socket)).toEqual(["login.resume", "demo.turn"]);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    server.close();
  });

  test("says when too much was missed", async () => {
    const { server, room, changes } = await playing(fake, { format });
    const died = vi.fn();
    room.on("died", died);
    fake.kept = 2;
    fake.socket.drop();
    for (const id of [1, 2, 3]) fake.event("demo.died", { id });
    await pass(200);
    expect(died.mock.calls).toEqual([[{ event: 2, id: 2 }], [{ event: 3, id: 3 }]]);
    expect(states(changes)).toEqual(["reconnecting", "gap"]);
    expect(room.isLive).toBe(true);
    // From here on nothing is missing any more.
    fake.socket.drop();
    await pass(10_000);
    expect(states(changes)).toEqual(["reconnecting", "gap", "reconnecting", "resumed"]);
    server.close();
  });
});

describe("who else is in the room after a resume", () => {
  test("is known by name while those who left meanwhile are still spoken of", async () => {
    const { server, room } = await playing(fake);
    fake.event("room.entered", { player: { id: 2, name: "Bea", bot: false } });
    fake.socket.drop();
    const names: (string | undefined)[] = [];
    room.on("died", (params) => names.push(room.players.get((params as unknown as { id: number }).id)?.name));
    fake.event("demo.died", { id: 2 });
    fake.event("room.left", { player: 2 });
    fake.event("room.entered", { player: { id: 3, name: "Cem", bot: false } });
    fake.session!.room = joined({ players: [{ id: 1, name: "Guest", bot: false }, { id: 3, name: "Cem", bot: false }] });
    await pass(200);
    expect(names).toEqual(["Bea"]);
    expect([...room.players.keys()]).toEqual([1, 3]);
    server.close();
  });

  test("is as the server says where it cannot be told who came and left", async () => {
    const { server, room } = await playing(fake);
    fake.event("room.entered", { player: { id: 2, name: "Bea", bot: false } });
    fake.kept = 1;
    fake.socket.drop();
    fake.event("room.left", { player: 2 });
    fake.event("demo.died", { id: 1 });
    await pass(200);
    expect([...room.players.keys()]).toEqual([1]);
    server.close();
  });
});

describe("inputs over a resume", () => {
  test("keep their count, and only those of the new line are predicted", async () => {
    const { server, room } = await playing(fake);
    const x = (): number => (room.view().find(({ id }) => id === 1) as unknown as { x: number }).x;
    const prediction = room.predict({
      kind: "tank",
      command: "steer",
      own: (entity) => entity["player"] === room.you,
      step: (state) => { (state as unknown as { x: number }).x += 1; },
    });
    const show = (tick: number, ack: number, units: number): void =>
      fake.socket.notify("room.snapshot", { tick, ack, entered: [[1, units * 64, 0, 0, 0, 0, 1]] });
    show(1, 0, 10);
    for (let i = 0; i < 5; i++) room.input("steer", {});
    fake.socket.notify("room.snapshot", { tick: 2, ack: 2, changed: [[1, 1, 2 * 64]] });
    expect(prediction.pending).toBe(3);
    fake.socket.drop();
    expect([room.input("steer", {}), prediction.pending]).toEqual([false, 0]);
    await pass(200);
    expect(room.ack).toBe(0);
    room.input("steer", {});
    room.input("steer", {});
    // Number 4 was the last that the old line brought; on the new one nothing is acknowledged yet.
    show(60, 0, 14);
    expect([room.ack, prediction.pending]).toEqual([0, 2]);
    await pass(100);
    expect(x()).toBeCloseTo(16);
    fake.socket.notify("room.snapshot", { tick: 61, ack: 6, changed: [[1, 1, 64]] });
    expect([room.ack, prediction.pending, prediction.mispredictions]).toEqual([6, 1, 0]);
    expect(x()).toBeCloseTo(16);
    expect(fake.socket.received.filter(({ method }) => method === "demo.steer").map(({ params }) => params!["seq"])).toEqual([6, 7]);
    server.close();
  });
});

describe("a session that is not as it was", () => {
  test("because the seat is gone, is a gap, and another seat is taken", async () => {
    const { server, room, changes } = await playing(fake);
    fake.session!.room = null;
    fake.socket.drop();
    await pass(200);
    expect(methods(fake.socket)).toEqual(["login.resume", "room.join"]);
    expect(fake.socket.received[1]!.params).toEqual({ game: "demo", room: "r1" });
    expect(states(changes)).toEqual(["reconnecting", "gap"]);
    expect([server.room === room, room.isLive]).toEqual([true, true]);
    server.close();
  });

  test("because it was over, is a gap, and events count anew", async () => {
    const { server, room, changes } = await playing(fake);
    fake.event("demo.died", { id: 1 });
    fake.event("demo.died", { id: 2 });
    fake.forget();
    fake.socket.drop();
    await pass(200);
    const died = vi.fn();
    room.on("died", died);
    fake.event("demo.died", { id: 3 });
    expect(died).toHaveBeenCalledExactlyOnceWith({ event: 1, id: 3 });
    expect(states(changes)).toEqual(["reconnecting", "gap"]);
    server.close();
  });

  test("because a leave was lost with the line, is left after all", async () => {
    const { server, room } = await playing(fake);
    fake.methods["room.leave"] = () => { fake.socket.drop(); return silence; };
    await room.leave().catch(() => {});
    delete fake.methods["room.leave"];
    await pass(200);
    expect(methods(fake.socket)).toEqual(["login.resume", "room.leave"]);
    expect([server.room, server.line.state]).toEqual([null, "resumed"]);
    server.close();
  });

  test("because a join was lost with the line, is watched on as the app still does", async () => {
    const server = await fake.connect();
    await server.login.guest();
    const room = await server.watch("demo");
    fake.methods["room.join"] = (_, socket) => {
      fake.session!.room = joined();
      socket.drop();
      return silence;
    };
    await server.join("demo").catch(() => {});
    await pass(200);
    expect(methods(fake.socket)).toEqual(["login.resume", "room.watch"]);
    expect([server.room === room, room.isLive, room.you]).toEqual([true, true, 0]);
    server.close();
  });

  test.each([[1006, undefined], [1017, "banned"]])("because of error %d, is signed out", async (code, reason) => {
    const { server, changes } = await playing(fake);
    fake.methods["login.resume"] = () => new Refusal(code);
    fake.socket.drop();
    await pass(30_000);
    expect(states(changes)).toEqual(["reconnecting", "signed-out"]);
    expect([changes[1]!.reason, server.login.canResume, fake.sockets.length]).toEqual([reason, false, 2]);
    server.close();
  });
});

describe("a line that ended because of", () => {
  test("a reader who was too slow comes back with every event", async () => {
    const { server, room, changes } = await playing(fake);
    const died = vi.fn();
    room.on("died", died);
    fake.socket.drop(1013, "slow reader");
    fake.event("demo.died", { id: 1 });
    await pass(200);
    expect(died).toHaveBeenCalledExactlyOnceWith({ event: 1, id: 1 });
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    server.close();
  });

  test("another tab with the same token leaves the seat to that one, for good", async () => {
    const storage = memory();
    const { server, changes } = await playing(fake, { storage });
    const other = await fake.connect({ storage });
    await other.login.resume();
    await pass(60_000);
    expect(changes).toEqual([{ state: "closed", cause: "lost", code: 1008, reason: "taken-over" }]);
    expect([other.line.state, other.room?.isLive, fake.sockets.length]).toEqual(["open", true, 2]);
    server.close();
    other.close();
  });
});

describe("a page that is loaded anew", () => {
  test("is in the same seat again, and plays on", async () => {
    const storage = memory();
    const before = await playing(fake, { storage });
    fake.event("demo.died", { id: 1 });
    before.server.close();
    const server = await fake.connect({ storage });
    const changes = lines(server);
    expect(await server.login.resume()).toEqual({ id: 7, name: "Ann", guest: true });
    const room = server.room!;
    expect(methods(fake.socket)).toEqual(["login.resume"]);
    expect(fake.socket.received.find(({ method }) => method === "login.resume")!.params).toEqual({ token: "t-7" });
    expect([room.id, room.you, room.watching, room.isLive]).toEqual(["r1", 1, false, true]);
    fake.socket.notify("room.snapshot", { tick: 9, ack: 0, entered: [[65, 100]] });
    fake.event("demo.died", { id: 2 });
    expect([room.entities.size, room.send("turn" as never, {} as never), changes]).toEqual([1, true, []]);
    server.close();
  });

  test("gives up the battle that it watched meanwhile", async () => {
    const storage = memory();
    (await playing(fake, { storage })).server.close();
    const server = await fake.connect({ storage });
    const watched = await server.watch("demo");
    await server.login.resume();
    expect([watched.isClosed, server.room?.watching, server.room?.isLive]).toEqual([true, false, true]);
    server.close();
  });

  test("is nowhere where the seat is gone", async () => {
    const storage = memory();
    (await playing(fake, { storage })).server.close();
    fake.forget();
    const server = await fake.connect({ storage });
    expect(await server.login.resume()).toEqual(fake.player);
    expect(server.room).toBeNull();
    server.close();
  });

  test("hears that the player is banned, once", async () => {
    const storage = memory();
    (await playing(fake, { storage })).server.close();
    fake.methods["login.resume"] = () => new Refusal(1017, "you are banned");
    const server = await fake.connect({ storage });
    await expect(server.login.resume()).rejects.toMatchObject({ code: 1017 });
    expect([server.login.canResume, await server.login.resume()]).toEqual([false, null]);
    server.close();
  });
});
