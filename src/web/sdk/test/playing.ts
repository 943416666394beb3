import { vi } from "vitest";
import type { LineChange, Server } from "../index.js";
import type { FakeServer } from "./fake-server.js";
import type { FakeSocket } from "./fake-socket.js";

/** Lets so much time pass, and everything that follows from it happen. */
export const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Gathers what is told of the line from now on. */
export function lines(server: Server): LineChange[] {
  const changes: LineChange[] = [];
  server.on("line", (change) => changes.push(change));
  return changes;
}

/** The states among them. */
export const states = (changes: readonly LineChange[]): string[] => changes.map(({ state }) => state);

/** What was called on a connection, but for the pings. */
export const methods = (socket: FakeSocket): string[] =>
  socket.received.map(({ method }) => method).filter((method) => method !== "server.ping");

/** A guest in a seat. */
export async function playing(fake: FakeServer, options: Parameters<FakeServer["connect"]>[0] = {}) {
  const server = await fake.connect(options);
  await server.login.guest({ name: "Ann" });
  const room = await server.join("demo");
  return { server, room, changes: lines(server) };
}
