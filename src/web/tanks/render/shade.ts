import { CanvasSource } from "pixi.js";
import { type Arena, Tile } from "../game/arena";
import { context } from "./atlas";
import { brickHeight } from "./bricks";
import { valueNoise } from "./noise";
import { wallHeight } from "./walls";

/** Pixels a metre. So few that the card's own smoothing makes the shadows soft. */
const density = 6;
const blur = 2;
/** Where the tip of a shadow falls for each metre of height, in metres. */
const cast = { x: 0.62, y: 0.5 };
const shadow = [74, 44, 26] as const;

/** Soft shadows of everything that stands, and broad tones of the sand, in one small picture over the ground. */
export class Shade {
  readonly source: CanvasSource;
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private readonly mask: Uint8ClampedArray;
  private readonly soft: Uint8ClampedArray;
  private stale = false;

  constructor(private readonly arena: Arena) {
    this.canvas.width = Math.ceil(arena.width * density);
    this.canvas.height = Math.ceil(arena.height * density);
    this.pen = context(this.canvas);
    this.mask = new Uint8ClampedArray(this.canvas.width * this.canvas.height);
    this.soft = new Uint8ClampedArray(this.mask.length);
    this.paint(0, 0, this.canvas.width, this.canvas.height);
    this.source = new CanvasSource({ resource: this.canvas, scaleMode: "linear" });
  }

  /** A tile is not what it was: its surroundings are painted anew. */
  changed(column: number, row: number): void {
    const size = this.arena.tile * density;
    const reach = Math.ceil((wallHeight + this.arena.tile) * density) + 3 * blur;
    const x = Math.max(0, Math.floor(column * size) - reach);
    const y = Math.max(0, Math.floor(row * size) - reach);
    const right = Math.min(this.canvas.width, Math.ceil((column + 1) * size) + reach);
    const bottom = Math.min(this.canvas.height, Math.ceil((row + 1) * size) + reach);
    this.paint(x, y, right - x, bottom - y);
    this.stale = true;
  }

  /** Sends what was painted to the graphics card, once a frame at the most. */
  frame(): void {
    if (!this.stale) return;
    this.stale = false;
    this.source.update();
  }

  destroy(): void {
    this.source.destroy();
  }

  private paint(left: number, top: number, width: number, height: number): void {
    const stride = this.canvas.width;
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) this.mask[y * stride + x] = this.dark((x + 0.5) / density, (y + 0.5) / density);
    }
    boxBlur(this.mask, this.soft, stride, left, top, width, height, blur);
    boxBlur(this.soft, this.mask, stride, left, top, width, height, blur);
    const image = this.pen.createImageData(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const dark = this.mask[(y + top) * stride + x + left]! / 255;
        const tone = this.tone((x + left) / density, (y + top) / density);
        const i = (y * width + x) * 4;
        const bright = dark > 0.04 ? 0 : tone > 0 ? 1 : 0;
        image.data[i] = bright ? 255 : shadow[0];
        image.data[i + 1] = bright ? 240 : shadow[1];
        image.data[i + 2] = bright ? 205 : shadow[2];
        image.data[i + 3] = (bright ? tone * 0.3 : dark * 0.5 + Math.max(0, -tone) * 0.26 * (1 - dark)) * 255;
      }
    }
    this.pen.putImageData(image, left, top);
  }

  /** How much of the sun a point misses, 0..255. */
  private dark(x: number, y: number): number {
    let darkest = 0;
    for (let step = 0; step <= 5; step++) {
      const height = (step / 5) * wallHeight;
      const tile = this.arena.under(x - cast.x * height, y - cast.y * height);
      if (tile === Tile.wall) return 255 - step * 8;
      if (tile === Tile.brick && height <= brickHeight + 0.05) darkest = Math.max(darkest, 235 - step * 8);
      else if (tile === Tile.bush && height < 0.9) darkest = Math.max(darkest, 150);
    }
    return darkest;
  }

  /** Broad patches of the sand: below zero darker, above lighter. */
  private tone(x: number, y: number): number {
    return valueNoise(x / 9, y / 9, 4096, 7) * 0.6 + valueNoise(x / 3.7, y / 3.7, 4096, 8) * 0.4 - 0.5;
  }
}

/** Averages each pixel with its neighbours, inside a rectangle. */
function boxBlur(
  from: Uint8ClampedArray, to: Uint8ClampedArray, stride: number,
  left: number, top: number, width: number, height: number, radius: number,
): void {
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      let sum = 0;
      let count = 0;
      for (let j = Math.max(top, y - radius); j <= Math.min(top + height - 1, y + radius); j++) {
        for (let i = Math.max(left, x - radius); i <= Math.min(left + width - 1, x + radius); i++) {
          sum += from[j * stride + i]!;
          count++;
        }
      }
      to[y * stride + x] = sum / count;
    }
  }
}
