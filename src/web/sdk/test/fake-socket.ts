import { codecs, type Format, type WireData } from "../formats.js";
import type { WebSocketLike } from "../socket.js";

type Listener = (event: never) => void;

/** What a fake WebSocket asks of its server. */
export interface FakeSocketHost {
  readonly sockets: FakeSocket[];
  readonly refusing: boolean;
  readonly erring: boolean;
  readonly hanging: boolean;
  answer(socket: FakeSocket, request: Request): void;
}

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
  /** What the server does right behind its reply. */
  readonly afterReply: (() => void)[] = [];
  /** Set when the client closed its end. */
  closedByClient = false;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #server: FakeSocketHost;
  #state: "opening" | "open" | "closing" | "over" = "opening";

  constructor(server: FakeSocketHost, readonly url: string, protocols: string[]) {
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

  get readyState(): number {
    return ["opening", "open", "closing", "over"].indexOf(this.#state);
  }

  /** The close frame is here, and its event is still to come. */
  closing(): void {
    this.#state = "closing";
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
