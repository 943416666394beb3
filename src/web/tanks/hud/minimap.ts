import { Tile } from "../game/arena";
import type { Battle } from "../game/battle";
import { context } from "../render/atlas";
import { byId } from "./dom";

const colors: Record<number, string> = { [Tile.wall]: "#93a0ae", [Tile.brick]: "#c8683f", [Tile.bush]: "#5d9a45" };

/** The arena in small: walls, bushes, pickups, and the tanks that one may see. */
export class Minimap {
  private readonly canvas = byId<HTMLCanvasElement>("minimap");
  private readonly pen = context(this.canvas);
  private readonly plan = document.createElement("canvas");
  private stale = true;
  private drawnAt = 0;

  /** A brick is not what it was, or it is another arena. */
  changed(): void {
    this.stale = true;
  }

  frame(battle: Battle, now: number): void {
    if (now - this.drawnAt < 66) return;
    this.drawnAt = now;
    if (this.stale) this.draw(battle);
    const { pen, canvas } = this;
    const scale = Math.min(canvas.width / battle.arena.width, canvas.height / battle.arena.height);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.plan, 0, 0, battle.arena.width * scale, battle.arena.height * scale);
    for (const entity of battle.view) {
      if (entity.kind === "pickup") this.dot(entity.x * scale, entity.y * scale, 2.6, "#ffe08a");
    }
    for (const tank of battle.tanks()) {
      const mine = tank.player === battle.room.you;
      this.dot(tank.x * scale, tank.y * scale, mine ? 5 : 4.2, "#2d2119");
      this.dot(tank.x * scale, tank.y * scale, mine ? 3.8 : 3, tank.crown ? "#ffc93c" : mine ? "#37e0cc" : "#ff7a5c");
    }
    const { viewHalfWidth: w, viewHalfHeight: h } = battle.room.world;
    pen.strokeStyle = "rgba(255,246,227,0.45)";
    pen.lineWidth = 1.2;
    pen.strokeRect((battle.centerX - w) * scale, (battle.centerY - h) * scale, 2 * w * scale, 2 * h * scale);
  }

  private draw(battle: Battle): void {
    this.stale = false;
    const { arena } = battle;
    this.plan.width = arena.columns;
    this.plan.height = arena.rows;
    const pen = context(this.plan);
    pen.fillStyle = "#d9bd88";
    pen.fillRect(0, 0, arena.columns, arena.rows);
    for (let row = 0; row < arena.rows; row++) {
      for (let column = 0; column < arena.columns; column++) {
        const color = colors[arena.at(column, row)];
        if (!color) continue;
        pen.fillStyle = color;
        pen.fillRect(column, row, 1, 1);
      }
    }
  }

  private dot(x: number, y: number, radius: number, color: string): void {
    this.pen.beginPath();
    this.pen.arc(x, y, radius, 0, Math.PI * 2);
    this.pen.fillStyle = color;
    this.pen.fill();
  }
}
