// socket.io over WebSocket alone: calls are events with an acknowledgement, the broadcast goes to all.
import { announce, broadcasts } from "./process.mjs";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { Arena, Service, period } from "./work.mjs";

const service = new Service();
const arena = new Arena();
const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });

// Its guide to performance: the request of the handshake is not needed any more and is the most of an idle connection.
io.engine.on("connection", (socket) => { socket.request = null; });

io.on("connection", (socket) => {
  socket.on("move", (params, reply) => reply(service.move(params)));
  socket.on("steer", (params) => service.steer(params));
  socket.on("steered", (reply) => reply(service.steered()));
});

if (broadcasts) setInterval(() => {
  arena.step();
  io.volatile.emit("world", arena.entities);
}, period);

http.listen(0, "127.0.0.1", () => announce(http.address().port));
