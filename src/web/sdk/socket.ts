/** As much of the browser's WebSocket as the SDK uses; the `ws` package for Node has it too. */
export interface WebSocketLike {
  binaryType: string;
  readonly protocol: string;
  /** 1 while messages can be sent. */
  readonly readyState: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { code: number; reason: string }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
}

/** Makes WebSockets: the browser's `WebSocket`, or the `ws` package's in Node. */
export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;
