import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeServer, joined, Refusal, silence } from "./fake-server.js";
import { methods, pass, playing } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

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
    const { server, room } = await playing(fake);
    fake.socket.notify("room.snapshot", { tick: 5, ack: 2, entered: [[65, 100]] });
    fake.socket.notify("room.snapshot", { tick: 4, ack: 1, entered: [[65, 900]] });
    expect([room.tick, room.ack, room.entities.get(65)]).toEqual([5, 2, { kind: "shell", id: 65, x: 1 }]);
    server.close();
  });

  test("that ended on the server goes on in another one of the game", async () => {
    const { server, room } = await playing(fake);
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
    const { server, room } = await playing(fake);
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
    const { server, room } = await playing(fake);
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

  test("is the one that was asked for last, however long the one before takes", async () => {
    const server = await fake.connect({ format: "json" });
    await server.login.guest();
    fake.methods["room.watch"] = () => silence;
    const watching = server.watch("demo");
    const joining = server.join("demo");
    await pass();
    expect(methods(fake.socket).slice(1)).toEqual(["room.watch"]);
    const asked = fake.socket.received.find(({ method }) => method === "room.watch")!;
    fake.socket.push({ jsonrpc: "2.0", id: asked.id, result: joined({ you: 0 }) });
    const room = await joining;
    expect([(await watching).isClosed, server.room === room, room.watching, room.isLive]).toEqual([true, true, false, true]);
    server.close();
  });

  test("stays when another cannot be joined", async () => {
    const { server, room } = await playing(fake);
    fake.methods["room.join"] = () => new Refusal(1008);
    await expect(server.join("demo", { room: "r2" })).rejects.toMatchObject({ code: 1008 });
    expect([server.room === room, room.isLive]).toEqual([true, true]);
    server.close();
  });

  test("samples an input a tick while it is drawn, numbers it and predicts it", async () => {
    const { server, room } = await playing(fake);
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
