import { Container, Graphics, Sprite, Texture, TilingSprite } from "pixi.js";
import type { Arena } from "../game/arena";
import { Tile } from "../game/arena";
import type { Atlas } from "./atlas";
import { sandTexture } from "./grain";
import { hash } from "./noise";
import { sand } from "./palette";
import { density } from "./tankArt";

const texels = 512;
/** Metres that one picture of sand covers. */
const span = 10;
let source: ReturnType<typeof sandTexture> | null = null;

/** The table, the sand on it, and what lies about: pebbles, dry tufts, and the pads of pickups. */
export class Ground {
  readonly layer = new Container();
  readonly litter = new Container();

  constructor(arena: Arena, atlas: Atlas, pads: readonly { readonly x: number; readonly y: number }[]) {
    source ??= sandTexture(texels);
    const table = new Graphics().rect(-200, -200, arena.width + 400, arena.height + 400).fill(sand.outside);
    const floor = new TilingSprite({
      texture: new Texture({ source }), width: arena.width, height: arena.height,
      tileScale: { x: span / texels, y: span / texels },
    });
    this.layer.addChild(table, floor);
    this.scatter(arena, atlas);
    for (const pad of pads) {
      const sprite = new Sprite({ texture: atlas.get("pad"), anchor: 0.5, position: { x: pad.x, y: pad.y } });
      sprite.scale.set(1 / density);
      this.litter.addChild(sprite);
    }
  }

  destroy(): void {
    this.layer.destroy({ children: true });
    this.litter.destroy({ children: true });
  }

  private scatter(arena: Arena, atlas: Atlas): void {
    for (let row = 0; row < arena.rows; row++) {
      for (let column = 0; column < arena.columns; column++) {
        const dice = hash(column, row, 21);
        if (arena.at(column, row) !== Tile.floor || dice > 0.3) continue;
        const kind = dice < 0.1 ? "tuft" : `pebble-${Math.floor(dice * 97) % 3}`;
        const sprite = new Sprite({
          texture: atlas.get(kind), anchor: 0.5,
          position: { x: (column + hash(column, row, 22)) * arena.tile, y: (row + hash(column, row, 23)) * arena.tile },
          rotation: kind === "tuft" ? dice * 50 : 0,
        });
        sprite.scale.set((0.45 + hash(column, row, 24) * 0.5) / density);
        this.litter.addChild(sprite);
      }
    }
  }
}
