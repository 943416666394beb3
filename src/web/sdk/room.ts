import type { Joined, Numbered, RoomInfo, RoomPlayer, SnapshotParams, WireEvents } from "./contract.js";
import { Emitter, type Unsubscribe } from "./emitter.js";
import { EntityTable, type PlainEntity } from "./entity-table.js";
import type { AnyGame, ArgumentsOf, CommandOf, EntityOf, GameTypes, KindOf } from "./game.js";
import { Interpolator } from "./interpolation.js";
import { Predictor, type InputOf, type Prediction, type PredictionOptions } from "./prediction.js";
import { TickClock } from "./tick-clock.js";

/** What a room tells by itself; none of these comes over the wire. */
export interface RoomEvents {
  /** A snapshot was applied to `room.entities`. */
  "room.snapshot": { readonly tick: number; readonly ack: number };
  /** The line is back and so is the room. It may be another one: `world`, `you` and `players` are new. */
  "room.rejoined": { readonly sameRoom: boolean };
  /** The room is over for this client. */
  "room.closed": { readonly reason: "left" | "lost" | "signed-out" };
}

/** Every event that listeners of a room may name: the game's (without a dot, where the game's name is meant), and these. */
export type RoomEventMap<G extends GameTypes> =
  & { [E in keyof G["events"]]: G["events"][E] & Numbered }
  & { [E in keyof WireEvents]: WireEvents[E] & Numbered }
  & RoomEvents;

/** How a room shows things. */
export interface RoomOptions {
  /** How far in the past `view()` shows the others, in milliseconds. Default 100. */
  readonly interpolationMs?: number;
  /** How far `view()` guesses ahead when snapshots are late, in milliseconds. Default 100. */
  readonly extrapolationMs?: number;
}

/** What a room needs of the server it belongs to. @internal */
export interface RoomHost {
  readonly now: () => number;
  call<T>(method: string, params: object | undefined): Promise<T>;
  notify(method: string, params: object): boolean;
  leave(room: object): Promise<void>;
}

/** How many ticks' inputs are made up for at once after a pause, rather than left out. */
const maxCatchUp = 3;

/** A room that one sits in, or watches. It stays the same object when the line is lost and comes back. */
export class Room<G extends GameTypes = AnyGame> {
  /** Whether one only looks: there is no seat, and no command. */
  readonly watching: boolean;
  readonly #host: RoomHost;
  readonly #options: Required<RoomOptions>;
  readonly #emitter = new Emitter();
  readonly #players = new Map<number, RoomPlayer>();
  readonly #interpolator = new Interpolator();
  readonly #shown: PlainEntity[] = [];
  #joined: Joined;
  #table: EntityTable;
  #clock: TickClock;
  #predictor: Predictor | undefined;
  #attached = true;
  #closed = false;
  #whole = true;
  #tick = 0;
  #ack = 0;
  #seq = 0;
  #nextInput: number | undefined;
  #lastInputAt = 0;

  /** @internal */
  constructor(joined: Joined, watching: boolean, host: RoomHost, options: RoomOptions) {
    this.#joined = joined;
    this.watching = watching;
    this.#host = host;
    this.#options = { interpolationMs: 100, extrapolationMs: 100, ...options };
    this.#table = new EntityTable(joined.schema);
    this.#clock = new TickClock(joined.tickRate);
    this.#fill(joined);
  }

  /** The room's id. */
  get id(): string {
    return this.#joined.room.id;
  }

  /** The game's name. */
  get game(): string {
    return this.#joined.room.game;
  }

  /** The room as it was at joining. */
  get info(): RoomInfo {
    return this.#joined.room;
  }

  /** One's own number among the players; 0 when watching. */
  get you(): number {
    return this.#joined.you;
  }

  /** Steps a second. */
  get tickRate(): number {
    return this.#joined.tickRate;
  }

  /** What the game told at joining. */
  get world(): G["world"] {
    return this.#joined.world as G["world"];
  }

  /** Everybody in the room by number, bots included. */
  get players(): ReadonlyMap<number, RoomPlayer> {
    return this.#players;
  }

  /** Whether the room can be played in now: false while the line is away, and after the end. */
  get isLive(): boolean {
    return this.#attached && !this.#closed;
  }

  /** Whether the room is over for this client. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** The tick of the last snapshot. */
  get tick(): number {
    return this.#tick;
  }

  /** The number of the last input that the server applied. */
  get ack(): number {
    return this.#ack;
  }

  /** What the server last showed, by id, in real units. Each object stays the same while its entity is in view. */
  get entities(): ReadonlyMap<number, EntityOf<G>> {
    return this.#table.entities as ReadonlyMap<number, unknown> as ReadonlyMap<number, EntityOf<G>>;
  }

  /** Which tick is shown by `view()`, with its fraction; undefined before the first snapshot. */
  viewTick(): number | undefined {
    const tick = this.#clock.at(this.#host.now());
    return tick === undefined ? undefined : tick - this.#options.interpolationMs / this.#clock.tickMs;
  }

  /**
   * What is to be drawn now: the others as they were 100 ms ago, smoothly, one's own entity as predicted. Call it once
   * a frame. The array and its entities are used again at the next call; an entity's object stays the same as long as
   * it is in view.
   */
  view(): readonly EntityOf<G>[] {
    const now = this.#host.now();
    this.#shown.length = 0;
    const at = this.#clock.at(now);
    if (at !== undefined) {
      this.#sampleInputs(at, now);
      const { interpolationMs, extrapolationMs } = this.#options;
      const { tickMs } = this.#clock;
      this.#interpolator.show(at - interpolationMs / tickMs, extrapolationMs / tickMs, this.#shown);
      this.#showOwn(at, now);
    }
    return this.#shown as unknown as readonly EntityOf<G>[];
  }

  /**
   * Listens to an event: the game's own by their short names (`died` is `snake.died`), the others by their full ones.
   * @returns what ends it.
   */
  on<E extends keyof RoomEventMap<G> & string>(name: E, listener: (params: RoomEventMap<G>[E]) => void): Unsubscribe {
    return this.#emitter.on(this.#qualify(name), listener);
  }

  /** Sends a command that needs no answer; false where it could not be sent. */
  send<C extends CommandOf<G>>(command: C, args: ArgumentsOf<G, C>): boolean {
    return this.isLive && this.#host.notify(this.#qualify(command), args as object);
  }

  /** Sends a command and waits for the reply. */
  call<T = null, C extends CommandOf<G> = CommandOf<G>>(command: C, args?: ArgumentsOf<G, C>): Promise<T> {
    return this.#host.call<T>(this.#qualify(command), args as object | undefined);
  }

  /** Sends one tick's input: adds `seq`, and predicts its effect. False where it could not be sent. */
  input<C extends CommandOf<G>>(command: C, args: InputOf<G, C>): boolean {
    if (!this.isLive) return false;
    const seq = ++this.#seq;
    const sent = this.#host.notify(this.#qualify(command), { seq, ...args });
    if (sent && this.#predictor?.options.command === command) {
      this.#predictor.input(seq, args);
      this.#lastInputAt = this.#host.now();
    }
    return sent;
  }

  /** Begins to predict one's own entity; takes the place of an earlier prediction. */
  predict<K extends KindOf<G>, C extends CommandOf<G>>(options: PredictionOptions<G, K, C>): Prediction {
    const predictor = new Predictor(options as unknown as PredictionOptions, 1 / this.tickRate, () => {
      if (this.#predictor === predictor) this.#predictor = undefined;
    });
    this.#predictor = predictor;
    this.#nextInput = undefined;
    predictor.reconcile(this.#ack, this.#table.records);
    return predictor;
  }

  /** Talks to everybody in the room. */
  async say(text: string): Promise<void> {
    await this.#host.call("chat.say", { text });
  }

  /** Leaves the seat, or ends watching. */
  leave(): Promise<void> {
    return this.#host.leave(this);
  }

  /** @internal */
  receive(method: string, params: unknown): void {
    if (method === "room.entered") {
      const { player } = params as WireEvents["room.entered"];
      this.#players.set(player.id, player);
    }
    this.#emitter.emit(method, params);
    // Who hears of a leaving may still want the name.
    if (method === "room.left") this.#players.delete((params as WireEvents["room.left"]).player);
  }

  /** @internal */
  snapshot(params: SnapshotParams): void {
    if (!this.isLive || (!this.#whole && params.tick <= this.#tick)) return;
    const whole = this.#whole;
    this.#whole = false;
    if (whole && params.tick < this.#interpolator.newest) this.#startAnew();
    this.#tick = params.tick;
    this.#ack = params.ack;
    this.#clock.arrived(params.tick, this.#host.now());
    const applied = this.#table.apply(params, whole);
    this.#interpolator.take(params.tick, applied, whole);
    const own = this.#predictor?.id;
    this.#predictor?.reconcile(params.ack, this.#table.records);
    // The own entity was shown ahead of the others: its end is shown at once, not once more from the past.
    if (own !== undefined && applied.left.some((record) => record.entity.id === own)) this.#interpolator.hide(own);
    this.#emitter.emit("room.snapshot", { tick: params.tick, ack: params.ack });
  }

  /** The line is gone. @internal */
  detach(): void {
    this.#attached = false;
    this.#predictor?.reset();
    this.#nextInput = undefined;
  }

  /** The line is back. @internal */
  reattach(joined: Joined): void {
    const sameRoom = joined.room.id === this.id && joined.room.game === this.game;
    const sameSchema = JSON.stringify(joined.schema) === JSON.stringify(this.#joined.schema);
    this.#joined = joined;
    if (!sameRoom || !sameSchema) {
      this.#table = new EntityTable(joined.schema);
      this.#startAnew();
    }
    this.#fill(joined);
    this.#attached = true;
    this.#whole = true;
    this.#ack = 0;
    this.#emitter.emit("room.rejoined", { sameRoom });
  }

  /** @internal */
  close(reason: RoomEvents["room.closed"]["reason"]): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#predictor?.reset();
    this.#emitter.emit("room.closed", { reason });
  }

  #fill(joined: Joined): void {
    this.#players.clear();
    for (const player of joined.players) this.#players.set(player.id, player);
  }

  #startAnew(): void {
    this.#interpolator.clear();
    this.#clock = new TickClock(this.tickRate);
  }

  #sampleInputs(at: number, now: number): void {
    const predictor = this.#predictor;
    if (!predictor?.options.sample || !this.isLive) return;
    const tick = Math.floor(at);
    if (this.#nextInput === undefined || tick - this.#nextInput >= maxCatchUp) this.#nextInput = tick;
    for (; this.#nextInput <= tick; this.#nextInput++) {
      const input = predictor.options.sample();
      if (input) this.input(predictor.options.command as never, input as never);
    }
    this.#lastInputAt = now - (at - tick) * this.#clock.tickMs;
  }

  #showOwn(_at: number, now: number): void {
    const predictor = this.#predictor;
    if (!predictor) return;
    const own = predictor.show(now, Math.max(0, Math.min(1, (now - this.#lastInputAt) / this.#clock.tickMs)));
    if (!own) return;
    const index = this.#shown.findIndex((entity) => entity.id === own.id);
    if (index >= 0) this.#shown[index] = own;
    else this.#shown.push(own);
  }

  #qualify(name: string): string {
    return name.includes(".") ? name : `${this.game}.${name}`;
  }
}
