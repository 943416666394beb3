import { Container, Sprite } from "pixi.js";
import { type Arena, Tile } from "../game/arena";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import { hash } from "./noise";
import { density } from "./tankArt";

interface Clump {
  readonly sprite: Sprite;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly phase: number;
  alpha: number;
}

const layers = [
  { height: 0.25, size: 1.42, tint: 0xa3b092, count: 2 },
  { height: 0.7, size: 1.2, tint: 0xdbe6c8, count: 2 },
  { height: 1.15, size: 0.96, tint: 0xffffff, count: 1 },
] as const;

/** Leafy bushes: clumps in three heights that sway in the wind, and thin out around you. */
export class Bushes {
  readonly layer = new Container();
  private readonly clumps: Clump[] = [];
  private clock = 0;

  constructor(arena: Arena, atlas: Atlas) {
    for (const { height, size, tint, count } of layers) {
      for (let row = 0; row < arena.rows; row++) {
        for (let column = 0; column < arena.columns; column++) {
          if (arena.at(column, row) !== Tile.bush) continue;
          for (let i = 0; i < count; i++) this.plant(arena, atlas, column, row, i, height, size, tint);
        }
      }
    }
  }

  /** Sways, leans and thins out; `near` is where you are, if you are. */
  frame(camera: Camera, dt: number, near: { readonly x: number; readonly y: number } | null): void {
    this.clock += dt;
    const calm = camera.shakiness < 1 ? 0.3 : 1;
    for (const clump of this.clumps) {
      const visible = camera.sees(clump.x, clump.y, 2.5);
      clump.sprite.visible = visible;
      if (!visible) continue;
      const far = near ? Math.hypot(clump.x - near.x, clump.y - near.y) : 99;
      const wanted = far < 3.6 ? 0.3 + 0.2 * Math.max(0, (far - 2) / 1.6) : 1;
      clump.alpha += (wanted - clump.alpha) * Math.min(1, dt * 9);
      const wind = Math.sin(this.clock * 1.5 + clump.phase + clump.x * 0.35) * 0.075 * clump.height * calm;
      const lean = camera.lean(clump.height);
      clump.sprite.position.set(
        clump.x + (clump.x - camera.eyeX) * lean + wind,
        clump.y + (clump.y - camera.eyeY) * lean + wind * 0.6);
      clump.sprite.rotation = clump.phase + wind * 0.5;
      clump.sprite.alpha = clump.alpha;
    }
  }

  destroy(): void {
    this.layer.destroy({ children: true });
  }

  private plant(
    arena: Arena, atlas: Atlas, column: number, row: number, i: number, height: number, size: number, tint: number,
  ): void {
    const salt = i * 7 + Math.round(height * 10);
    const spread = 0.62 - height * 0.22;
    const x = (column + 0.5 + (hash(column, row, salt) - 0.5) * spread * 1.4) * arena.tile;
    const y = (row + 0.5 + (hash(column, row, salt + 1) - 0.5) * spread * 1.4) * arena.tile;
    const own = 0.86 + hash(column, row, salt + 2) * 0.3;
    const sprite = new Sprite({ texture: atlas.get(`leaves-${Math.floor(hash(column, row, salt + 3) * 3)}`), anchor: 0.5, tint });
    sprite.scale.set((size * own * arena.tile) / 2 / density);
    this.layer.addChild(sprite);
    this.clumps.push({ sprite, x, y, height, phase: hash(column, row, salt + 4) * 6.28, alpha: 1 });
  }
}
