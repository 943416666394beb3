/** What stands on a tile of the arena. */
export const Tile = { floor: 0, wall: 1, brick: 2, bush: 3 } as const;
export type Tile = (typeof Tile)[keyof typeof Tile];

/** The map of a room: a grid of square tiles. Bricks change during play, everything else stays. */
export class Arena {
  readonly width: number;
  readonly height: number;
  private readonly cracks = new Set<number>();

  /**
   * @param columns tiles from left to right
   * @param rows tiles from top to bottom
   * @param tile a tile's side in metres
   * @param cells one value of {@link Tile} a tile, row by row
   */
  constructor(
    readonly columns: number,
    readonly rows: number,
    readonly tile: number,
    readonly cells: Uint8Array,
  ) {
    this.width = columns * tile;
    this.height = rows * tile;
  }

  /** The tile at a column and row; beyond the edge everything is wall. */
  at(column: number, row: number): Tile {
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return Tile.wall;
    return this.cells[row * this.columns + column] as Tile;
  }

  /** The tile under a point in metres. */
  under(x: number, y: number): Tile {
    return this.at(Math.floor(x / this.tile), Math.floor(y / this.tile));
  }

  /** Whether tanks and shells are stopped by a tile. */
  solid(column: number, row: number): boolean {
    const tile = this.at(column, row);
    return tile === Tile.wall || tile === Tile.brick;
  }

  /** Whether a straight line between two points, in metres, meets no wall. */
  clear(fromX: number, fromY: number, toX: number, toY: number): boolean {
    const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY) / (this.tile / 4));
    for (let i = 1; i < steps; i++) {
      const share = i / steps;
      const tile = this.under(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
      if (tile === Tile.wall || tile === Tile.brick) return false;
    }
    return true;
  }

  /** Whether a brick has lost a hit. */
  cracked(column: number, row: number): boolean {
    return this.cracks.has(row * this.columns + column);
  }

  /** Says whether a brick has lost a hit. Answers whether that is new. */
  crack(column: number, row: number, cracked: boolean): boolean {
    const index = row * this.columns + column;
    if (this.cracks.has(index) === cracked) return false;
    if (cracked) this.cracks.add(index);
    else this.cracks.delete(index);
    return true;
  }

  /** Changes a tile. Answers whether it was different before. */
  set(column: number, row: number, tile: Tile): boolean {
    const index = row * this.columns + column;
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows || this.cells[index] === tile) return false;
    this.cells[index] = tile;
    return true;
  }
}
