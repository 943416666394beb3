import type { LoggedMessage } from "../../sdk";
import type { Battle } from "../game/battle";
import type { Session } from "../game/session";
import type { Scene } from "../render/scene";

export type Phase = "connecting" | "lobby" | "playing" | "destroyed" | "intermission" | "closed";

/** A tank as the browser tests see it: as drawn, in metres and radians. */
export interface HookTank {
  readonly id: number;
  readonly player: number;
  readonly name: string;
  readonly mine: boolean;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly turret: number;
  readonly health: number;
  readonly paint: number;
  readonly protected: boolean;
}

/**
 * `window.gameServerPage`: what a browser test may ask of the page. It only reads; driving, firing and talking go
 * through keys, mouse and fields like a player's.
 */
export interface PageHook {
  /** The state of the line, as the SDK names it: `connecting`, `open`, `reconnecting`, `resumed`, `gap`, `signed-out`, `closed`. */
  readonly line: string;
  /** `json` or `msgpack`. */
  readonly format: string;
  readonly phase: Phase;
  /** The room's id, and the player's number in it (0: only watching); null before. */
  readonly room: { readonly id: string; readonly you: number; readonly tick: number } | null;
  /** One's own tank as predicted; `alive` is false while there is none. */
  readonly me: (HookTank & { readonly alive: true }) | { readonly alive: false };
  /** Every tank that is drawn, one's own included. */
  readonly tanks: readonly HookTank[];
  readonly shells: readonly { readonly id: number; readonly x: number; readonly y: number; readonly player: number }[];
  /** Pieces of scrap that lie in view. */
  readonly scraps: readonly { readonly id: number; readonly x: number; readonly y: number }[];
  /** The scoreboard, best first. */
  readonly scores: readonly { readonly player: number; readonly name: string; readonly score: number; readonly kills: number; readonly deaths: number; readonly bot: boolean }[];
  readonly stats: {
    readonly pingMs: number | null; readonly bytesIn: number; readonly bytesOut: number;
    readonly bytesInPerSecond: number; readonly snapshotsPerSecond: number; readonly malformed: number;
  };
  /** Inputs under way, and how often the server disagreed with the prediction. */
  readonly prediction: { readonly pending: number; readonly mispredictions: number } | null;
  /** Pictures drawn so far, and a second. */
  readonly frames: number;
  readonly fps: number;
  /** The last messages on the line, decoded; oldest first. */
  readonly messages: readonly LoggedMessage[];
  /** The place on the page, in CSS pixels, of a place in the arena: where a test points the mouse. */
  toPage(x: number, y: number): { readonly x: number; readonly y: number };
  /** Whether a straight line between two places crosses no wall. */
  clear(fromX: number, fromY: number, toX: number, toY: number): boolean;
}

declare global {
  interface Window {
    gameServerPage?: PageHook;
  }
}

/** Puts the hook where tests find it. */
export function installHook(
  session: Session, scene: Scene, battle: () => Battle | null, phase: () => Phase, pace: { frames: number; fps: number },
): void {
  const tanks = (): HookTank[] => {
    const now = battle();
    return now ? [...now.tanks()].map((tank) => ({
      id: tank.id, player: tank.player, name: now.name(tank.player), mine: tank.player === now.room.you,
      x: tank.x, y: tank.y, heading: tank.heading, turret: tank.turret, health: tank.health, paint: tank.paint, protected: tank.protected,
    })) : [];
  };
  window.gameServerPage = {
    get line() { return session.server.line.state; },
    get format() { return session.server.format; },
    get phase() { return phase(); },
    get room() {
      const room = battle()?.room;
      return room ? { id: room.id, you: room.you, tick: room.tick } : null;
    },
    get me() {
      const own = tanks().find((tank) => tank.mine);
      return own ? { ...own, alive: true as const } : { alive: false as const };
    },
    get tanks() { return tanks(); },
    get shells() { return (battle()?.shots ?? []).map(({ id, x, y, player }) => ({ id, x, y, player })); },
    get scraps() {
      return (battle()?.view ?? []).flatMap((entity) => (entity.kind === "scrap" ? [{ id: entity.id, x: entity.x, y: entity.y }] : []));
    },
    get scores() {
      return (battle()?.pilots ?? []).map(({ player, name, score, kills, deaths, bot }) => ({ player, name, score, kills, deaths, bot }));
    },
    get stats() {
      const { pingMs, bytesIn, bytesOut, bytesInPerSecond, snapshotsPerSecond, malformed } = session.server.stats;
      return { pingMs, bytesIn, bytesOut, bytesInPerSecond, snapshotsPerSecond, malformed };
    },
    get prediction() {
      const prediction = battle()?.prediction;
      return prediction ? { pending: prediction.pending, mispredictions: prediction.mispredictions } : null;
    },
    get frames() { return pace.frames; },
    get fps() { return pace.fps; },
    get messages() { return session.server.stats.messages; },
    toPage: (x, y) => scene.camera.toPage(x, y),
    clear: (fromX, fromY, toX, toY) => battle()?.arena.clear(fromX, fromY, toX, toY) ?? false,
  };
}
