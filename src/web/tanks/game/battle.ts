import type { EntityOf, Prediction, Room } from "../../sdk";
import type { Arena } from "./arena";
import { Guns } from "./guns";
import { Masonry, type MasonryEvents, readTiles } from "./masonry";
import { move, normalize } from "./rules";
import { type Shot, Shots, type ShotEvents } from "./shots";
import type { Bonus, HullRules, Pilot, Round, Shell, Standing, Steer, Tank, TankTypes } from "./wire";

export type TankRoom = Room<TankTypes>;
export type TankEntity = EntityOf<TankTypes, "tank">;
type Steering = Omit<Steer, "seq">;

/** What is to be seen, heard and read of a battle. */
export interface BattleEvents extends Omit<ShotEvents, "fired">, MasonryEvents {
  fired(player: number, x: number, y: number, angle: number): void;
  spawned(player: number): void;
  destroyed(player: number, by: number, x: number, y: number, crown: boolean, points: number): void;
  /** One of the two is you. */
  hit(player: number, by: number, x: number, y: number, shielded: boolean): void;
  collected(bonus: Bonus): void;
  said(player: number, name: string, text: string): void;
  roundStarted(number: number): void;
  roundEnded(podium: readonly Standing[]): void;
  /** The line is back: it may be another room, and one's seat in it a new one. */
  rejoined(sameRoom: boolean): void;
}

const delta = 1 / 30;

/** One room as this client knows it: who is in it, what they drive, and what happens there. */
export class Battle {
  readonly arena: Arena;
  /** What tells this arena from another one, its broken bricks included. */
  readonly place: string;
  readonly guns = new Guns();
  readonly prediction: Prediction | null;
  /** Everything that is drawn, a moment ago; filled by {@link frame}. */
  view: readonly EntityOf<TankTypes>[] = [];
  shots: readonly Shot[] = [];
  /** Where the server's view of the arena has its middle, as far as it can be known. */
  centerX: number;
  centerY: number;
  /** What is told now happened while the line was away: it is to be read, but not seen or heard any more. */
  past = false;
  private readonly shots_: Shots;
  private readonly masonry: Masonry;
  private readonly wrecks = new Set<number>();
  private later: { readonly tick: number; readonly tell: () => void }[] = [];
  private readonly off: (() => void)[] = [];

  /**
   * @param steering gives each tick's input; null for one who only watches
   * @param known the same arena as it was seen before, with the bricks that are known to be gone
   */
  constructor(
    readonly room: TankRoom,
    private readonly events: BattleEvents,
    steering: (() => Steering | null) | null,
    known: Arena | null = null,
  ) {
    const { world } = room;
    this.arena = known ?? readTiles(world.rows, world.tileSize);
    this.place = placeOf(room);
    this.centerX = world.width / 2;
    this.centerY = world.height / 2;
    this.masonry = new Masonry(this.arena, world, events);
    this.shots_ = new Shots(this.arena, world.hulls, world.shellBounces, world.shellLifeTicks, delta, {
      ...pick(events),
      fired: (shell) => this.shellSeen(shell),
    });
    this.prediction = steering && room.predict({
      kind: "tank",
      command: "steer",
      own: (tank) => tank.player === room.you,
      step: (tank, steer, dt) => move(tank, normalize(steer), this.rules(tank.hull), this.arena, dt),
      fields: ["x", "y", "heading", "turret", "speed"],
      snapAbove: { x: 2.5, y: 2.5 },
      sample: steering,
    });
    this.listen();
    this.look();
  }

  /** What a hull can do. */
  rules(hull: string): HullRules {
    return this.room.world.hulls.find((rules) => rules.hull === hull) ?? this.room.world.hulls[0]!;
  }

  /** One's own tank as the server last showed it; null while there is none. */
  get own(): TankEntity | null {
    for (const entity of this.room.entities.values()) {
      if (entity.kind === "tank" && entity.player === this.room.you) return entity;
    }
    return null;
  }

  get round(): Round | null {
    for (const entity of this.room.entities.values()) if (entity.kind === "round") return entity;
    return null;
  }

  /** The scoreboard, best first. */
  get pilots(): (Pilot & { readonly name: string; readonly bot: boolean })[] {
    const pilots = [];
    for (const entity of this.room.entities.values()) {
      if (entity.kind !== "pilot") continue;
      const player = this.room.players.get(entity.player);
      pilots.push({ ...entity, name: player?.name ?? `#${entity.player}`, bot: player?.bot ?? false });
    }
    return pilots.sort((a, b) => b.score - a.score || b.kills - a.kills || a.deaths - b.deaths || a.player - b.player);
  }

  get pilot(): Pilot | null {
    for (const entity of this.room.entities.values()) {
      if (entity.kind === "pilot" && entity.player === this.room.you) return entity;
    }
    return null;
  }

  name(player: number): string {
    return this.room.players.get(player)?.name ?? "Somebody";
  }

  /** The server's tick now, with its fraction, as far as it is known here. */
  get tick(): number {
    return (this.room.viewTick() ?? this.room.tick) + 3;
  }

  /** Moves on to now. */
  frame(now: number): void {
    this.view = this.room.view();
    const at = this.room.viewTick() ?? this.room.tick;
    const own = this.own;
    if (own) this.guns.heed(own, this.tick, now, delta * 1000);
    this.shots = this.shots_.frame(this.shells(), (shell) => (shell.player === this.room.you ? at + 3 : at));
    this.follow();
    const due = this.later.filter((one) => one.tick <= at);
    if (due.length > 0) {
      this.later = this.later.filter((one) => one.tick > at);
      for (const one of due) one.tell();
    }
  }

  /** The tanks to be drawn: those of {@link view} that have not blown up before one's eyes. */
  *tanks(): Iterable<TankEntity> {
    for (const entity of this.view) {
      if (entity.kind === "tank" && !this.wrecks.has(entity.id)) yield entity;
    }
  }

  /** The reload time of a tank in milliseconds. */
  reloadMs(tank: Tank): number {
    const ticks = this.rules(tank.hull).reloadTicks;
    return (tank.rapid ? Math.floor(ticks / 2) : ticks) * delta * 1000;
  }

  end(): void {
    for (const off of this.off) off();
    this.prediction?.stop();
    this.shots_.clear();
  }

  private *shells(): Iterable<Shell & { readonly id: number }> {
    for (const entity of this.view) if (entity.kind === "shell" && entity.player !== this.room.you) yield entity;
    for (const entity of this.room.entities.values()) {
      if (entity.kind === "shell" && entity.player === this.room.you) yield entity;
    }
  }

  private shellSeen(shell: Shell): void {
    if (shell.player === this.room.you && this.guns.wasShown(performance.now())) return;
    this.events.fired(shell.player, shell.x, shell.y, shell.angle);
  }

  private listen(): void {
    const { room, events } = this;
    this.off.push(
      room.on("room.snapshot", () => {
        this.past = false;
        this.look();
      }),
      room.on("room.rejoined", ({ sameRoom }) => {
        this.past = true;
        this.shots_.clear();
        this.wrecks.clear();
        events.rejoined(sameRoom);
      }),
      room.on("spawned", ({ player }) => events.spawned(player)),
      room.on("destroyed", ({ player, by, x, y, crown, points }) => {
        const tell = () => {
          // Who was destroyed while the line was away may be back by now.
          if (!this.past) this.wreck(player);
          events.destroyed(player, by, x, y, crown, points);
        };
        // What concerns oneself is felt at once; the others are seen as they were a moment ago.
        if (this.past || player === room.you || by === room.you) tell();
        else this.later.push({ tick: room.tick, tell });
      }),
      room.on("hit", ({ player, by, x, y, shielded }) => events.hit(player, by, x, y, shielded)),
      room.on("collected", ({ bonus }) => events.collected(bonus)),
      room.on("chat.said", ({ player, name, text }) => events.said(player, name, text)),
      room.on("round.started", ({ number }) => {
        this.masonry.restore();
        this.shots_.clear();
        events.roundStarted(number);
      }),
      room.on("round.ended", ({ first, second, third }) => events.roundEnded([first, second, third].filter((one) => one.player !== 0))),
    );
  }

  /** A tank blew up: it is not shown any more, though `view` still shows the past. */
  private wreck(player: number): void {
    for (const entity of this.view) if (entity.kind === "tank" && entity.player === player) this.wrecks.add(entity.id);
    if (this.wrecks.size > 64) this.wrecks.clear();
  }

  /** Looks at a new snapshot. */
  private look(): void {
    this.follow();
    for (const id of this.wrecks) {
      const entity = this.room.entities.get(id);
      if (entity?.kind === "tank" && !this.view.some((seen) => seen.id === id)) this.wrecks.delete(id);
    }
    this.masonry.update(this.bricks(), this.centerX, this.centerY);
  }

  private *bricks() {
    for (const entity of this.room.entities.values()) if (entity.kind === "brick") yield entity;
  }

  private follow(): void {
    const spotlight = this.room.watching ? this.round?.spotlight : this.room.you;
    if (!spotlight) return;
    for (const entity of this.room.entities.values()) {
      if (entity.kind !== "tank" || entity.player !== spotlight) continue;
      this.centerX = entity.x;
      this.centerY = entity.y;
      return;
    }
  }
}

function pick({ bounced, ended }: BattleEvents): Pick<ShotEvents, "bounced" | "ended"> {
  return { bounced, ended };
}

/** What tells a room's arena from another one. */
export function placeOf(room: TankRoom): string {
  return [room.id, ...room.world.rows].join("\n");
}
