import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeServer, silence } from "./fake-server.js";
import { pass, playing, states } from "./playing.js";

let fake: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeServer();
});
afterEach(() => { vi.useRealTimers(); });

describe("a line that goes dead", () => {
  test("is noticed when answers stay away", async () => {
    const { server, changes } = await playing(fake, { deadAfterMs: 4000 });
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
    const { server, changes } = await playing(fake, { deadAfterMs: 4000, now: () => performance.now() + asleep });
    await pass(3500);
    // The timers of a hidden tab wake once a minute.
    asleep = 60_000;
    await pass(3000);
    expect(changes).toEqual([]);
    server.close();
  });

  test("is not suspected while other messages come", async () => {
    const { server, changes } = await playing(fake, { deadAfterMs: 4000 });
    fake.methods["server.ping"] = () => silence;
    for (let tick = 1; tick < 20; tick++) {
      fake.socket.notify("room.snapshot", { tick, ack: 0 });
      await pass(1000);
    }
    expect(changes).toEqual([]);
    server.close();
  });

  test("can be had by pulling the plug: nothing is sent, and the line comes back in time", async () => {
    const { server, room, changes } = await playing(fake);
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
    const { server } = await playing(fake);
    fake.socket.drop();
    server.unplug(3000);
    await pass(2999);
    expect(fake.sockets).toHaveLength(1);
    await pass(2);
    expect(server.line.state).toBe("resumed");
    server.close();
  });
});
