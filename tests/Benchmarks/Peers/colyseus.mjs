// Colyseus: messages of a room are calls, and the broadcast is the patches of a room's state, all of whose fifty entities
// change between two of them. Where calls are measured, the room has no state.
import { announce, broadcasts } from "./process.mjs";
import { createServer } from "node:http";
import { Room, Server } from "@colyseus/core";
import { ArraySchema, schema } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { Arena, Service, period } from "./work.mjs";

const Entity = schema({
  id: "uint8", x: "float32", y: "float32", angle: "float32", turret: "float32", health: "uint8",
}, "Entity");
const ArenaState = schema({ entities: [Entity] }, "ArenaState");

class CallRoom extends Room {
  #service = new Service();

  onCreate() {
    this.onMessage("move", (client, params) => client.send("moved", this.#service.move(params)));
    this.onMessage("steer", (client, params) => this.#service.steer(params));
    this.onMessage("steered", (client) => client.send("steered", this.#service.steered()));
  }
}

class ArenaRoom extends CallRoom {
  patchRate = period;
  #arena = new Arena();

  onCreate() {
    super.onCreate();
    this.state = new ArenaState({
      entities: new ArraySchema(...this.#arena.entities.map((entity) => new Entity(entity))),
    });
    this.setSimulationInterval(() => {
      this.#arena.step();
      this.#arena.entities.forEach(({ x, y, angle, turret }, index) => {
        const entity = this.state.entities[index];
        entity.x = x;
        entity.y = y;
        entity.angle = angle;
        entity.turret = turret;
      });
    }, period);
  }
}

const http = createServer();
const server = new Server({ transport: new WebSocketTransport({ server: http }), greet: false });
server.define("bench", broadcasts ? ArenaRoom : CallRoom);
await server.listen(0, "127.0.0.1");
announce(http.address().port);
