import type { ReconnectOptions } from "./backoff.js";
import type {
  Joined, LeaderboardEntry, Methods, Numbered, PlayerIdentity, Pong, RoomInfo, ServerInfo, SignedIn, SnapshotParams,
  WireEvents,
} from "./contract.js";
import { Emitter, type Unsubscribe } from "./emitter.js";
import { ErrorCodes, LineError, RpcError } from "./errors.js";
import type { Format } from "./formats.js";
import type { AnyGame, GameTypes } from "./game.js";
import type { Simulation } from "./lag.js";
import type { LineChange } from "./line-state.js";
import { Line } from "./line.js";
import type { Link } from "./link.js";
import { Room, type RoomOptions } from "./room.js";
import { Session } from "./session.js";
import type { WebSocketConstructor } from "./socket.js";
import { Stats } from "./stats.js";
import { TokenStore, type StorageLike } from "./token-store.js";

/** What `connect` takes. */
export interface ConnectOptions {
  /** Default `msgpack`. */
  readonly format?: Format;
  /** A bad network to try the game on; `server.simulate` changes it later. */
  readonly simulate?: Simulation;
  /** Where the sign-in token is kept. Default: `sessionStorage`, a tab's own; in memory where there is none. */
  readonly storage?: StorageLike;
  /** When to try again after the line was lost; `false`: never. */
  readonly reconnect?: ReconnectOptions | false;
  /** How rooms show things. */
  readonly room?: RoomOptions;
  /** How long a call waits for its reply unless it says otherwise, in milliseconds. Default 10000. */
  readonly timeoutMs?: number;
  /** How long the opening of a WebSocket may take, in milliseconds. Default 10000. */
  readonly openTimeoutMs?: number;
  /** How long the line may be silent while an answer is due before it counts as lost, in milliseconds. Default 8000. */
  readonly deadAfterMs?: number;
  /** What makes WebSockets. Default: the global one. Node 20 has none; give the `ws` package's. */
  readonly webSocket?: WebSocketConstructor;
  /** A clock in milliseconds that never goes back. Default `performance.now`. */
  readonly now?: () => number;
  /** Random numbers in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
}

/** How one call is made. */
export interface CallOptions {
  /** How long to wait for the reply, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Which room to take. */
export interface RoomChoice {
  /** A room's id; without one the server chooses. */
  readonly room?: string;
}

/** Every event that listeners of a server may name. */
export type ServerEvents = { [E in keyof WireEvents]: WireEvents[E] & Numbered } & {
  /** How it stands with the line has changed. */
  line: LineChange;
};

/** More snapshots than this are not kept while the reply that explains them is under way. */
const maxEarlySnapshots = 8;

/** A game server, as seen from here. `connect` makes one and waits until it is there. */
export class Server {
  /** What a network panel shows. */
  readonly stats: Stats;
  /** Says who is playing. */
  readonly login: Login;
  /** The best of all time. */
  readonly leaderboard = {
    /** The accounts with the most points, best first. */
    top: (count?: number): Promise<readonly LeaderboardEntry[]> => this.call("leaderboard.top", { count }),
  };
  /** Rooms to choose from. */
  readonly rooms = {
    /** The open rooms. */
    list: (): Promise<readonly RoomInfo[]> => this.call("room.list"),
  };
  readonly #options: ConnectOptions;
  readonly #now: () => number;
  readonly #emitter = new Emitter();
  readonly #session: Session;
  readonly #line: Line;
  #simulation: Simulation;
  #room: Room<GameTypes> | null = null;
  #early: SnapshotParams[] = [];
  #pingSeq = 0;

  constructor(url: string, options: ConnectOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#simulation = options.simulate ?? {};
    this.stats = new Stats(this.#now);
    this.#session = new Session(new TokenStore(url, options.storage));
    const webSocket = options.webSocket ?? globalThis.WebSocket;
    if (!webSocket) throw new TypeError("There is no WebSocket here: give options.webSocket (in Node, the ws package's).");
    this.#line = new Line(
      {
        url,
        webSocket,
        simulation: () => this.#simulation,
        now: this.#now,
        random: options.random ?? Math.random,
        stats: this.stats,
      },
      {
        format: options.format ?? "msgpack",
        reconnect: options.reconnect ?? {},
        openTimeoutMs: options.openTimeoutMs ?? 10_000,
        deadAfterMs: options.deadAfterMs ?? 8_000,
      },
      {
        restore: (link) => this.#restore(link),
        notified: (method, params) => this.#notified(method, params),
        detached: () => this.#room?.detach(),
        changed: (change) => this.#emitter.emit("line", change),
      },
    );
    this.login = new Login(this, this.#session);
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
    return this.#room;
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

  /** Opens the line again after it was closed, by the app's wish or by the server. */
  open(): void {
    this.#line.open();
  }

  /** Closes the line and the room. The token is kept. */
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

  /** Takes a seat in a room of a game. An earlier room is left. */
  join<G extends GameTypes = AnyGame>(game?: string, choice: RoomChoice = {}): Promise<Room<G>> {
    return this.#enter<G>("room.join", game, choice);
  }

  /** Looks at a room without a seat or a sign-in. An earlier room is left. */
  watch<G extends GameTypes = AnyGame>(game?: string, choice: RoomChoice = {}): Promise<Room<G>> {
    return this.#enter<G>("room.watch", game, choice);
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
   * Listens to an event. Names with a dot are the server's.
   * @returns what ends it.
   */
  on<E extends keyof ServerEvents>(name: E, listener: (params: ServerEvents[E]) => void): Unsubscribe;
  on<T extends object>(name: `${string}.${string}`, listener: (params: T & Numbered) => void): Unsubscribe;
  on<T>(name: string, listener: (params: T) => void): Unsubscribe {
    return this.#emitter.on(name, listener);
  }

  get #timeoutMs(): number {
    return this.#options.timeoutMs ?? 10_000;
  }

  async #enter<G extends GameTypes>(
    method: "room.join" | "room.watch", game: string | undefined, choice: RoomChoice): Promise<Room<G>> {
    let room!: Room<G>;
    await this.#line.call<Joined>(method, { game, room: choice.room }, this.#timeoutMs, (joined) => {
      // Before any later message is looked at, for the snapshots that follow belong to this room.
      room = this.#seat<G>(joined, method === "room.watch");
    });
    return room;
  }

  #seat<G extends GameTypes>(joined: Joined, watching: boolean): Room<G> {
    const before = this.#room;
    const room: Room<G> = new Room<G>(joined, watching, {
      now: this.#now,
      call: (method, params) => this.call(method, params),
      notify: (method, params) => this.notify(method, params),
      leave: () => this.#leave(room as unknown as Room<GameTypes>),
    }, this.#options.room ?? {});
    this.#room = room as unknown as Room<GameTypes>;
    before?.close("left");
    this.#takeEarly();
    return room;
  }

  async #leave(room: Room<GameTypes>): Promise<void> {
    if (this.#room !== room) return;
    this.#room = null;
    room.close("left");
    await this.call("room.leave");
  }

  async #restore(link: Link): Promise<"open" | "resumed" | "gap" | "signed-out"> {
    this.#early = [];
    let outcome: "open" | "resumed" | "gap" | "signed-out" = "open";
    if (this.#session.player) {
      outcome = await this.#resume(link);
    } else {
      this.#session.restart();
    }

    const room = this.#room;
    if (!room) return outcome;
    if (outcome === "signed-out" && !room.watching) {
      this.#loseRoom("signed-out");
      return outcome;
    }

    try {
      await this.#rejoin(link, room, room.id);
    } catch (error) {
      if (!(error instanceof RpcError) || !isRoomGone(error)) throw error;
      try {
        await this.#rejoin(link, room, undefined);
      } catch (second) {
        if (!(second instanceof RpcError) || !isRoomGone(second)) throw second;
        this.#loseRoom("lost");
      }
    }
    return outcome === "open" && room.watching ? "resumed" : outcome;
  }

  async #resume(link: Link): Promise<"resumed" | "gap" | "signed-out"> {
    const token = this.#session.token;
    let missed = false;
    try {
      await link.call<SignedIn>("login.resume", { token, lastEvent: this.#session.lastEvent }, this.#timeoutMs, (reply) => {
        missed = this.#session.resume(reply);
      });
      return missed ? "gap" : "resumed";
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== ErrorCodes.invalidToken) throw error;
      this.#session.end();
      return "signed-out";
    }
  }

  async #rejoin(link: Link, room: Room<GameTypes>, id: string | undefined): Promise<void> {
    const method = room.watching ? "room.watch" : "room.join";
    await link.call<Joined>(method, { game: room.game, room: id }, this.#timeoutMs, (joined) => {
      if (this.#room !== room) return;
      room.reattach(joined);
      this.#takeEarly();
    });
  }

  #loseRoom(reason: "lost" | "signed-out"): void {
    const room = this.#room;
    this.#room = null;
    room?.close(reason);
  }

  #takeEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const snapshot of early) this.#room?.snapshot(snapshot);
  }

  #notified(method: string, params: unknown): void {
    if (method === "room.snapshot") {
      this.stats.countSnapshot();
      const snapshot = params as SnapshotParams;
      if (this.#room?.isLive) this.#room.snapshot(snapshot);
      else if (this.#early.length < maxEarlySnapshots) this.#early.push(snapshot);
      return;
    }

    const number = (params as Partial<Numbered> | null | undefined)?.event;
    const place = typeof number === "number" ? this.#session.count(number) : "next";
    if (place === "again") return;
    if (place === "gap") this.#emitter.emit("line", { ...this.#line.change, state: "gap" } satisfies LineChange);
    this.#room?.receive(method, params);
    this.#emitter.emit(method, params);
  }
}

/** Says who is playing. Each way of signing in keeps a token, which a lost line is resumed with. */
export class Login {
  readonly #server: Server;
  readonly #session: Session;

  /** @internal */
  constructor(server: Server, session: Session) {
    this.#server = server;
    this.#session = session;
  }

  /** Whether there is a token of an earlier sign-in in this tab. */
  get canResume(): boolean {
    return this.#session.token !== null;
  }

  /** Makes an account and signs in. Errors: 1001 name taken, 1009 name or password against the rules. */
  async register(account: { name: string; password: string }): Promise<PlayerIdentity> {
    return this.#begin(await this.#server.call("login.register", account));
  }

  /** Signs in. Error: 1002 wrong name or password. */
  async signIn(account: { name: string; password: string }): Promise<PlayerIdentity> {
    return this.#begin(await this.#server.call("login.signIn", account));
  }

  /** Signs in as a guest; without a name the server makes one up. */
  async guest(wish: { name?: string } = {}): Promise<PlayerIdentity> {
    return this.#begin(await this.#server.call("login.guest", wish));
  }

  /** Signs in with the token of this tab's earlier sign-in. Null where there is none that the server still takes. */
  async resume(): Promise<PlayerIdentity | null> {
    const token = this.#session.token;
    if (token === null) return null;
    try {
      return this.#begin(await this.#server.call("login.resume", { token }));
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== ErrorCodes.invalidToken) throw error;
      this.#session.end();
      return null;
    }
  }

  /** Ends the session and the token. The server closes the line after it; `server.open()` begins anew. */
  async signOut(): Promise<void> {
    try {
      await this.#server.call("login.signOut");
    } catch (error) {
      // The line that ends with it may overtake the reply.
      if (!(error instanceof LineError)) throw error;
    }
    this.#session.end();
  }

  #begin(reply: SignedIn): PlayerIdentity {
    this.#session.begin(reply);
    return reply.player;
  }
}

/** Whether a refused rejoin means that another room must do. */
function isRoomGone(error: RpcError): boolean {
  return error.code === ErrorCodes.roomNotFound || error.code === ErrorCodes.roomFull;
}

/** Connects to a server. Resolves when the line is open; tries again until then, unless the server's word is final. */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Server> {
  const server = new Server(url, options);
  await server.ready();
  return server;
}
