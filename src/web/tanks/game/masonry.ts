import { Arena, Tile } from "./arena";
import type { Brick, World } from "./wire";

const tiles: Record<string, Tile> = { "#": Tile.wall, b: Tile.brick, "*": Tile.bush };

/** Reads a plan, a character a tile, with every brick standing. */
export function readTiles(rows: readonly string[], tileSize: number): Arena {
  const columns = rows[0]?.length ?? 0;
  const cells = new Uint8Array(columns * rows.length);
  rows.forEach((row, y) => {
    for (let x = 0; x < columns; x++) cells[y * columns + x] = tiles[row[x] ?? "."] ?? Tile.floor;
  });
  return new Arena(columns, rows.length, tileSize, cells);
}

/** What happens to bricks. */
export interface MasonryEvents {
  /** A brick lost a hit, broke, or stands again. */
  brick(column: number, row: number, state: "cracked" | "gone" | "whole"): void;
}

/**
 * Which bricks stand. The server tells only of those near the viewer: a brick that should be in view and is not has
 * broken; of the others the last that was known is kept.
 */
export class Masonry {
  private readonly places: { readonly column: number; readonly row: number }[] = [];
  private readonly health = new Map<number, number>();

  constructor(private readonly arena: Arena, private readonly world: World, private readonly events: MasonryEvents) {
    for (let row = 0; row < arena.rows; row++) {
      for (let column = 0; column < arena.columns; column++) {
        if (world.rows[row]?.[column] === "b") this.places.push({ column, row });
      }
    }
  }

  /** A snapshot came: `bricks` are all that the server shows, `x` and `y` the middle of what it shows. */
  update(bricks: Iterable<Brick>, x: number, y: number): void {
    this.health.clear();
    for (const brick of bricks) this.health.set(brick.row * this.arena.columns + brick.column, brick.health);
    const inside = 0.6;
    for (const { column, row } of this.places) {
      const health = this.health.get(row * this.arena.columns + column);
      if (health !== undefined) {
        this.show(column, row, health);
        continue;
      }
      const offX = Math.abs((column + 0.5) * this.arena.tile - x);
      const offY = Math.abs((row + 0.5) * this.arena.tile - y);
      if (offX < this.world.viewHalfWidth - inside && offY < this.world.viewHalfHeight - inside) this.show(column, row, 0);
    }
  }

  /** A round begins: every brick stands again. */
  restore(): void {
    for (const { column, row } of this.places) this.show(column, row, this.world.brickHealth);
  }

  private show(column: number, row: number, health: number): void {
    const cracked = health > 0 && health < this.world.brickHealth;
    const changed = this.arena.set(column, row, health > 0 ? Tile.brick : Tile.floor);
    const cracks = this.arena.crack(column, row, cracked);
    if (changed || cracks) this.events.brick(column, row, health === 0 ? "gone" : cracked ? "cracked" : "whole");
  }
}
