import { codecs, type Format, type WireData } from "../formats.js";
import type { Joined, SchemaField } from "../contract.js";
import type { ConnectOptions } from "../options.js";
import { connect, type Server } from "../server.js";
import type { WebSocketLike } from "../socket.js";

type Listener = (event: never) => void;

/** A request as the fake server sees it. */
export interface Request {
  readonly id?: number;
  readonly method: string;
  readonly params?: Record<string, unknown>;
}

/** The server's end of one fake WebSocket. */
export class FakeSocket implements WebSocketLike {
  binaryType = "blob";
  readonly protocol: string;
  readonly format: Format;
  readonly received: Request[] = [];
  /** Set when the client closed its end. */
  closedByClient = false;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #server: FakeServer;
  #state: "opening" | "open" | "over" = "opening";

  constructor(server: FakeServer, readonly url: string, protocols: string[]) {
    this.#server = server;
    this.protocol = protocols[0] ?? "";
    this.format = this.protocol.endsWith("msgpack") ? "msgpack" : "json";
    server.sockets.push(this);
    queueMicrotask(() => {
      if (server.erring) this.#emit("error", {});
      else if (server.refusing) this.drop();
      else if (!server.hanging) this.#emit("open", {}, () => { this.#state = "open"; });
    });
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(data: WireData): void {
    if (this.#state !== "open") throw new Error("The socket is not open.");
    const request = codecs[this.format].decode(data) as Request;
    this.received.push(request);
    this.#server.answer(this, request);
  }

  close(): void {
    this.closedByClient = true;
    this.#state = "over";
  }

  /** The server sends a message. */
  push(message: object): void {
    const data = codecs[this.format].encode(message);
    // A browser hands binary messages over as an ArrayBuffer.
    const event = { data: typeof data === "string" ? data : data.slice().buffer };
    if (this.#state === "open") this.#emit("message", event);
  }

  /** The server sends an event or a snapshot. */
  notify(method: string, params: object): void {
    this.push({ jsonrpc: "2.0", method, params });
  }

  /** The server closes, or the network breaks. */
  drop(code = 1006, reason = ""): void {
    if (this.#state === "over") return;
    this.#emit("close", { code, reason }, () => { this.#state = "over"; });
  }

  #emit(type: string, event: object, change?: () => void): void {
    if (this.#state === "over") return;
    change?.();
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}

type Answer = (params: Record<string, unknown>, socket: FakeSocket) => unknown;

/** An error that a fake method answers with. */
export class Refusal {
  constructor(readonly code: number, readonly message = "refused", readonly data: unknown = null) {}
}

/** No answer at all. */
export const silence = Symbol("silence");

/** A server inside the test: answers each method as told, synchronously. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** New connections fail. */
  refusing = false;
  /** New connections fail with an error event and no close event. */
  erring = false;
  /** New connections neither open nor fail. */
  hanging = false;
  readonly methods: Record<string, Answer> = {
    "server.ping": ({ seq, sent }) => ({ seq, sent, tick: 0 }),
    "login.guest": ({ name }) => ({ player: { id: 7, name: name ?? "Guest", guest: true }, token: "t-7" }),
    "login.resume": ({ token }) =>
      token === "t-7" ? { player: { id: 7, name: "Guest", guest: true }, token } : new Refusal(1006),
    "login.signOut": () => null,
    "room.join": () => joined(),
    "room.watch": () => joined({ you: 0 }),
    "room.leave": () => null,
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

  /** @internal */
  answer(socket: FakeSocket, request: Request): void {
    if (request.id === undefined) return;
    const method = this.methods[request.method];
    const result = method ? method(request.params ?? {}, socket) : new Refusal(-32601, "no such method");
    if (result === silence) return;
    socket.push(result instanceof Refusal
      ? { jsonrpc: "2.0", id: request.id, error: { code: result.code, message: result.message, data: result.data } }
      : { jsonrpc: "2.0", id: request.id, result });
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
