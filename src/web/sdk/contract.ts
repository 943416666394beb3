/*
 * The wire's own types, by hand: they mirror src/GameServer.Abstractions/Services and PROTOCOL.md.
 */

/** A signed-in player, as he himself may know it. */
export interface PlayerIdentity {
  /** The account's number. */
  readonly id: number;
  /** The name that others see; text, not markup. */
  readonly name: string;
  /** Whether the account has no password. */
  readonly guest: boolean;
}

/** The reply to every way of signing in. */
export interface SignedIn {
  readonly player: PlayerIdentity;
  /** What `login.resume` takes; secret. */
  readonly token: string;
  /** The number that the next event on this line will have: tells whether any were missed. */
  readonly nextEvent: number;
  /** The room that the session sits in or watches; null without one. */
  readonly room: Joined | null;
}

/** An open room. */
export interface RoomInfo {
  readonly id: string;
  readonly game: string;
  /** How many people sit in it. */
  readonly players: number;
  /** How many bots play in it. */
  readonly bots: number;
  /** How many people may sit in it. */
  readonly capacity: number;
}

/** A player in a room, as the others see him. */
export interface RoomPlayer {
  /** The player's number in this room. */
  readonly id: number;
  /** The name to show; text, not markup. */
  readonly name: string;
  /** Whether the game itself plays this one. */
  readonly bot: boolean;
}

/** One field of an entity in the schema. */
export interface SchemaField {
  readonly name: string;
  readonly kind: "integer" | "number" | "boolean" | "enumeration";
  /** What one quantised step stands for. */
  readonly step: number;
  /** Whether it is radians in [0, 2π). */
  readonly angle: boolean;
  /** Whether only the entity's owner receives it. */
  readonly ownerOnly: boolean;
  /** An enumeration's names in order from 0; otherwise empty. */
  readonly values: readonly string[];
}

/** One kind of entity in the schema: its ids run from `firstId` to `lastId`. */
export interface EntityKind {
  readonly name: string;
  readonly firstId: number;
  readonly lastId: number;
  /** In the order of the wire. */
  readonly fields: readonly SchemaField[];
}

/** The reply to `room.join` and `room.watch`. */
export interface Joined {
  readonly room: RoomInfo;
  /** The caller's player in the room; 0 for one who watches. */
  readonly you: number;
  /** Steps, and snapshots at the most, a second. */
  readonly tickRate: number;
  readonly schema: readonly EntityKind[];
  /** Everybody in the room, bots included. */
  readonly players: readonly RoomPlayer[];
  /** What the game tells each joining client once; its shape is the game's. */
  readonly world: unknown;
}

/** The key that a leaderboard is sorted by. */
export type LeaderboardSort = "total" | "best";

/** One entry of the leaderboard. */
export interface LeaderboardEntry {
  /** The place by the key that was asked for, from 1 on. */
  readonly rank: number;
  readonly name: string;
  /** The points of the best single award. */
  readonly best: number;
  /** All points. */
  readonly total: number;
}

/** One change of a player's coins. */
export interface WalletEntry {
  /** Rises with time. */
  readonly id: number;
  /** What was added, or, below zero, taken. */
  readonly coins: number;
  /** How many there were after it. */
  readonly balance: number;
  /** What it was for. */
  readonly item: string;
  /** What the caller named it by, so that it happens once however often it is sent. */
  readonly key: string;
  /** When: ISO 8601, UTC. */
  readonly at: string;
}

/** What runs on the server. */
export interface ServerInfo {
  readonly name: string;
  readonly version: string;
  readonly protocols: readonly string[];
  readonly games: readonly string[];
  readonly players: number;
  readonly rooms: number;
}

/** The reply to `server.ping`. */
export interface Pong {
  readonly seq: number;
  readonly sent: number;
  /** The tick of the caller's room; 0 without one. */
  readonly tick: number;
}

/** The built-in methods: what each takes and gives. A method of your own service is called with its types given. */
export interface Methods {
  "login.register": { params: { name: string; password: string }; result: SignedIn };
  "login.signIn": { params: { name: string; password: string }; result: SignedIn };
  "login.guest": { params: { name?: string | undefined }; result: SignedIn };
  "login.resume": { params: { token: string; lastEvent?: number | undefined }; result: SignedIn };
  "login.signOut": { params: undefined; result: null };
  "room.list": { params: undefined; result: readonly RoomInfo[] };
  "room.join": { params: { game?: string | undefined; room?: string | undefined }; result: Joined };
  "room.watch": { params: { game?: string | undefined; room?: string | undefined }; result: Joined };
  "room.leave": { params: undefined; result: null };
  "chat.say": { params: { text: string }; result: null };
  "leaderboard.top": { params: { count?: number | undefined; sort?: LeaderboardSort | undefined }; result: readonly LeaderboardEntry[] };
  "wallet.balance": { params: undefined; result: { readonly coins: number } };
  "wallet.take": { params: { amount: number; item: string; key: string }; result: WalletEntry };
  "wallet.history": { params: { count?: number | undefined; before?: number | undefined }; result: readonly WalletEntry[] };
  "server.info": { params: undefined; result: ServerInfo };
  "server.ping": { params: { seq: number; sent: number }; result: Pong };
}

/** The events that any room or server sends. Each comes with `event`, its number in the session. */
export interface WireEvents {
  /** Somebody came into the room. */
  "room.entered": { readonly player: RoomPlayer };
  /** Somebody left the room; `player` is the number he had in it. */
  "room.left": { readonly player: number };
  /** A player has another name from now on: a guest who registered. */
  "room.renamed": { readonly player: RoomPlayer };
  /** Somebody talks; `text` is to be shown as text. */
  "chat.said": { readonly player: number; readonly name: string; readonly text: string };
  /** The server stops in this many seconds. */
  "server.draining": { readonly seconds: number };
}

/** The params of `room.closed`: the room ended on the server. */
export interface RoomEnded {
  /** The room's id. */
  readonly room: string;
  readonly reason: "failed" | "draining";
}

/** What every event's params hold beside their own. */
export interface Numbered {
  /** The event's number in the session, rising by one with each. */
  readonly event: number;
}

/** The params of `room.snapshot` as they travel, in either format; see PROTOCOL.md. */
export interface SnapshotParams {
  readonly tick: number;
  readonly ack: number;
  readonly left?: readonly number[];
  readonly entered?: readonly (readonly number[] | JsonEntity)[];
  readonly changed?: readonly (readonly number[] | JsonEntity)[];
}

/** An entity, or its changed fields, as the JSON format writes it. */
export interface JsonEntity {
  readonly id: number;
  readonly [field: string]: unknown;
}
