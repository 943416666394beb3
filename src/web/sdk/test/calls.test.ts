import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CallTimeoutError, LineError, RpcError } from "../index.js";
import { FakeServer, Refusal, silence } from "./fake-server.js";
import { methods, pass, playing, states } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

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

  test.each(["json", "msgpack"] as const)("an error without data has none, whatever %s says in its place", async (format) => {
    fake.methods["shop.buy"] = () => new Refusal(2001);
    const server = await fake.connect({ format });
    const error = await server.call("shop.buy").catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 2001, data: undefined });
    server.close();
  });

  test("the wallet's are typed", async () => {
    const entry = { id: 4, coins: -400, balance: 600, item: "paint-8", key: "a-key-of-mine", at: "2026-01-02T03:04:05Z" };
    fake.methods["wallet.balance"] = () => ({ coins: 1000 });
    fake.methods["wallet.take"] = ({ amount, item, key }) => ({ ...entry, coins: -(amount as number), item, key });
    fake.methods["wallet.history"] = ({ before }) => (before === undefined ? [entry] : []);
    const server = await fake.connect();
    const { wallet } = server;
    expect(await wallet.balance()).toBe(1000);
    expect(await wallet.take({ amount: 400, item: "paint-8", key: "a-key-of-mine" })).toEqual(entry);
    expect([await wallet.history(), await wallet.history({ count: 1, before: 4 })]).toEqual([[entry], []]);
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

  test("nothing is sent to an end that has closed, though its event is still to come", async () => {
    const { server, changes } = await playing(fake);
    fake.socket.closing();
    expect(server.notify("tank.steer", { seq: 1 })).toBe(true);
    fake.socket.drop();
    await pass(200);
    expect(states(changes)).toEqual(["reconnecting", "resumed"]);
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
  const { server } = await playing(fake, { format: "json" });
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
