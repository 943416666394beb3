import { createWebSocketConnection, toSocket } from "vscode-ws-jsonrpc";
import WebSocket from "ws";
import { play } from "./stock-client.mjs";

play(async url => {
  const socket = new WebSocket(url, "gameserver.v1.json");
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const silent = { error() { }, warn() { }, info() { }, log() { } };
  const connection = createWebSocketConnection(toSocket(socket), silent);
  connection.listen();
  // It sends one object as the arguments by name, and several arguments by position.
  const pass = params => Array.isArray(params) ? params : params === undefined ? [] : [params];
  return {
    call: (method, params) => connection.sendRequest(method, ...pass(params)),
    notify: (method, params) => { connection.sendNotification(method, ...pass(params)); },
    on: (method, listener) => connection.onNotification(method, listener),
    close: () => socket.close(),
  };
});
