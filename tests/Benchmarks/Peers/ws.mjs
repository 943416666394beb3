// `ws`, as it comes and as its documentation shows it: a protocol by hand, `{id, method, params}`, in JSON or in
// MessagePack, and a broadcast that is encoded once and sent to all.
import { announce, broadcasts, contender } from "./process.mjs";
import { Packr, FLOAT32_OPTIONS } from "msgpackr";
import { WebSocket, WebSocketServer } from "ws";
import { Arena, Service, period } from "./work.mjs";

const packr = new Packr({ useRecords: false, useFloat32: FLOAT32_OPTIONS.ALWAYS });
const formats = {
  "ws-json": {
    binary: false,
    encode: (message) => Buffer.from(JSON.stringify(message)),
    decode: (data) => JSON.parse(data),
    entity: (entity) => entity,
  },
  "ws-msgpack": {
    binary: true,
    encode: (message) => packr.pack(message),
    decode: (data) => packr.unpack(data),
    // Whoever goes binary for the sake of size leaves the names out of a list.
    entity: ({ id, x, y, angle, turret, health }) => [id, x, y, angle, turret, health],
  },
};

const { binary, encode, decode, entity } = formats[contender];
const service = new Service();
const arena = new Arena();
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });

server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("message", (data) => {
    const { id, method, params } = decode(data);
    switch (method) {
      case "move": return socket.send(encode({ id, result: service.move(params) }), { binary });
      case "steer": return service.steer(params);
      case "steered": return socket.send(encode({ id, result: service.steered() }), { binary });
    }
  });
});

if (broadcasts) setInterval(() => {
  arena.step();
  const message = encode({ method: "world", params: arena.entities.map(entity) });
  for (const socket of server.clients) {
    if (socket.readyState === WebSocket.OPEN) socket.send(message, { binary });
  }
}, period);

server.on("listening", () => announce(server.address().port));
