/** The error numbers of the server: JSON-RPC's own below zero, the game server's above. */
export const ErrorCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  nameTaken: 1001,
  wrongNameOrPassword: 1002,
  signInFirst: 1003,
  joinRoomFirst: 1004,
  tooManyRequests: 1005,
  invalidToken: 1006,
  roomNotFound: 1007,
  roomFull: 1008,
  nameOrPasswordRefused: 1009,
  draining: 1010,
  textRefused: 1011,
  answerTooLarge: 1012,
  notEnoughCoins: 1013,
  accountNeeded: 1014,
  itemRefused: 1015,
  muted: 1016,
  banned: 1017,
  notAllowed: 1018,
  unavailable: 1019,
} as const;

/** The server answered a call with an error. */
export class RpcError extends Error {
  override readonly name = "RpcError";

  constructor(
    /** One of {@link ErrorCodes}, or a service's own number above zero. */
    readonly code: number,
    message: string,
    /** Plain data that a program can read, if the server sent any. */
    readonly data: unknown,
    /** The method that was called. */
    readonly method: string,
  ) {
    super(message);
  }
}

/** No reply came in time. The call may still have taken effect. */
export class CallTimeoutError extends Error {
  override readonly name = "CallTimeoutError";

  constructor(
    /** The method that was called. */
    readonly method: string,
    /** How long was waited, in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(`${method}: no reply within ${timeoutMs} ms.`);
  }
}

/** There is no line, or it was lost before the reply came: the call may or may not have taken effect. */
export class LineError extends Error {
  override readonly name = "LineError";

  constructor(
    message: string,
    /** The WebSocket close code, where there was one. */
    readonly code?: number,
    /** The server's reason, where it gave one. */
    readonly reason?: string,
  ) {
    super(message);
  }
}
