import type { Numbered, WireEvents } from "./contract.js";
import type { GameTypes } from "./game.js";

/** What a room tells by itself; none of these comes over the wire. */
export interface RoomEvents {
  /** A snapshot was applied to `room.entities`. */
  "room.snapshot": { readonly tick: number; readonly ack: number };
  /** The line is back and so is the room. It may be another one: `world`, `you` and `players` are new. */
  "room.rejoined": { readonly sameRoom: boolean };
  /** The room is over for this client. */
  "room.closed": { readonly reason: RoomEnd };
}

/** Why a room is over: one left it, it was gone when the line came back, or the token was not accepted any more. */
export type RoomEnd = "left" | "lost" | "signed-out";

/** Every event that listeners of a room may name: the game's, a name without a dot being its own, and these. */
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

/** What a room needs of the server it belongs to. */
export interface RoomHost {
  readonly now: () => number;
  /** The last round trip; null where it is not known. */
  readonly pingMs: () => number | null;
  call<T>(method: string, params: object | undefined): Promise<T>;
  notify(method: string, params: object): boolean;
  leave(): Promise<void>;
}
