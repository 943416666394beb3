import { socketAddress } from "./address.js";
import type {
  LeaderboardEntry, LeaderboardSort, Methods, Numbered, PlayerIdentity, Pong, RoomEnded, RoomInfo, ServerInfo, SignedIn, SnapshotParams, WireEvents,
} from "./contract.js";
import { Emitter, type Unsubscribe } from "./emitter.js";
import { ErrorCodes } from "./errors.js";
import type { Format } from "./formats.js";
import type { AnyGame, GameTypes } from "./game.js";
import type { Simulation } from "./lag.js";
import type { LineChange } from "./line-state.js";
import { Line, type Restored } from "./line.js";
import type { Link } from "./link.js";
import { isRefused, Login } from "./login.js";
import type { CallOptions, ConnectOptions, RoomChoice } from "./options.js";
import type { Room } from "./room.js";
import { Seating } from "./seating.js";
import { Session } from "./session.js";
import type { WebSocketConstructor } from "./socket.js";
import { Stats } from "./stats.js";
import { TokenStore } from "./token-store.js";
import { Wallet } from "./wallet.js";

/** Every event that listeners of a server may name. */
export type ServerEvents = { [E in keyof WireEvents]: WireEvents[E] & Numbered } & {
  /** A room ended. Its `Room` goes on in another one of the game by itself, or tells its own `room.closed`. */
  "room.closed": RoomEnded & Numbered;
  /** How it stands with the line has changed. */
  line: LineChange;
};

const defaultAddress = "ws";

/** A game server, as seen from here. `connect` makes one and waits until it is there. */
export class Server {
  /** What a network panel shows. */
  readonly stats: Stats;
  /** Says who is playing. */
  readonly login: Login;
  /** The coins of a registered player. */
  readonly wallet: Wallet;
  /** The best of all time. */
  readonly leaderboard = {
    /**
     * The accounts with the most points, best first: 10 of them, or as many as asked for, up to 100; by all their points,
     * or by those of their best round.
     */
    top: (count?: number, sort?: LeaderboardSort): Promise<readonly LeaderboardEntry[]> => this.call("leaderboard.top", { count, sort }),
  };
  /** Rooms to choose from. */
  readonly rooms = {
    /** The open rooms. */
    list: (): Promise<readonly RoomInfo[]> => this.call("room.list"),
  };
  readonly #now: () => number;
  readonly #timeoutMs: number;
  readonly #emitter = new Emitter();
  readonly #session: Session;
  readonly #seating: Seating;
  readonly #line: Line;
  #simulation: Simulation;
  #pingSeq = 0;

  /**
   * Begins to connect at once; `ready` tells when it is done.
   * @param url the server's WebSocket; one that is relative is beside the page, as is the default
   */
  constructor(url = defaultAddress, options: ConnectOptions = {}) {
    const address = socketAddress(url);
    const now = options.now ?? (() => performance.now());
    const timeoutMs = options.timeoutMs ?? 10_000;
    this.#now = now;
    this.#timeoutMs = timeoutMs;
    this.#simulation = options.simulate ?? {};
    this.stats = new Stats(now);
    this.#session = new Session(new TokenStore(address, options.storage));
    this.#seating = new Seating({
      now,
      timeoutMs,
      pingMs: () => this.stats.pingMs,
      roomOptions: options.room ?? {},
      call: (method, params) => this.call(method, params),
      notify: (method, params) => this.notify(method, params),
      enter: (method, params, received) => this.#line.call(method, params, timeoutMs, received),
    });
    this.#line = new Line(
      {
        url: address,
        now,
        webSocket: options.webSocket ?? globalWebSocket(),
        simulation: () => this.#simulation,
        random: options.random ?? Math.random,
        stats: this.stats,
        openTimeoutMs: options.openTimeoutMs ?? 10_000,
      },
      {
        format: options.format ?? "msgpack",
        reconnect: options.reconnect ?? {},
        deadAfterMs: options.deadAfterMs ?? 8_000,
      },
      {
        restore: (link, restored) => this.#restore(link, restored),
        notified: (method, params) => this.#notified(method, params),
        detached: () => this.#seating.detach(),
        changed: (change) => this.#emitter.emit("line", change),
      },
    );
    this.login = new Login({
      call: (method, params, received) => this.#line.call(method, params, timeoutMs, received),
      signedIn: (room, another) => {
        if (this.line.state === "signed-out") this.#line.note("open");
        if (another) this.#seating.lose("left");
        if (room) this.#seating.take(room);
      },
      signedOut: () => this.#seating.lose("signed-out"),
    }, this.#session);
    this.wallet = new Wallet((method, params) => this.call(method, params));
    this.open();
  }

  /** How it stands with the line. */
  get line(): LineChange {
    return this.#line.change;
  }

  /** The format in use. */
  get format(): Format {
    return this.#line.format;
  }

  /** Who is signed in; null before. */
  get player(): PlayerIdentity | null {
    return this.#session.player;
  }

  /** The room that one sits in or watches. */
  get room(): Room<GameTypes> | null {
    return this.#seating.room;
  }

  /** The bad network that is simulated. It may be changed at any time, and counts from the next message on. */
  get simulate(): Simulation {
    return this.#simulation;
  }

  set simulate(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** Resolves when calls can be made; rejects with a {@link LineError} when the line is closed. */
  ready(): Promise<void> {
    return this.#line.ready();
  }

  /** Opens the line again after it was closed, by the app's wish or by the server; sign-in and room are taken up. */
  open(): void {
    this.#line.open();
  }

  /** Closes the line. The token is kept. */
  close(): void {
    this.#line.close();
  }

  /** Goes on in the other format: the room and the sign-in stay. Rejects where the new connection does not open. */
  switchFormat(format: Format): Promise<void> {
    return this.#line.switchFormat(format);
  }

  /** Pulls the plug: for so many milliseconds nothing is sent or heard, and then the line comes back by itself. */
  unplug(ms = 3000): void {
    this.#line.unplug(ms);
  }

  /** Takes a seat in a room of a game; by default the server's first game. An earlier room is left. */
  join<G extends GameTypes = AnyGame>(game?: string, choice: RoomChoice = {}): Promise<Room<G>> {
    return this.#seating.enter<G>(false, game, choice);
  }

  /** Looks at a room without a seat or a sign-in. An earlier room is left. */
  watch<G extends GameTypes = AnyGame>(game?: string, choice: RoomChoice = {}): Promise<Room<G>> {
    return this.#seating.enter<G>(true, game, choice);
  }

  /** What runs on the server. */
  info(): Promise<ServerInfo> {
    return this.call("server.info");
  }

  /** Measures one round trip, in milliseconds. `stats.pingMs` has the last of the one made each second. */
  async ping(): Promise<number> {
    const sent = this.#now();
    await this.call<Pong>("server.ping", { seq: ++this.#pingSeq, sent });
    return this.#now() - sent;
  }

  /**
   * Calls a method, of your own services too. Rejects with {@link RpcError} when the server answers with an error,
   * with {@link CallTimeoutError} when it does not answer in time, with {@link LineError} when the line is lost.
   */
  call<M extends keyof Methods>(
    method: M, params?: Methods[M]["params"], options?: CallOptions): Promise<Methods[M]["result"]>;
  call<T = unknown>(method: string, params?: object, options?: CallOptions): Promise<T>;
  call<T>(method: string, params?: object, options?: CallOptions): Promise<T> {
    return this.#line.call<T>(method, params, options?.timeoutMs ?? this.#timeoutMs);
  }

  /** Calls a method without asking for a reply; false where there is no line. */
  notify(method: string, params?: object): boolean {
    return this.#line.notify(method, params);
  }

  /**
   * Listens to an event; names with a dot are the wire's.
   * @returns what ends it.
   */
  on<E extends keyof ServerEvents>(name: E, listener: (params: ServerEvents[E]) => void): Unsubscribe;
  on<T extends object>(name: `${string}.${string}`, listener: (params: T & Numbered) => void): Unsubscribe;
  on<T>(name: string, listener: (params: T) => void): Unsubscribe {
    return this.#emitter.on(name, listener);
  }

  async #restore(link: Link, restored: (how: Restored) => void): Promise<void> {
    if (!this.#session.player) {
      this.#session.restart();
      await this.#seating.restore(link, false, (seated) => restored({ state: seated ? "resumed" : "open" }));
      return;
    }

    const how = await this.#resume(link, restored);
    if (how) await this.#seating.restore(link, this.#session.player !== null, () => restored(how));
  }

  /** Signs in again. Resolves to how that went where a room is still to be entered. */
  async #resume(link: Link, restored: (how: Restored) => void): Promise<Restored | null> {
    const { token, lastEvent } = this.#session;
    let how: Restored | null = null;
    try {
      await link.call<SignedIn>("login.resume", { token, lastEvent }, this.#timeoutMs, (reply) => {
        const missed = this.#session.resume(reply);
        const state = missed ? "gap" : "resumed";
        if (this.#seating.resume(reply.room, missed, () => restored({ state }))) return;
        // A seat that is gone was lost with what happened to it.
        how = { state: this.room?.watching === false ? "gap" : state };
      });
      return how;
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#session.end();
      return { state: "signed-out", ...(error.code === ErrorCodes.banned && { reason: "banned" }) };
    }
  }

  #notified(method: string, params: unknown): void {
    if (method === "room.snapshot") {
      this.stats.countSnapshot();
      this.#seating.snapshot(params as SnapshotParams);
      return;
    }

    const number = (params as Partial<Numbered> | null | undefined)?.event;
    const place = typeof number === "number" ? this.#session.count(number) : "next";
    if (place === "again") return;
    if (place === "gap") this.#line.note("gap");
    if (method === "room.closed") void this.#seating.ended(params as RoomEnded);
    else this.#seating.room?.receive(method, params);
    this.#emitter.emit(method, params);
  }
}

/**
 * Connects to a server. Resolves when the line is open; tries again until then, unless the server's word is final.
 * @param url the server's WebSocket; one that is relative is beside the page, as is the default
 */
export async function connect(url = defaultAddress, options: ConnectOptions = {}): Promise<Server> {
  const server = new Server(url, options);
  await server.ready();
  return server;
}

function globalWebSocket(): WebSocketConstructor {
  const webSocket: WebSocketConstructor | undefined = globalThis.WebSocket;
  if (!webSocket) throw new TypeError("There is no WebSocket here: give options.webSocket (in Node, the ws package's).");
  return webSocket;
}
