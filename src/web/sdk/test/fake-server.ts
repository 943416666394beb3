import type { Joined, PlayerIdentity, SchemaField, SignedIn } from "../contract.js";
import type { ConnectOptions } from "../options.js";
import { connect, type Server } from "../server.js";
import { FakeSocket, type Request } from "./fake-socket.js";

/** What outlives a line. */
interface FakeSession {
  socket: FakeSocket;
  room: Joined | null;
  lastEvent: number;
  readonly events: { readonly event: number; readonly method: string; readonly params: object }[];
}

type Answer = (params: Record<string, unknown>, socket: FakeSocket) => unknown;

/** An error that a fake method answers with. */
export class Refusal {
  constructor(readonly code: number, readonly message = "refused", readonly data: unknown = null) {}
}

/** No answer at all. */
export const silence = Symbol("silence");

/** A server inside the test, with one account: answers each method as told, synchronously. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** New connections fail. */
  refusing = false;
  /** New connections fail with an error event and no close event. */
  erring = false;
  /** New connections neither open nor fail. */
  hanging = false;
  /** How many events a session keeps for a resume. */
  kept = 100;
  session: FakeSession | null = null;
  player: PlayerIdentity = { id: 7, name: "Guest", guest: true };
  readonly methods: Record<string, Answer> = {
    "server.ping": ({ seq, sent }) => ({ seq, sent, tick: 0 }),
    "login.guest": ({ name }, socket) => {
      this.player = { ...this.player, name: String(name ?? "Guest") };
      this.session = { socket, room: null, lastEvent: 0, events: [] };
      return this.#signedIn(1, null);
    },
    "login.resume": ({ token, lastEvent }, socket) =>
      token === "t-7" ? this.#resume(socket, lastEvent as number | undefined) : new Refusal(1006),
    "login.signOut": () => null,
    "room.join": () => joined(),
    "room.watch": () => joined({ you: 0 }),
    "room.leave": (_, socket) => {
      if (this.session?.socket === socket) this.session.room = null;
      return null;
    },
  };

  /** The newest connection. */
  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  /** Connects a client to this server. */
  async connect(options: ConnectOptions = {}): Promise<Server> {
    return connect("ws://test/ws", { webSocket: this.webSocket, storage: memory(), ...options });
  }

  readonly webSocket = (() => {
    const server = this;
    return class extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(server, url, protocols);
      }
    };
  })();

  /** The session's next event: sent where there is a line, and kept for a resume. */
  event(method: string, params: object): void {
    const session = this.session!;
    const event = ++session.lastEvent;
    session.events.push({ event, method, params });
    if (session.events.length > this.kept) session.events.shift();
    session.socket.notify(method, { event, ...params });
  }

  /** The session is over: it was away for too long, or the server was started anew. The account stays. */
  forget(): void {
    this.session = null;
  }

  #resume(socket: FakeSocket, lastEvent: number | undefined): SignedIn {
    const session = (this.session ??= { socket, room: null, lastEvent: 0, events: [] });
    const old = session.socket;
    session.socket = socket;
    if (old !== socket) old.drop(1008, "taken-over");
    const missing = lastEvent === undefined ? [] : session.events.filter(({ event }) => event > lastEvent);
    socket.afterReply.push(() => {
      for (const { event, method, params } of missing) socket.notify(method, { event, ...params });
    });
    return this.#signedIn(missing[0]?.event ?? session.lastEvent + 1, session.room);
  }

  #signedIn(nextEvent: number, room: Joined | null): SignedIn {
    return { player: this.player, token: "t-7", nextEvent, room };
  }

  /** @internal */
  answer(socket: FakeSocket, request: Request): void {
    const method = this.methods[request.method];
    const result = method ? method(request.params ?? {}, socket) : new Refusal(-32601, "no such method");
    // Taken now: what the client does about the reply is answered before this returns.
    const after = socket.afterReply.splice(0);
    if (result === silence || request.id === undefined) return;
    if (/^room\.(join|watch)$/.test(request.method) && !(result instanceof Refusal) && this.session?.socket === socket) {
      this.session.room = result as Joined;
    }
    socket.push(result instanceof Refusal
      ? { jsonrpc: "2.0", id: request.id, error: { code: result.code, message: result.message, data: result.data } }
      : { jsonrpc: "2.0", id: request.id, result });
    for (const next of after) next();
  }
}

/** A storage in memory. */
export function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** A field of a schema. */
export function field(name: string, kind: SchemaField["kind"], more: Partial<SchemaField> = {}): SchemaField {
  return { name, kind, step: 1, angle: false, ownerOnly: false, values: [], ...more };
}

/** The schema that the examples of PROTOCOL.md are written in. */
export const exampleSchema = [
  {
    name: "tank",
    firstId: 1,
    lastId: 64,
    fields: [
      field("x", "number", { step: 1 / 64 }),
      field("y", "number", { step: 1 / 64 }),
      field("heading", "number", { step: (2 * Math.PI) / 256, angle: true }),
      field("hull", "enumeration", { values: ["scout", "brawler"] }),
      field("shielded", "boolean"),
      field("player", "integer"),
      field("ammunition", "integer", { ownerOnly: true }),
    ],
  },
  { name: "shell", firstId: 65, lastId: 128, fields: [field("x", "number", { step: 0.01 })] },
] as const;

/** A reply to `room.join`. */
export function joined(more: Partial<Joined> = {}): Joined {
  return {
    room: { id: "r1", game: "demo", players: 1, bots: 0, capacity: 8 },
    you: 1,
    tickRate: 30,
    schema: exampleSchema,
    players: [{ id: 1, name: "Guest", bot: false }],
    world: { size: 10 },
    ...more,
  };
}
