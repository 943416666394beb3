/** Both formats a connection can speak; the WebSocket's subprotocol names the one in use. */
export type Format = "json" | "msgpack";

/** The formats in the order in which the client offers them. */
export const formats: readonly Format[] = ["msgpack", "json"];
