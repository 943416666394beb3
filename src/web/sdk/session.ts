import type { PlayerIdentity, SignedIn } from "./contract.js";
import type { TokenStore } from "./token-store.js";

/** Who is signed in, and which event came last. */
export class Session {
  readonly #tokens: TokenStore;
  #player: PlayerIdentity | null = null;
  #lastEvent: number | undefined;

  constructor(tokens: TokenStore) {
    this.#tokens = tokens;
  }

  /** Who is signed in. */
  get player(): PlayerIdentity | null {
    return this.#player;
  }

  /** What signs in again; kept from an earlier page in the same tab, perhaps. */
  get token(): string | null {
    return this.#tokens.token;
  }

  /** The number of the last event that came; undefined before the first. */
  get lastEvent(): number | undefined {
    return this.#lastEvent;
  }

  /** Somebody signed in. */
  begin({ player, token, nextEvent }: SignedIn): void {
    // A guest who registers is in the same session, whose events may have overtaken the reply.
    const before = this.#player?.id === player.id ? this.#lastEvent : undefined;
    this.#player = player;
    this.#tokens.token = token;
    this.#lastEvent = Math.max(before ?? 0, nextEvent - 1);
  }

  /** The session goes on, on a new line. Returns whether events were missed. */
  resume(reply: SignedIn): boolean {
    const missed = this.#lastEvent !== reply.nextEvent - 1;
    this.begin(reply);
    this.#lastEvent = reply.nextEvent - 1;
    return missed;
  }

  /** A line without a sign-in begins: its events are numbered anew. */
  restart(): void {
    this.#lastEvent = undefined;
  }

  /** Nobody is signed in any more. */
  end(): void {
    this.#player = null;
    this.#tokens.token = null;
    this.#lastEvent = undefined;
  }

  /** An event came: whether it is the next one, comes after a gap, or was here before. */
  count(event: number): "next" | "gap" | "again" {
    const last = this.#lastEvent;
    if (last !== undefined && event <= last) return "again";
    this.#lastEvent = event;
    return last === undefined || event === last + 1 ? "next" : "gap";
  }
}
