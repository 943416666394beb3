import { Graphics } from "pixi.js";
import type { Battle } from "../game/battle";

/**
 * What the server says, without interpolation, prediction or paint: its last position of each entity, and the
 * rectangle beyond which it tells nothing.
 */
export class Xray {
  readonly view = new Graphics();

  frame(battle: Battle | null, on: boolean): void {
    this.view.visible = on;
    if (!on || !battle) return;
    const pen = this.view.clear();
    const { room } = battle;
    for (const entity of room.entities.values()) {
      if (entity.kind === "tank") {
        const { radius } = battle.rules(entity.hull);
        pen.circle(entity.x, entity.y, radius).stroke({ color: 0x1b3cff, width: 0.09 });
        pen.moveTo(entity.x, entity.y).lineTo(entity.x + Math.cos(entity.heading) * radius, entity.y + Math.sin(entity.heading) * radius)
          .stroke({ color: 0x1b3cff, width: 0.09 });
        pen.moveTo(entity.x, entity.y).lineTo(entity.x + Math.cos(entity.turret) * 1.5, entity.y + Math.sin(entity.turret) * 1.5)
          .stroke({ color: 0xd000c8, width: 0.07 });
      } else if (entity.kind === "shell") {
        pen.circle(entity.x, entity.y, 0.14).stroke({ color: 0xd000c8, width: 0.06 });
        pen.moveTo(entity.x, entity.y).lineTo(entity.x + Math.cos(entity.angle), entity.y + Math.sin(entity.angle))
          .stroke({ color: 0xd000c8, width: 0.04 });
      } else if (entity.kind === "brick") {
        const tile = battle.arena.tile;
        pen.rect(entity.column * tile + 0.1, entity.row * tile + 0.1, tile - 0.2, tile - 0.2).stroke({ color: 0x1b3cff, width: 0.05, alpha: 0.7 });
      } else if (entity.kind === "pickup" || entity.kind === "scrap") {
        pen.rect(entity.x - 0.3, entity.y - 0.3, 0.6, 0.6).stroke({ color: 0x0a7d20, width: 0.07 });
      }
    }
    const { viewHalfWidth: w, viewHalfHeight: h } = room.world;
    pen.rect(battle.centerX - w, battle.centerY - h, 2 * w, 2 * h).stroke({ color: 0xff2a2a, width: 0.14 });
  }
}
