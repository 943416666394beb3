import type { Arena } from "./arena";
import { advance, type Flight, launch } from "./flight";
import type { HullRules, Shell } from "./wire";

/** What happens to shells on their way. Metres and radians. */
export interface ShotEvents {
  /** A shell left a barrel a moment ago. */
  fired(shell: Shell): void;
  bounced(x: number, y: number, angle: number): void;
  /** It met a wall, a brick, something that the server alone knows (a tank), or the end of its life. */
  ended(x: number, y: number, by: "slate" | "brick" | "hit" | "life"): void;
}

/** A shell in flight, as it is to be drawn. */
export interface Shot {
  readonly id: number;
  x: number;
  y: number;
  angle: number;
  readonly player: number;
  readonly shell: Shell;
}

interface Track {
  readonly shot: Shot;
  readonly flight: Flight;
  /** The tick up to which it has flown. */
  tick: number;
  told: boolean;
}

/** News older than this many ticks is not told: the shell came into view in mid-flight. */
const fresh = 8;

/** Flies the shells that the server told of, by the rule that the server flies them by. */
export class Shots {
  private readonly tracks = new Map<number, Track>();
  private readonly seen = new Set<number>();
  private readonly shown: Shot[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly hulls: readonly HullRules[],
    private readonly maxBounces: number,
    private readonly lifeTicks: number,
    private readonly delta: number,
    private readonly events: ShotEvents,
  ) {}

  /**
   * Where the shells are.
   * @param at gives each shell the tick, with its fraction, that it is seen at
   */
  frame(shells: Iterable<Shell & { readonly id: number }>, at: (shell: Shell) => number): readonly Shot[] {
    this.shown.length = 0;
    this.seen.clear();
    for (const shell of shells) {
      const tick = at(shell);
      if (tick < shell.born) continue;
      this.seen.add(shell.id);
      this.fly(this.track(shell, tick), tick);
    }
    for (const [id, track] of this.tracks) {
      if (this.seen.has(id)) continue;
      this.tracks.delete(id);
      if (track.told) continue;
      const old = track.tick - track.shot.shell.born >= this.lifeTicks - 2;
      this.events.ended(track.shot.x, track.shot.y, old ? "life" : "hit");
    }
    return this.shown;
  }

  clear(): void {
    this.tracks.clear();
  }

  private track(shell: Shell & { readonly id: number }, tick: number): Track {
    const known = this.tracks.get(shell.id);
    if (known && known.shot.shell.born === shell.born && known.shot.shell.player === shell.player) return known;
    const track: Track = {
      shot: { id: shell.id, x: shell.x, y: shell.y, angle: shell.angle, player: shell.player, shell: { ...shell } },
      flight: launch(shell.x, shell.y, shell.angle),
      tick: shell.born,
      told: false,
    };
    this.tracks.set(shell.id, track);
    if (tick - shell.born < fresh) this.events.fired(track.shot.shell);
    return track;
  }

  private fly(track: Track, tick: number): void {
    const { flight, shot } = track;
    const step = Math.fround(this.speed(shot.shell) * Math.fround(this.delta));
    while (track.tick + 1 <= tick && flight.ended === "no") {
      track.tick++;
      const isNews = tick - track.tick < fresh;
      advance(flight, this.arena, step, this.maxBounces, (x, y) => {
        if (isNews) this.events.bounced(x, y, Math.atan2(flight.directionY, flight.directionX));
      });
    }
    if (flight.ended !== "no") {
      if (!track.told) this.events.ended(flight.x, flight.y, flight.ended);
      track.told = true;
      shot.x = flight.x;
      shot.y = flight.y;
      return;
    }
    const ahead = { ...flight };
    advance(ahead, this.arena, step * (tick - track.tick), this.maxBounces);
    shot.x = ahead.x;
    shot.y = ahead.y;
    shot.angle = Math.atan2(ahead.directionY, ahead.directionX);
    this.shown.push(shot);
  }

  private speed(shell: Shell): number {
    return this.hulls.find((rules) => rules.hull === shell.hull)?.shellSpeed ?? 14;
  }
}
