import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Backoff } from "../backoff.js";
import { Emitter } from "../emitter.js";
import { byteLength, codecs } from "../formats.js";
import { DelayQueue, type Simulation } from "../lag.js";
import { Stats } from "../stats.js";
import { TickClock } from "../tick-clock.js";
import { seeded } from "./random.js";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("backoff", () => {
  test("a delay lies anywhere between zero and a bound that doubles up to the limit", () => {
    const low = new Backoff({ baseMs: 200, maxMs: 5000 }, () => 0);
    const high = new Backoff({ baseMs: 200, maxMs: 5000 }, () => 0.999_999);
    const bounds = [200, 400, 800, 1600, 3200, 5000, 5000];
    for (const bound of bounds) {
      expect(low.next()).toBe(0);
      expect(high.next()).toBeCloseTo(bound, 1);
    }
    expect(high.attempts).toBe(bounds.length);
    high.reset();
    expect(high.next()).toBeCloseTo(200, 1);
  });

  test("the whole range is used", () => {
    const random = seeded(1);
    const delays = Array.from({ length: 1000 }, () => new Backoff({ baseMs: 200 }, random).next());
    expect(Math.min(...delays)).toBeLessThan(10);
    expect(Math.max(...delays)).toBeGreaterThan(190);
    expect(delays.reduce((sum, delay) => sum + delay) / delays.length).toBeCloseTo(100, -1);
  });
});

describe("emitter", () => {
  test("a listener given twice is called twice, and each subscription ends by itself", () => {
    const emitter = new Emitter();
    const listener = vi.fn();
    const first = emitter.on("a", listener);
    emitter.on("a", listener);
    emitter.emit("a", 1);
    expect(listener).toHaveBeenCalledTimes(2);
    first();
    first();
    emitter.emit("a", 2);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  test("a listener that is ended by an earlier one is not called any more", () => {
    const emitter = new Emitter();
    const late = vi.fn();
    emitter.on("a", () => end());
    const end = emitter.on("a", late);
    emitter.emit("a", null);
    expect(late).not.toHaveBeenCalled();
  });

  test("a listener that throws is reported and does not keep the others from hearing", () => {
    const report = vi.fn();
    vi.stubGlobal("reportError", report);
    const emitter = new Emitter();
    const other = vi.fn();
    emitter.on("a", () => { throw new Error("mistake"); });
    emitter.on("a", other);
    emitter.emit("a", null);
    expect(other).toHaveBeenCalledOnce();
    expect(report).toHaveBeenCalledWith(new Error("mistake"));
    vi.unstubAllGlobals();
  });
});

describe("formats", () => {
  test("the size of a text is that of its bytes", () => {
    for (const text of ["", "plain", "größer", "€", "𝄞 clef", "漢字"]) {
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
    }
  });

  test("absent arguments do not travel", () => {
    const message = { method: "room.join", params: { game: "demo", room: undefined } };
    for (const codec of Object.values(codecs)) {
      expect(codec.decode(codec.encode(message))).toEqual({ method: "room.join", params: { game: "demo" } });
    }
  });

  test("each refuses the other's kind of message", () => {
    expect(() => codecs.json.decode(new Uint8Array([0x80]))).toThrow(TypeError);
    expect(() => codecs.msgpack.decode("{}")).toThrow(TypeError);
  });
});

describe("a simulated network", () => {
  function queue(simulation: () => Simulation, seed = 1): { push(item: number): void; arrived: [number, number][] } {
    const arrived: [number, number][] = [];
    const delayed = new DelayQueue<number>(
      simulation, (item) => arrived.push([item, performance.now()]), () => performance.now(), seeded(seed));
    return { push: (item) => delayed.push(item), arrived };
  }

  test("without anything to simulate nothing is held back", () => {
    const { push, arrived } = queue(() => ({}));
    push(1);
    expect(arrived).toHaveLength(1);
  });

  test("latency holds each item back for so long", () => {
    const { push, arrived } = queue(() => ({ latencyMs: 80 }));
    const start = performance.now();
    push(1);
    vi.advanceTimersByTime(79);
    expect(arrived).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(arrived).toEqual([[1, start + 80]]);
  });

  test("jitter spreads the delays and keeps the order", () => {
    const { push, arrived } = queue(() => ({ latencyMs: 20, jitterMs: 100 }), 7);
    const sent: number[] = [];
    for (let i = 0; i < 200; i++) {
      sent.push(performance.now());
      push(i);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(arrived.map(([item]) => item)).toEqual(sent.map((_, i) => i));
    const delays = arrived.map(([item, at]) => at - sent[item]!);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...delays)).toBeLessThanOrEqual(121);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(50);
  });

  test("order is kept when the latency is lowered on the way", () => {
    let latencyMs = 500;
    const { push, arrived } = queue(() => ({ latencyMs }));
    push(1);
    latencyMs = 0;
    push(2);
    expect(arrived).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(arrived.map(([item]) => item)).toEqual([1, 2]);
  });

  test("a stall lets nothing through, and then everything at once", () => {
    vi.advanceTimersByTime(10_000 - (performance.now() % 10_000));
    const start = performance.now();
    const { push, arrived } = queue(() => ({ stallEverySec: 2, stallMs: 500 }));
    for (let i = 0; i < 40; i++) {
      push(i);
      vi.advanceTimersByTime(50);
    }
    vi.advanceTimersByTime(50);
    const times = arrived.map(([, at]) => at - start);
    expect(times.filter((at) => at >= 1500 && at < 2000)).toEqual([]);
    expect(times.filter((at) => at === 2000)).toHaveLength(10);
    expect(arrived.map(([item]) => item)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });
});

describe("statistics", () => {
  test("rates are those of the last second", () => {
    let now = 0;
    const stats = new Stats(() => now);
    for (; now < 2500; now += 10) stats.log("in", "json", "0123456789");
    expect(stats.bytesInPerSecond).toBeCloseTo(1000, -1);
    expect(stats.bytesIn).toBe(2500);
    now += 2600;
    expect(stats.bytesInPerSecond).toBe(0);
  });

  test("the last fifty messages are kept, and decoded when somebody looks", () => {
    const stats = new Stats(() => 5);
    const decode = vi.spyOn(JSON, "parse");
    for (let i = 0; i < 60; i++) stats.log(i % 2 ? "out" : "in", "json", JSON.stringify({ i }));
    expect(decode).not.toHaveBeenCalled();
    expect(stats.messages).toHaveLength(50);
    const first = stats.messages[0]!;
    expect([first.direction, first.at, first.size, first.message]).toEqual(["in", 5, 8, { i: 10 }]);
    expect(first.message).toEqual({ i: 10 });
    expect(decode).toHaveBeenCalledOnce();
    decode.mockRestore();
  });
});

describe("the clock of ticks", () => {
  const tickMs = 1000 / 30;

  test("runs evenly through jitter, never back, and at the server's pace", () => {
    const clock = new TickClock(30);
    const random = seeded(3);
    const arrivals = Array.from({ length: 600 }, (_, tick) => ({
      tick, at: 1000 + tick * tickMs + (tick === 0 ? 60 : random() * 60),
    }));
    let next = 0;
    let last = -Infinity;
    const errors: number[] = [];
    for (let now = 1000; now < 1000 + 600 * tickMs; now += 1000 / 60) {
      while (arrivals[next] && arrivals[next]!.at <= now) clock.arrived(arrivals[next]!.tick, arrivals[next++]!.at);
      const at = clock.at(now);
      if (at === undefined) continue;
      expect(at).toBeGreaterThanOrEqual(last);
      if (last > 0) expect(at - last).toBeLessThan(0.5 * 1.11);
      last = at;
      // Thirty milliseconds of delay are the mean of the jitter.
      if (now > 5000) errors.push((now - 1000 - 30) / tickMs - at);
    }
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.4);
  });

  test("glides over a stall and comes back", () => {
    const clock = new TickClock(30);
    for (let tick = 0; tick < 90; tick++) clock.arrived(tick, tick * tickMs);
    clock.at(90 * tickMs);
    for (let tick = 90; tick < 105; tick++) clock.arrived(tick, 105 * tickMs);
    let last = clock.at(105 * tickMs)!;
    for (let tick = 105; tick < 240; tick++) {
      clock.arrived(tick, tick * tickMs);
      const at = clock.at(tick * tickMs)!;
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
    }
    expect(last).toBeCloseTo(239, 0);
  });

  test("jumps where gliding would take too long", () => {
    const clock = new TickClock(30);
    clock.arrived(10, 0);
    clock.at(0);
    clock.arrived(400, 1000);
    clock.at(1000);
    clock.arrived(401, 1000 + tickMs);
    expect(clock.at(1000 + tickMs)).toBeCloseTo(401, 1);
  });
});
