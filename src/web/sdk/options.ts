import type { ReconnectOptions } from "./backoff.js";
import type { Format } from "./formats.js";
import type { Simulation } from "./lag.js";
import type { RoomOptions } from "./room-types.js";
import type { WebSocketConstructor } from "./socket.js";
import type { StorageLike } from "./token-store.js";

/** What `connect` takes. */
export interface ConnectOptions {
  /** Default `msgpack`. */
  readonly format?: Format;
  /** A bad network to try the game on; `server.simulate` changes it later. */
  readonly simulate?: Simulation;
  /** Where the sign-in token is kept. Default: `sessionStorage`, a tab's own; in memory where there is none. */
  readonly storage?: StorageLike;
  /** When to try again after the line was lost; `false`: never. */
  readonly reconnect?: ReconnectOptions | false;
  /** How rooms show things. */
  readonly room?: RoomOptions;
  /** How long a call waits for its reply unless it says otherwise, in milliseconds. Default 10000. */
  readonly timeoutMs?: number;
  /** How long the opening of a WebSocket may take, in milliseconds. Default 10000. */
  readonly openTimeoutMs?: number;
  /** How long the line may be silent while an answer is due before it counts as lost, in milliseconds. Default 8000. */
  readonly deadAfterMs?: number;
  /** What makes WebSockets. Default: the global one. Node 20 has none; give the `ws` package's. */
  readonly webSocket?: WebSocketConstructor;
  /** A clock in milliseconds that never goes back. Default `performance.now`. */
  readonly now?: () => number;
  /** Random numbers in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
}

/** How one call is made. */
export interface CallOptions {
  /** How long to wait for the reply, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Which room to take. */
export interface RoomChoice {
  /** A room's id; without one the server chooses. */
  readonly room?: string;
}
