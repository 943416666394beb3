export type { ReconnectOptions } from "./backoff.js";
export type {
  EntityKind, Joined, LeaderboardEntry, LeaderboardSort, Methods, Numbered, PlayerIdentity, Pong, RoomEnded, RoomInfo, RoomPlayer, SchemaField,
  ServerInfo, SignedIn, WalletEntry, WireEvents,
} from "./contract.js";
export type { Unsubscribe } from "./emitter.js";
export { CallTimeoutError, ErrorCodes, LineError, RpcError } from "./errors.js";
export { formats, type Format } from "./formats.js";
export type { AnyGame, ArgumentsOf, CommandOf, EntityOf, FieldValue, GameTypes, KindOf } from "./game.js";
export type { Simulation } from "./lag.js";
export type { LineChange, LineState } from "./line-state.js";
export type { InputOf, Movable, Prediction, PredictionOptions } from "./prediction.js";
export type { Login } from "./login.js";
export type { CallOptions, ConnectOptions, RoomChoice } from "./options.js";
export type { Room } from "./room.js";
export type { RoomEnd, RoomEventMap, RoomEvents, RoomOptions } from "./room-types.js";
export { connect, Server, type ServerEvents } from "./server.js";
export type { WebSocketConstructor, WebSocketLike } from "./socket.js";
export type { LoggedMessage, Stats } from "./stats.js";
export type { Wallet } from "./wallet.js";
export type { StorageLike } from "./token-store.js";
