import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CallTimeoutError, connect, formats, LineError, RpcError, type LineChange, type Server } from "../index.js";
import { FakeServer, joined, memory, Refusal, silence, type FakeSocket } from "./fake-server.js";
import { closes } from "./specification.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

/** Lets so much time pass, and everything that follows from it happen. */
const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

function lines(server: Server): LineChange[] {
  const changes: LineChange[] = [];
  server.on("line", (change) => changes.push(change));
  return changes;
}

const states = (changes: readonly LineChange[]): string[] => changes.map(({ state }) => state);
const methods = (socket: FakeSocket): string[] =>
  socket.received.map(({ method }) => method).filter((method) => method !== "server.ping");

async function playing(options: Parameters<FakeServer["connect"]>[0] = {}) {
  const server = await fake.connect(options);
  await server.login.guest({ name: "Ann" });
  const room = await server.join("demo");
  return { server, room, changes: lines(server) };
}

describe("calls", () => {
  test("a reply's result is the call's, and an error is an RpcError with its number and data", async () => {
    fake.methods["shop.buy"] = ({ item }) => (item === "hat" ? { coins: 3 } : new Refusal(2001, "no such item", { item }));
    const server = await fake.connect();
    expect(await server.call<{ coins: number }>("shop.buy", { item: "hat" })).toEqual({ coins: 3 });
    const error = await server.call("shop.buy", { item: "moon" }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RpcError);
    expect(error).toMatchObject({ code: 2001, message: "no such item", data: { item: "moon" }, method: "shop.buy" });
    server.close();
  });

  test("replies find their calls in any order", async () => {
    fake.methods["slow"] = () => silence;
    const server = await fake.connect({ format: "json" });
    const first = server.call("slow", { n: 1 });
    const second = server.call("slow", { n: 2 });
    const [one, two] = fake.socket.received.slice(-2);
    fake.socket.push({ jsonrpc: "2.0", id: two!.id, result: "two" });
    fake.socket.push({ jsonrpc: "2.0", id: one!.id, result: "one" });
    expect(await Promise.all([first, second])).toEqual(["one", "two"]);
    server.close();
  });

  test("a call without a reply ends after its time", async () => {
    fake.methods["slow"] = () => silence;
    const server = await fake.connect();
    const outcome = server.call("slow", {}, { timeoutMs: 700 }).catch((error: unknown) => error);
    await pass(699);
    const late = vi.fn();
    void outcome.then(late);
    await pass();
    expect(late).not.toHaveBeenCalled();
    await pass(1);
    expect(await outcome).toEqual(new CallTimeoutError("slow", 700));
    // A reply after all finds nobody, and harms nobody.
    fake.socket.push({ jsonrpc: "2.0", id: fake.socket.received.find(({ method }) => method === "slow")!.id, result: 1 });
    expect(await server.info().catch((error: RpcError) => error.code)).toBe(-32601);
    server.close();
  });

  test("calls under way end with the line, and calls without a line fail at once", async () => {
    fake.methods["slow"] = () => silence;
    const server = await fake.connect();
    const call = server.call("slow");
    fake.refusing = true;
    fake.socket.drop();
    await expect(call).rejects.toThrow(LineError);
    await expect(server.call("server.info")).rejects.toThrow(LineError);
    expect(server.notify("tank.steer", {})).toBe(false);
    server.close();
  });

  test("a notification has no id", async () => {
    const server = await fake.connect();
    expect(server.notify("tank.steer", { seq: 1 })).toBe(true);
    expect(fake.socket.received.at(-1)).toEqual({ jsonrpc: "2.0", method: "tank.steer", params: { seq: 1 } });
    server.close();
  });

  test("what is no message is counted and left alone", async () => {
    const server = await fake.connect({ format: "json" });
    for (const nonsense of [[1], "text" as never, { id: "unknown", result: 1 }]) fake.socket.push(nonsense as object);
    expect(server.stats.malformed).toBe(2);
    expect(await server.ping()).toBe(0);
    server.close();
  });
});

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
    await pass(400);
    expect((await connecting).line.state).toBe("open");
    (await connecting).close();
  });

  test("says where a WebSocket is missing", async () => {
    vi.stubGlobal("WebSocket", undefined);
    await expect(connect("ws://test/ws", { storage: memory() })).rejects.toThrow("options.webSocket");
    vi.unstubAllGlobals();
  });
});

describe.each(formats)("a lost line over %s", (format) => {
  test("comes back by itself, signed in and in the same room", async () => {
    const { server, room, changes } = await playing({ format });
    const rejoined = vi.fn();
    room.on("room.rejoined", rejoined);
    fake.socket.drop(1006);
    expect(room.isLive).toBe(false);
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    expect(changes[0]).toMatchObject({ cause: "lost", code: 1006, attempt: 1 });
    expect(fake.sockets).toHaveLength(2);
    expect(methods(fake.socket)).toEqual(["login.resume", "room.join"]);
    expect(fake.socket.received[0]!.params).toEqual({ token: "t-7" });
    expect(fake.socket.received[1]!.params).toEqual({ game: "demo", room: "r1" });
    expect(server.room).toBe(room);
    expect(room.isLive).toBe(true);
    expect(rejoined).toHaveBeenCalledWith({ sameRoom: true });
    server.close();
  });

  test("shows what was there until the first snapshot, and then just that", async () => {
    const { server, room } = await playing({ format });
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
});

describe("after a restart of the server", () => {
  test("the client is there again by itself, in another room if need be", async () => {
    const { server, room, changes } = await playing();
    fake.socket.notify("room.snapshot", { tick: 5000, ack: 0, entered: [[65, 100]] });
    fake.refusing = true;
    fake.socket.drop(1001, "going away");
    await pass(30_000);
    expect(changes.at(-1)).toMatchObject({ state: "reconnecting" });
    fake.refusing = false;
    fake.methods["room.join"] = ({ room: id }) =>
      id === "r1" ? new Refusal(1007) : joined({ room: { id: "r9", game: "demo", players: 1, bots: 0, capacity: 8 }, you: 4 });
    await pass(5_000);
    expect(changes.at(-1)!.state).toBe("resumed");
    expect([room.id, room.you]).toEqual(["r9", 4]);
    fake.socket.notify("room.snapshot", { tick: 3, ack: 0, entered: [[65, 700]] });
    expect(room.view()).toEqual([{ kind: "shell", id: 65, x: 7 }]);
    server.close();
  });

  test("a room of the same name whose time began anew is another room's picture", async () => {
    const { server, room } = await playing();
    fake.socket.notify("room.snapshot", { tick: 5000, ack: 0, entered: [[65, 100], [66, 100]] });
    fake.socket.drop(1001, "going away");
    await pass(300);
    fake.socket.notify("room.snapshot", { tick: 2, ack: 0, entered: [[65, 700]] });
    expect(room.tick).toBe(2);
    expect(room.view()).toEqual([{ kind: "shell", id: 65, x: 7 }]);
    server.close();
  });

  test("a token that is not accepted any more is said, and the app signs in anew", async () => {
    const { server, room, changes } = await playing();
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
    const { server, room, changes } = await playing();
    fake.methods["room.join"] = () => new Refusal(1007);
    fake.socket.drop();
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    expect([room.isClosed, server.room]).toEqual([true, null]);
    server.close();
  });

  test("a server that is still stopping is tried again later", async () => {
    const { server, changes } = await playing();
    fake.methods["room.join"] = () => new Refusal(1010);
    fake.socket.drop();
    await pass(2_000);
    expect(states(changes).slice(-1)).toEqual(["reconnecting"]);
    fake.methods["room.join"] = () => joined();
    await pass(5_000);
    expect(server.line.state).toBe("resumed");
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
    const { server, room, changes } = await playing();
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
      const { server } = await playing();
      fake.socket.drop(code, reason);
      await pass(300);
      expect(server.line.state).toBe("resumed");
      server.close();
    });

  test("happens when the app asks for it after the last word", async () => {
    const { server, room } = await playing();
    fake.socket.drop(1008, "taken-over");
    await pass(10_000);
    server.open();
    await server.ready();
    expect([server.line.state, server.room === room, room.isLive]).toEqual(["resumed", true, true]);
    server.close();
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

describe("a line that goes dead", () => {
  test("is noticed when answers stay away", async () => {
    const { server, changes } = await playing({ deadAfterMs: 4000 });
    await pass(3000);
    fake.methods["server.ping"] = () => silence;
    await pass(4900);
    expect(changes).toEqual([]);
    await pass(1200);
    fake.methods["server.ping"] = () => null;
    expect(changes[0]).toMatchObject({ state: "reconnecting", reason: "silent" });
    await pass(500);
    expect(server.line.state).toBe("resumed");
    // The dead socket is let go of only now; its own close is of no interest.
    expect(fake.sockets[0]!.closedByClient).toBe(true);
    server.close();
  });

  test("is not suspected after a sleep in which nothing was asked", async () => {
    let asleep = 0;
    const { server, changes } = await playing({ deadAfterMs: 4000, now: () => performance.now() + asleep });
    await pass(3500);
    // The timers of a hidden tab wake once a minute.
    asleep = 60_000;
    await pass(3000);
    expect(changes).toEqual([]);
    server.close();
  });

  test("is not suspected while other messages come", async () => {
    const { server, changes } = await playing({ deadAfterMs: 4000 });
    fake.methods["server.ping"] = () => silence;
    for (let tick = 1; tick < 20; tick++) {
      fake.socket.notify("room.snapshot", { tick, ack: 0 });
      await pass(1000);
    }
    expect(changes).toEqual([]);
    server.close();
  });

  test("can be had by pulling the plug: nothing is sent, and the line comes back in time", async () => {
    const { server, room, changes } = await playing();
    const [before] = fake.sockets;
    const sent = before!.received.length;
    server.unplug(3000);
    expect(room.send("turn", { direction: 1 })).toBe(false);
    before!.notify("room.snapshot", { tick: 9, ack: 0, entered: [[65, 1]] });
    await pass(2999);
    expect([before!.received.length, before!.closedByClient, fake.sockets.length]).toEqual([sent, false, 1]);
    expect(room.entities.size).toBe(0);
    await pass(2);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    expect(changes[0]).toMatchObject({ cause: "unplugged", retryInMs: 3000 });
    expect([before!.closedByClient, server.room === room]).toEqual([true, true]);
    server.close();
  });

  test("unplugged while it was already lost, it waits too", async () => {
    const { server } = await playing();
    fake.socket.drop();
    server.unplug(3000);
    await pass(2999);
    expect(fake.sockets).toHaveLength(1);
    await pass(2);
    expect(server.line.state).toBe("resumed");
    server.close();
  });
});

describe("events", () => {
  test("go to their listeners with their numbers, and again ones are left out", async () => {
    const { server, room } = await playing();
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
    const { server, changes } = await playing();
    fake.socket.notify("demo.died", { event: 4, id: 5 });
    expect(changes).toEqual([]);
    fake.socket.notify("demo.died", { event: 6, id: 5 });
    expect(states(changes)).toEqual(["gap"]);
    server.close();
  });

  test("a resume tells which event was the last, and learns whether any was missed", async () => {
    const { server, changes } = await playing();
    for (const [next, state] of [[4, "resumed"], [9, "gap"], [1, "gap"], [1, "resumed"]] as const) {
      fake.methods["login.resume"] = ({ token }) => ({ player: server.player, token, nextEvent: next });
      const last = next === 4 ? 3 : undefined;
      if (last) for (let event = 1; event <= last; event++) fake.socket.notify("demo.died", { event, id: 1 });
      fake.socket.drop();
      await pass(10_000);
      expect(changes.at(-1)!.state).toBe(state);
      if (last) expect(fake.socket.received[0]!.params).toEqual({ token: "t-7", lastEvent: 3 });
    }
    server.close();
  });

  test("events that are sent again after a resume arrive, each once", async () => {
    const { server, room, changes } = await playing();
    const ids: number[] = [];
    room.on("died", (params) => ids.push((params as unknown as { id: number }).id));
    fake.socket.notify("demo.died", { event: 1, id: 101 });
    fake.methods["login.resume"] = ({ token, lastEvent }, socket) => {
      expect(lastEvent).toBe(1);
      queueMicrotask(() => {
        for (const event of [1, 2, 3]) socket.notify("demo.died", { event, id: 100 + event });
      });
      return { player: server.player, token, nextEvent: 2 };
    };
    fake.socket.drop();
    await pass(200);
    expect(ids).toEqual([101, 102, 103]);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
    server.close();
  });

  test("players come and go by them, and a leaver's name can still be read", async () => {
    const { server, room } = await playing();
    fake.socket.notify("room.entered", { event: 1, player: { id: 2, name: "Bea", bot: true } });
    expect(room.players.get(2)).toEqual({ id: 2, name: "Bea", bot: true });
    let name: string | undefined;
    room.on("room.left", ({ player }) => { name = room.players.get(player)?.name; });
    fake.socket.notify("room.left", { event: 2, player: 2 });
    expect([name, room.players.has(2)]).toEqual(["Bea", false]);
    server.close();
  });
});

describe("switching formats while playing", () => {
  test.each([["json", "msgpack"], ["msgpack", "json"]] as const)("from %s to %s keeps the room and the sign-in", async (from, to) => {
    const { server, room, changes } = await playing({ format: from });
    fake.socket.notify("room.snapshot", { tick: 7, ack: 0, entered: [[65, 100], [66, 100]] });
    await server.switchFormat(to);
    const [before, after] = fake.sockets;
    expect([before!.closedByClient, after!.format]).toEqual([true, to]);
    expect(methods(after!)).toEqual(["login.resume", "room.join"]);
    expect(changes).toEqual([{ state: "resumed", cause: "format" }]);
    expect([server.format, server.room === room, room.isLive]).toEqual([to, true, true]);
    after!.notify("room.snapshot", { tick: 9, ack: 0, entered: [to === "json" ? { kind: "shell", id: 66, x: 2.5 } : [66, 250]] });
    expect([...room.entities.values()]).toEqual([{ kind: "shell", id: 66, x: 2.5 }]);
    // What the server says to the old line, that it was taken over, is of no interest.
    before!.drop(1008, "taken-over");
    await pass(60_000);
    expect(changes).toHaveLength(1);
    server.close();
  });

  test("lets no call fail: those under way end on the old line, new ones wait for the new one", async () => {
    fake.methods["slow"] = () => silence;
    const { server } = await playing({ format: "json" });
    const old = fake.socket;
    const underWay = server.call("slow");
    const switching = server.switchFormat("msgpack");
    await pass();
    const waiting = server.call("room.list");
    fake.methods["room.list"] = (_, socket) => socket.format;
    expect(old.closedByClient).toBe(false);
    old.push({ jsonrpc: "2.0", id: old.received.find(({ method }) => method === "slow")!.id, result: "done" });
    await switching;
    expect(await underWay).toBe("done");
    expect(await waiting).toBe("msgpack");
    server.close();
  });

  test("waits for calls under way, but not for ever", async () => {
    fake.methods["slow"] = () => silence;
    const { server } = await playing();
    const call = server.call("slow").catch((error: unknown) => error);
    const switching = server.switchFormat("json");
    await pass(2000);
    await switching;
    expect(await call).toBeInstanceOf(LineError);
    server.close();
  });

  test("hears nothing of the new line before it is the line", async () => {
    fake.methods["slow"] = () => silence;
    const { server } = await playing({ format: "json" });
    const draining = vi.fn();
    server.on("server.draining", draining);
    void server.call("slow").catch(() => {});
    const switching = server.switchFormat("msgpack");
    await pass();
    fake.sockets[1]!.notify("server.draining", { event: 1, seconds: 3 });
    expect(draining).not.toHaveBeenCalled();
    fake.sockets[0]!.notify("server.draining", { event: 1, seconds: 3 });
    expect(draining).toHaveBeenCalledOnce();
    await pass(2000);
    await switching;
    server.close();
  });

  test("to a format that does not open leaves everything as it was", async () => {
    const { server, room, changes } = await playing({ format: "json" });
    fake.refusing = true;
    await expect(server.switchFormat("msgpack")).rejects.toThrow(LineError);
    expect([server.format, room.isLive, changes]).toEqual(["json", true, []]);
    expect(await server.ping()).toBe(0);
    server.close();
  });

  test("twice in a row ends in the last", async () => {
    const { server } = await playing({ format: "json" });
    await Promise.all([server.switchFormat("msgpack"), server.switchFormat("json")]);
    expect([server.format, fake.sockets.map(({ format }) => format)]).toEqual(["json", ["json", "msgpack", "json"]]);
    expect(fake.sockets.filter(({ closedByClient }) => !closedByClient)).toEqual([fake.socket]);
    server.close();
  });

  test("while the line is lost means that it comes back in the other", async () => {
    const { server, room } = await playing({ format: "json" });
    fake.socket.drop();
    const switching = server.switchFormat("msgpack");
    await pass(300);
    await switching;
    expect([fake.socket.format, room.isLive]).toEqual(["msgpack", true]);
    server.close();
  });

  test("is given up for the ordinary return when the line is lost on the way", async () => {
    fake.methods["slow"] = () => silence;
    const { server, room } = await playing({ format: "json" });
    void server.call("slow").catch(() => {});
    const switching = server.switchFormat("msgpack");
    await pass();
    fake.sockets[0]!.drop(1006);
    await pass(300);
    await switching;
    expect([fake.socket.format, room.isLive, server.line.state]).toEqual(["msgpack", true, "resumed"]);
    expect(fake.sockets.filter(({ closedByClient, isOpen }) => isOpen && !closedByClient)).toHaveLength(1);
    server.close();
  });
});

describe("a room", () => {
  test("takes a snapshot that overtakes the reply", async () => {
    const server = await fake.connect();
    await server.login.guest();
    fake.methods["room.join"] = (_, socket) => {
      socket.notify("room.snapshot", { tick: 3, ack: 0, entered: [[65, 100]] });
      return joined();
    };
    const room = await server.join("demo");
    expect([...room.entities.keys()]).toEqual([65]);
    server.close();
  });

  test("never goes back in time", async () => {
    const { server, room } = await playing();
    fake.socket.notify("room.snapshot", { tick: 5, ack: 2, entered: [[65, 100]] });
    fake.socket.notify("room.snapshot", { tick: 4, ack: 1, entered: [[65, 900]] });
    expect([room.tick, room.ack, room.entities.get(65)]).toEqual([5, 2, { kind: "shell", id: 65, x: 1 }]);
    server.close();
  });

  test("that ended on the server goes on in another one of the game", async () => {
    const { server, room } = await playing();
    const told = [vi.fn(), vi.fn(), vi.fn()] as const;
    server.on("room.closed", told[0]);
    room.on("room.closed", told[1]);
    room.on("room.rejoined", told[2]);
    fake.methods["room.join"] = () => joined({ room: { id: "r2", game: "demo", players: 1, bots: 0, capacity: 8 } });
    fake.socket.notify("room.snapshot", { tick: 5, ack: 0, entered: [[65, 1]] });
    fake.socket.notify("room.closed", { event: 0, room: "some other", reason: "failed" });
    await pass();
    expect(room.id).toBe("r1");
    told[0].mockClear();
    fake.socket.notify("room.closed", { event: 1, room: "r1", reason: "failed" });
    await pass();
    expect([room.id, room.isLive, server.room === room, room.entities.size]).toEqual(["r2", true, true, 0]);
    expect(told.map((listener) => listener.mock.calls)).toEqual([
      [[{ event: 1, room: "r1", reason: "failed" }]], [], [[{ sameRoom: false }]],
    ]);
    fake.methods["room.join"] = () => new Refusal(1010);
    fake.socket.notify("room.closed", { event: 2, room: "r2", reason: "failed" });
    await pass();
    expect([room.isClosed, server.room]).toEqual([true, null]);
    expect(told[1]).toHaveBeenCalledExactlyOnceWith({ reason: "lost" });
    server.close();
  });

  test("of a server that stops is taken up when the server is back", async () => {
    const { server, room } = await playing();
    const before = methods(fake.socket).length;
    fake.socket.notify("room.closed", { event: 1, room: "r1", reason: "draining" });
    expect([room.isLive, room.isClosed, room.send("turn", {})]).toEqual([false, false, false]);
    expect(methods(fake.socket)).toHaveLength(before);
    fake.socket.drop(1001, "going away");
    await pass(300);
    expect([room.isLive, server.room === room]).toEqual([true, true]);
    server.close();
  });

  test("ends when another is joined, and when it is left", async () => {
    const { server, room } = await playing();
    const closed = vi.fn();
    room.on("room.closed", closed);
    const second = await server.join("demo");
    expect(closed).toHaveBeenCalledExactlyOnceWith({ reason: "left" });
    expect(room.send("turn", {})).toBe(false);
    await second.leave();
    await second.leave();
    expect(server.room).toBeNull();
    expect(methods(fake.socket).filter((method) => method === "room.leave")).toHaveLength(1);
    server.close();
  });

  test("stays when another cannot be joined", async () => {
    const { server, room } = await playing();
    fake.methods["room.join"] = () => new Refusal(1008);
    await expect(server.join("demo", { room: "r2" })).rejects.toMatchObject({ code: 1008 });
    expect([server.room === room, room.isLive]).toEqual([true, true]);
    server.close();
  });

  test("samples an input a tick while it is drawn, numbers it and predicts it", async () => {
    const { server, room } = await playing();
    let tick = 0;
    const frame = async (): Promise<void> => {
      await pass(1000 / 60);
      if (++tick % 2 === 0) fake.socket.notify("room.snapshot", {
        tick: tick / 2, ack: 0, ...(tick === 2 ? { entered: [[1, 0, 0, 0, 0, 0, 1]] } : {}),
      });
      room.view();
    };
    room.predict({
      kind: "tank",
      command: "steer",
      own: (entity) => entity["player"] === room.you,
      step: (state) => { (state as unknown as { x: number }).x += 1; },
      sample: () => ({ throttle: 1 }),
    });
    for (let i = 0; i < 121; i++) await frame();
    const inputs = fake.socket.received.filter(({ method }) => method === "demo.steer");
    expect(inputs.length).toBeGreaterThan(56);
    expect(inputs.length).toBeLessThan(62);
    expect(inputs.map(({ params }) => params!["seq"])).toEqual(inputs.map((_, i) => i + 1));
    expect(inputs[0]!.params).toEqual({ seq: 1, throttle: 1 });
    expect((room.view()[0] as unknown as { x: number }).x).toBeGreaterThan(inputs.length - 3);
    server.close();
  });
});

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
    const { server, room } = await playing({ storage });
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

  test("is another for another server", async () => {
    const storage = memory();
    storage.setItem("gameserver:ws://other/ws", "t-7");
    const server = await fake.connect({ storage });
    expect(server.login.canResume).toBe(false);
    server.close();
  });
});

test("a simulated network delays both directions, and the ping shows it", async () => {
  const connecting = fake.connect({ simulate: { latencyMs: 50 } });
  await pass(300);
  const server = await connecting;
  await pass(1200);
  expect(server.stats.pingMs).toBeCloseTo(100, 0);
  server.simulate = {};
  await pass(2000);
  expect(server.stats.pingMs).toBe(0);
  server.close();
});

test("closing in good order sends what a slow network still holds, and waits for nothing", async () => {
  const connecting = fake.connect({ simulate: { latencyMs: 50 } });
  await pass(300);
  const server = await connecting;
  fake.socket.notify("chat.said", { event: 1, player: 1, name: "Ann", text: "too late" });
  server.notify("tank.steer", { seq: 1 });
  server.close();
  expect(methods(fake.socket)).toEqual(["tank.steer"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("what is counted is what went over the line", async () => {
  const { server } = await playing({ format: "json" });
  await pass(1000);
  for (let tick = 1; tick <= 30; tick++) {
    fake.socket.notify("room.snapshot", { tick, ack: 0 });
    await pass(1000 / 30);
  }
  expect(server.stats.snapshotsPerSecond).toBeGreaterThan(25);
  expect(server.stats.bytesInPerSecond).toBeGreaterThan(29 * 70);
  expect(server.stats.messages.some(({ direction, message }) =>
    direction === "out" && (message as { method: string }).method === "room.join")).toBe(true);
  server.close();
});
