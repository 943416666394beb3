import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from "json-rpc-2.0";
import WebSocket from "ws";
import { play } from "./stock-client.mjs";

play(async url => {
  const socket = new WebSocket(url, "gameserver.v1.json");
  const peer = new JSONRPCServerAndClient(
    new JSONRPCServer({ errorListener: () => { } }), new JSONRPCClient(message => socket.send(JSON.stringify(message))));
  socket.on("message", data => peer.receiveAndSend(JSON.parse(data)));
  socket.on("close", () => peer.rejectAllPendingRequests("closed"));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    call: (method, params) => peer.request(method, params),
    notify: (method, params) => peer.notify(method, params),
    on: (method, listener) => peer.addMethod(method, params => { listener(params); }),
    close: () => socket.close(),
  };
});
