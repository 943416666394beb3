/**
 * How it stands between the client and the server.
 *
 * - `connecting`: the first attempts, until one succeeds.
 * - `open`: there is a line; whoever wants to play signs in.
 * - `reconnecting`: the line was lost; attempts go on by themselves.
 * - `resumed`: the line is back, signed in and in the seat as before, and no event was missed.
 * - `gap`: the same, but events were missed, or the seat is a new one (what entities show is whole in any case).
 * - `signed-out`: the line is back but the player is not accepted any more: sign in anew.
 * - `closed`: over for good, by the app's wish or for the reason given; only `server.open()` tries again.
 */
export type LineState = "connecting" | "open" | "reconnecting" | "resumed" | "gap" | "signed-out" | "closed";

/** What a `line` listener is told. */
export interface LineChange {
  readonly state: LineState;
  /** What led to it: the line was `lost`, the app `unplugged` it or switched the `format`, or called `close`. */
  readonly cause?: "lost" | "unplugged" | "format" | "close" | undefined;
  /** The WebSocket close code, where there was one. */
  readonly code?: number | undefined;
  /** The server's reason: `taken-over`, `kicked`, `flood`, `update needed: ...`, `going away`, ... */
  readonly reason?: string | undefined;
  /** `connecting` and `reconnecting`: how many attempts failed so far. */
  readonly attempt?: number | undefined;
  /** `connecting` and `reconnecting`: when the next attempt begins, in milliseconds from now. */
  readonly retryInMs?: number | undefined;
}

/** Whether a close code is the last word: after these nobody reconnects by himself. PROTOCOL.md, "How a connection ends". */
export function isFinal(code: number): boolean {
  // 1008 is what somebody decided: flood, taken-over, kicked, update needed and the like. The others are faults of what
  // this side sent, which it would send again.
  return [1002, 1003, 1007, 1008, 1009].includes(code);
}
