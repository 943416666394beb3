import { Container, type Geometry, type Mesh, type Shader } from "pixi.js";
import { type Arena, Tile } from "../game/arena";
import { addBrick } from "./bricks";
import type { Camera } from "./camera";
import { addFrame } from "./frame";
import { SolidBuilder, type SolidMaterial } from "./solid";
import { addWall } from "./walls";

/** Tiles along the side of one piece: what is not in the picture is not drawn, and a lost brick rebuilds one piece. */
const piece = 12;

interface Piece {
  readonly column: number;
  readonly row: number;
  mesh: Mesh<Geometry, Shader> | null;
  stale: boolean;
}

/** Everything in the arena that stands: slate walls, brick walls, and the tray's wooden frame. */
export class Blocks {
  readonly layer = new Container();
  private readonly pieces: Piece[] = [];
  private readonly across: number;

  constructor(private readonly arena: Arena, private readonly material: SolidMaterial) {
    this.across = Math.ceil(arena.columns / piece);
    for (let row = 0; row < arena.rows; row += piece) {
      for (let column = 0; column < arena.columns; column += piece) {
        this.pieces.push({ column, row, mesh: null, stale: true });
      }
    }
    const frame = new SolidBuilder();
    addFrame(frame, arena);
    this.layer.addChild(material.mesh(frame));
  }

  /** A tile is not what it was. */
  changed(column: number, row: number): void {
    const piece_ = this.pieces[Math.floor(row / piece) * this.across + Math.floor(column / piece)];
    if (piece_) piece_.stale = true;
  }

  frame(camera: Camera): void {
    this.material.look(camera);
    const size = piece * this.arena.tile;
    for (const part of this.pieces) {
      const x = (part.column + piece / 2) * this.arena.tile;
      const y = (part.row + piece / 2) * this.arena.tile;
      const visible = camera.sees(x, y, size / 2 + 3);
      if (visible && part.stale) this.rebuild(part);
      if (part.mesh) part.mesh.visible = visible;
    }
  }

  destroy(): void {
    for (const mesh of this.layer.children as Mesh<Geometry, Shader>[]) mesh.geometry.destroy(true);
    this.layer.destroy({ children: true });
  }

  private rebuild(part: Piece): void {
    part.stale = false;
    if (part.mesh) {
      part.mesh.geometry.destroy(true);
      part.mesh.destroy();
      part.mesh = null;
    }
    const builder = new SolidBuilder();
    let any = false;
    for (let row = part.row; row < Math.min(part.row + piece, this.arena.rows); row++) {
      for (let column = part.column; column < Math.min(part.column + piece, this.arena.columns); column++) {
        const tile = this.arena.at(column, row);
        if (tile === Tile.wall) addWall(builder, this.arena, column, row);
        else if (tile === Tile.brick) addBrick(builder, this.arena, column, row);
        else continue;
        any = true;
      }
    }
    if (!any) return;
    part.mesh = this.material.mesh(builder);
    this.layer.addChild(part.mesh);
  }
}
