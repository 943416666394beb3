import { decode, encode } from "@msgpack/msgpack";

/** Both formats a connection can speak; the WebSocket's subprotocol names the one in use. */
export type Format = "json" | "msgpack";

/** The formats in the order in which the client offers them. */
export const formats: readonly Format[] = ["msgpack", "json"];

/** What travels in one WebSocket message: text for JSON, binary for MessagePack. */
export type WireData = string | Uint8Array<ArrayBuffer>;

/** Turns messages into what a WebSocket carries, and back. */
export interface Codec {
  readonly format: Format;
  /** What is asked for, and agreed on, when the WebSocket opens. */
  readonly subprotocol: string;
  /** Writes one message; keys whose value is `undefined` are left out. */
  encode(message: object): WireData;
  /** Reads one message. Throws where the data is not of this format. */
  decode(data: WireData): unknown;
}

/** One codec a format. Another format is one more entry. */
export const codecs: Readonly<Record<Format, Codec>> = {
  json: {
    format: "json",
    subprotocol: "gameserver.v1.json",
    encode: (message) => JSON.stringify(message),
    decode: (data) => {
      if (typeof data !== "string") throw new TypeError("JSON travels as text.");
      return JSON.parse(data) as unknown;
    },
  },
  msgpack: {
    format: "msgpack",
    subprotocol: "gameserver.v1.msgpack",
    encode: (message) => encode(message, { ignoreUndefined: true }),
    decode: (data) => {
      if (typeof data === "string") throw new TypeError("MessagePack travels as binary.");
      return decode(data);
    },
  },
};

/** How many bytes the data takes in a WebSocket message. */
export function byteLength(data: WireData): number {
  if (typeof data !== "string") return data.byteLength;
  let bytes = data.length;
  for (let i = 0; i < data.length; i++) {
    const unit = data.charCodeAt(i);
    // A surrogate pair is two units and four bytes; everything else above ASCII is one unit and two or three.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
