import { ErrorCodes, type Format, type PlayerIdentity, RpcError, Server } from "../../sdk";
import type { TankRoom } from "./battle";
import type { Hull, TankTypes } from "./wire";

const game = "tank";

/** What the player chose in the garage. */
export interface Choice {
  readonly hull: Hull;
  readonly paint: number;
}

/** Who plays, over which line, in which room. */
export class Session {
  readonly server: Server;

  constructor(url: string | undefined, format: Format) {
    // A line that is dead is noticed by itself; a server that is only busy may take its time.
    this.server = new Server(url, { format, timeoutMs: 30_000 });
  }

  /** Whether this tab was signed in before it was loaded anew, and is not yet again. */
  get canResume(): boolean {
    return this.player === null && this.server.login.canResume;
  }

  get player(): PlayerIdentity | null {
    return this.server.player;
  }

  /** The room that one sits in, or watches. */
  get room(): TankRoom | null {
    return this.server.room as TankRoom | null;
  }

  /** Resolves when there is a line; who wants to play wants it open whatever closed it. */
  ready(): Promise<void> {
    this.server.open();
    return this.server.ready();
  }

  /** Signs in as before the page was loaded anew, and is in the same seat again if it was kept. */
  async resume(): Promise<TankRoom | null> {
    await this.ready();
    if (this.canResume) await this.server.login.resume();
    return this.room;
  }

  /** Looks at a battle without taking part. */
  async watch(): Promise<TankRoom> {
    await this.server.ready();
    return this.server.watch<TankTypes>(game);
  }

  /** Signs in under this name, if nobody is yet, and takes a seat, or the one that was kept. */
  async drive(name: string, choice: Choice): Promise<TankRoom> {
    const kept = await this.resume();
    const known = this.player;
    if (!known || (known.guest && name && !isSameGuest(known.name, name))) {
      await this.server.login.guest(name ? { name } : {});
    } else if (kept && !kept.watching) {
      return kept;
    }
    return this.join(choice);
  }

  /** Takes a seat as whoever is signed in. */
  async join(choice: Choice): Promise<TankRoom> {
    const room = await this.server.join<TankTypes>(game);
    room.send("choose", choice);
    return room;
  }
}

/** A guest whose name was taken got a number: it is still the same one. */
function isSameGuest(has: string, wishes: string): boolean {
  const name = plain(has);
  const wish = plain(wishes);
  return name === wish || (name.startsWith(wish) && /^[ -]?\d+$/.test(name.slice(wish.length)));
}

/** As the server shows names, without case. */
function plain(name: string): string {
  return name.normalize("NFKC").trim().replace(/ +/g, " ").toLowerCase();
}

/** What to tell the player about a call that failed. */
export function explain(error: unknown): string {
  if (error instanceof RpcError) {
    if (error.code === ErrorCodes.tooManyRequests) return patience(error);
    if (error.code === ErrorCodes.unavailable) return "The server cannot look that up or save it just now. Try again in a moment.";
    const { until } = (error.data ?? {}) as { until?: string };
    return until === undefined ? error.message : `${error.message.replace(/\.$/, "")} until ${new Date(until).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}.`;
  }
  if (error instanceof Error && error.name === "CallTimeoutError") return "The server does not answer.";
  return "There is no line to the server right now.";
}

/** The server is asked too often: says when it may be asked again. */
function patience({ data }: RpcError): string {
  const seconds = Math.ceil(((data as { retryAfterMs?: number } | null)?.retryAfterMs ?? 1000) / 1000);
  const when = seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return `That was too often. Try again in ${when}.`;
}
