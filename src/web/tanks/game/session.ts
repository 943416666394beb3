import { type Format, type PlayerIdentity, RpcError, Server } from "../../sdk";
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

  constructor(url: string, format: Format) {
    this.server = new Server(url, { format });
  }

  /** Whether this tab was signed in before it was loaded anew. */
  get canResume(): boolean {
    return this.server.login.canResume;
  }

  get player(): PlayerIdentity | null {
    return this.server.player;
  }

  /** Looks at a battle without taking part. */
  async watch(): Promise<TankRoom> {
    await this.server.ready();
    return this.server.watch<TankTypes>(game);
  }

  /** Signs in under this name, if nobody is yet, and takes a seat. */
  async drive(name: string, choice: Choice): Promise<TankRoom> {
    await this.server.ready();
    const known = this.player ?? await this.resume();
    if (!known || (known.guest && name && !isSameGuest(known.name, name))) {
      await this.server.login.guest(name ? { name } : {});
    }
    return this.join(choice);
  }

  /** Takes a seat as whoever is signed in. */
  async join(choice: Choice): Promise<TankRoom> {
    const room = await this.server.join<TankTypes>(game);
    room.send("choose", choice);
    return room;
  }

  async resume(): Promise<PlayerIdentity | null> {
    return this.canResume ? this.server.login.resume() : null;
  }
}

/** A guest whose name was taken got a number: it is still the same one. */
function isSameGuest(has: string, wishes: string): boolean {
  const name = has.toLowerCase();
  const wish = wishes.trim().toLowerCase();
  return name === wish || (name.startsWith(wish) && /^[ -]?\d+$/.test(name.slice(wish.length)));
}

/** What to tell the player about a call that failed. */
export function explain(error: unknown): string {
  if (error instanceof RpcError) return error.message;
  if (error instanceof Error && error.name === "CallTimeoutError") return "The server does not answer.";
  return "There is no line to the server right now.";
}
