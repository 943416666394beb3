import type { Joined, RoomEnded, SnapshotParams } from "./contract.js";
import { ErrorCodes, LineError, RpcError } from "./errors.js";
import type { GameTypes } from "./game.js";
import type { Link } from "./link.js";
import type { RoomChoice } from "./options.js";
import type { RoomEnd, RoomHost, RoomOptions } from "./room-types.js";
import { Room } from "./room.js";

/** More snapshots than this are not kept while the reply that explains them is under way. */
const maxEarly = 8;

/** What the seating needs of the server object. */
export interface SeatingHost extends Omit<RoomHost, "leave"> {
  readonly timeoutMs: number;
  readonly roomOptions: RoomOptions;
  /** Calls, and runs `received` with the result before any later message is looked at. */
  enter(method: string, params: object, received: (joined: Joined) => void): Promise<unknown>;
}

/** Which room the client is in, across lines. */
export class Seating {
  readonly #host: SeatingHost;
  #room: Room<GameTypes> | null = null;
  #early: SnapshotParams[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(host: SeatingHost) {
    this.#host = host;
  }

  /** The room that one sits in or watches. */
  get room(): Room<GameTypes> | null {
    return this.#room;
  }

  /**
   * Takes a seat, or watches. One after the other: the server makes no promise which of two calls under way comes first,
   * and the room to be in is the one that was asked for last.
   */
  enter<G extends GameTypes>(watching: boolean, game: string | undefined, choice: RoomChoice): Promise<Room<G>> {
    const entered = this.#turn.then(() => this.#enter<G>(watching, game, choice));
    this.#turn = entered.then(() => {}, () => {});
    return entered;
  }

  async #enter<G extends GameTypes>(watching: boolean, game: string | undefined, choice: RoomChoice): Promise<Room<G>> {
    let room!: Room<G>;
    const params = { game, room: choice.room };
    await this.#host.enter(methodOf({ watching }), params, (joined) => {
      // Before any later message is looked at, for the snapshots that follow belong to this room.
      room = this.#make<G>(joined, watching);
    });
    return room;
  }

  /** A snapshot came; it may overtake the reply that tells how to read it. */
  snapshot(params: SnapshotParams): void {
    if (this.#room?.isLive) this.#room.snapshot(params);
    else if (this.#early.length < maxEarly) this.#early.push(params);
  }

  /** The line is gone. */
  detach(): void {
    this.#early = [];
    this.#room?.detach();
  }

  /** The server says which room the player is in, and has been since an earlier page or on another line. */
  take(joined: Joined): void {
    this.#make(joined, joined.you === 0);
  }

  /**
   * The session goes on, on a new line, with the room that the server says. What is wanted here decides: the two differ
   * where a call was lost with the line.
   * @param missed whether events are missing, those of who came and left among them.
   * @param restored is called before the room's listeners hear of it.
   * @returns whether that is all; otherwise the room has to be entered anew.
   */
  resume(joined: Joined | null, missed: boolean, restored: () => void): boolean {
    const room = this.#room;
    if (room && (!joined || room.watching !== (joined.you === 0))) return false;
    restored();
    if (room && joined) this.#reattach(room, joined, !missed);
    else if (joined) this.#host.notify("room.leave", {});
    return true;
  }

  /**
   * Enters the room on a new line.
   * @param restored is told whether there is a room now, before the room's listeners hear of it.
   */
  async restore(link: Link, signedIn: boolean, restored: (seated: boolean) => void): Promise<void> {
    const room = this.#room;
    if (room && !signedIn && !room.watching) this.lose("signed-out");
    // The room may be gone, or full by now: then any other of the game will do.
    else if (room && await this.#rejoin(link, room, room.id, restored)) return;
    else if (room && await this.#rejoin(link, room, undefined, restored)) return;
    else if (this.#room === room) this.lose("lost");
    restored(false);
  }

  /** The room ended on the server: any other of the game will do. */
  async ended({ room: id, reason }: RoomEnded): Promise<void> {
    const room = this.#room;
    if (room?.id !== id) return;
    room.detach();
    // A server that stops closes the line next; the room is taken up with the line.
    if (reason === "draining") return;
    try {
      await this.#host.enter(methodOf(room), { game: room.game }, (joined) => this.#reattach(room, joined));
    } catch (error) {
      if (this.#room === room && !(error instanceof LineError)) this.lose("lost");
    }
  }

  /** The room is over. */
  lose(reason: RoomEnd): void {
    const room = this.#room;
    this.#room = null;
    room?.close(reason);
  }

  #make<G extends GameTypes>(joined: Joined, watching: boolean): Room<G> {
    const { now, pingMs, call, notify, roomOptions } = this.#host;
    const room: Room<G> = new Room<G>(joined, watching, {
      now,
      pingMs,
      call,
      notify,
      leave: async () => {
        if (this.#room !== (room as unknown)) return;
        this.lose("left");
        await call("room.leave", undefined);
      },
    }, roomOptions);
    this.lose("left");
    this.#room = room as unknown as Room<GameTypes>;
    this.#takeEarly();
    return room;
  }

  async #rejoin(
    link: Link, room: Room<GameTypes>, id: string | undefined, restored: (seated: boolean) => void,
  ): Promise<boolean> {
    try {
      await link.call<Joined>(methodOf(room), { game: room.game, room: id }, this.#host.timeoutMs, (joined) => {
        restored(true);
        this.#reattach(room, joined);
      });
      return true;
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      if (error.code !== ErrorCodes.roomNotFound && error.code !== ErrorCodes.roomFull) throw error;
      return false;
    }
  }

  #reattach(room: Room<GameTypes>, joined: Joined, seamless = false): void {
    if (this.#room !== room) return;
    room.reattach(joined, seamless);
    this.#takeEarly();
  }

  #takeEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const snapshot of early) this.#room?.snapshot(snapshot);
  }
}

function methodOf({ watching }: { readonly watching: boolean }): string {
  return watching ? "room.watch" : "room.join";
}
