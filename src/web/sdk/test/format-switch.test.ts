import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LineError } from "../index.js";
import { FakeServer, silence } from "./fake-server.js";
import { methods, pass, playing } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("switching formats while playing", () => {
  test.each([["json", "msgpack"], ["msgpack", "json"]] as const)("from %s to %s keeps the room and the sign-in", async (from, to) => {
    const { server, room, changes } = await playing(fake, { format: from });
    fake.socket.notify("room.snapshot", { tick: 7, ack: 0, entered: [[65, 100], [66, 100]] });
    fake.event("demo.died", { id: 1 });
    await server.switchFormat(to);
    const [before, after] = fake.sockets;
    expect([before!.closedByClient, after!.format]).toEqual([true, to]);
    // The seat is the session's, and goes on with it.
    expect(methods(after!)).toEqual(["login.resume"]);
    expect(after!.received[0]!.params).toEqual({ token: "t-7", lastEvent: 1 });
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
    const { server } = await playing(fake, { format: "json" });
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
    const { server } = await playing(fake);
    const call = server.call("slow").catch((error: unknown) => error);
    const switching = server.switchFormat("json");
    await pass(2000);
    await switching;
    expect(await call).toBeInstanceOf(LineError);
    server.close();
  });

  test("hears nothing of the new line before it is the line", async () => {
    fake.methods["slow"] = () => silence;
    const { server } = await playing(fake, { format: "json" });
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
    const { server, room, changes } = await playing(fake, { format: "json" });
    fake.refusing = true;
    await expect(server.switchFormat("msgpack")).rejects.toThrow(LineError);
    expect([server.format, room.isLive, changes]).toEqual(["json", true, []]);
    expect(await server.ping()).toBe(0);
    server.close();
  });

  test("twice in a row ends in the last", async () => {
    const { server } = await playing(fake, { format: "json" });
    await Promise.all([server.switchFormat("msgpack"), server.switchFormat("json")]);
    expect([server.format, fake.sockets.map(({ format }) => format)]).toEqual(["json", ["json", "msgpack", "json"]]);
    expect(fake.sockets.filter(({ closedByClient }) => !closedByClient)).toEqual([fake.socket]);
    server.close();
  });

  test("while the line is lost means that it comes back in the other", async () => {
    const { server, room } = await playing(fake, { format: "json" });
    fake.socket.drop();
    const switching = server.switchFormat("msgpack");
    await pass(300);
    await switching;
    expect([fake.socket.format, room.isLive]).toEqual(["msgpack", true]);
    server.close();
  });

  test("is given up for the ordinary return when the line is lost on the way", async () => {
    fake.methods["slow"] = () => silence;
    const { server, room } = await playing(fake, { format: "json" });
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
