import type { Joined, RoomInfo, RoomPlayer, SnapshotParams, WireEvents } from "./contract.js";
import { Emitter, type Unsubscribe } from "./emitter.js";
import type { AnyGame, ArgumentsOf, CommandOf, EntityOf, GameTypes, KindOf } from "./game.js";
import { Predictor, type InputOf, type Prediction, type PredictionOptions } from "./prediction.js";
import type { RoomEnd, RoomEventMap, RoomHost, RoomOptions } from "./room-types.js";
import { Scene } from "./scene.js";

/** A room that one sits in, or watches. It stays the same object when the line is lost and comes back. */
export class Room<G extends GameTypes = AnyGame> {
  /** Whether one only looks: there is no seat, and no command. */
  readonly watching: boolean;
  readonly #host: RoomHost;
  readonly #emitter = new Emitter();
  readonly #players = new Map<number, RoomPlayer>();
  readonly #scene: Scene;
  #joined: Joined;
  #attached = true;
  #closed = false;
  #seq = 0;

  /** @internal */
  constructor(joined: Joined, watching: boolean, host: RoomHost, options: RoomOptions) {
    this.#joined = joined;
    this.watching = watching;
    this.#host = host;
    this.#scene = new Scene(joined, options);
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
    return this.#scene.tick;
  }

  /** The number of the last input that the server applied. */
  get ack(): number {
    return this.#scene.ack;
  }

  /** What the server last showed, by id, in real units. Each object stays the same while its entity is in view. */
  get entities(): ReadonlyMap<number, EntityOf<G>> {
    return this.#scene.entities as ReadonlyMap<number, unknown> as ReadonlyMap<number, EntityOf<G>>;
  }

  /** Which tick `view()` shows of the others, with its fraction; undefined before the first snapshot. */
  viewTick(): number | undefined {
    return this.#scene.viewTick(this.#host.now());
  }

  /**
   * What is to be drawn now: the others as they were 100 ms ago, smoothly, one's own entity as predicted. Call it once
   * a frame. The array and its entities are used again at the next call; an entity's object stays the same as long as
   * it is in view.
   */
  view(): readonly EntityOf<G>[] {
    const command = this.#scene.predictor?.options.command;
    const send = command !== undefined && this.isLive ? (input: object) => this.#input(command, input) : undefined;
    return this.#scene.view(this.#host.now(), send) as readonly unknown[] as readonly EntityOf<G>[];
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
    return this.#input(command, args);
  }

  /** Begins to predict one's own entity; takes the place of an earlier prediction. */
  predict<K extends KindOf<G>, C extends CommandOf<G>>(options: PredictionOptions<G, K, C>): Prediction {
    const predictor = new Predictor(options as unknown as PredictionOptions, 1 / this.tickRate, () => {
      if (this.#scene.predictor === predictor) this.#scene.predictor = undefined;
    });
    this.#scene.predictor = predictor;
    return predictor;
  }

  /** Talks to all in the room. Error: 1011 the text is empty, too long or shows nothing, or turns the direction of what is around it. */
  async say(text: string): Promise<void> {
    await this.#host.call("chat.say", { text });
  }

  /** Leaves the seat, or ends watching. */
  leave(): Promise<void> {
    return this.#host.leave();
  }

  /** @internal */
  receive(method: string, params: unknown): void {
    if (method === "room.entered" || method === "room.renamed") {
      const { player } = params as WireEvents["room.entered" | "room.renamed"];
      this.#players.set(player.id, player);
    }
    this.#emitter.emit(method, params);
    // Who hears of a leaving may still want the name.
    if (method === "room.left") this.#players.delete((params as WireEvents["room.left"]).player);
  }

  /** @internal */
  snapshot(params: SnapshotParams): void {
    if (!this.isLive || !this.#scene.apply(params, this.#host.now(), this.#host.pingMs())) return;
    this.#emitter.emit("room.snapshot", { tick: params.tick, ack: params.ack });
  }

  /** The line is gone. @internal */
  detach(): void {
    this.#attached = false;
    this.#scene.pause();
  }

  /**
   * The line is back.
   * @param seamless whether every event that was missed is still to come.
   * @internal
   */
  reattach(joined: Joined, seamless: boolean): void {
    const sameRoom = joined.room.id === this.id && joined.room.game === this.game;
    this.#joined = joined;
    this.#scene.resume(joined, sameRoom);
    // Who left meanwhile is still spoken of by the events to come, the last of which tells that he left.
    if (!sameRoom || !seamless) this.#players.clear();
    this.#fill(joined);
    this.#attached = true;
    this.#emitter.emit("room.rejoined", { sameRoom });
  }

  /** @internal */
  close(reason: RoomEnd): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#scene.pause();
    this.#emitter.emit("room.closed", { reason });
  }

  #fill(joined: Joined): void {
    for (const player of joined.players) this.#players.set(player.id, player);
  }

  #input(command: string, args: object): boolean {
    if (!this.isLive) return false;
    const seq = ++this.#seq;
    const sent = this.#host.notify(this.#qualify(command), { seq, ...args });
    if (sent) this.#scene.input(seq, command, args, this.#host.now());
    return sent;
  }

  #qualify(name: string): string {
    return name.includes(".") ? name : `${this.game}.${name}`;
  }
}
