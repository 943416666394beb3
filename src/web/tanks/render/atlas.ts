import { CanvasSource, Rectangle, Texture } from "pixi.js";

/** Draws one picture; the origin is the picture's centre and one unit is one pixel. */
export type Draw = (pen: CanvasRenderingContext2D, width: number, height: number) => void;

const gap = 4;

/** Pictures drawn by code onto one canvas, so that whatever shows them is drawn in one batch. */
export class Atlas {
  readonly source: CanvasSource;
  readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private readonly textures = new Map<string, Texture>();
  private x = gap;
  private y = gap;
  private shelf = 0;

  constructor(private readonly size = 2048) {
    this.canvas.width = this.canvas.height = size;
    this.pen = context(this.canvas);
    this.source = new CanvasSource({ resource: this.canvas, autoGenerateMipmaps: true, scaleMode: "linear" });
  }

  /** Draws a picture of this size in pixels and keeps it under a name. */
  add(name: string, width: number, height: number, draw: Draw): Texture {
    const w = Math.ceil(width);
    const h = Math.ceil(height);
    if (this.x + w + gap > this.size) {
      this.x = gap;
      this.y += this.shelf + gap;
      this.shelf = 0;
    }
    if (this.y + h + gap > this.size) throw new Error(`The atlas is full at ${name}.`);
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(this.x, this.y, w, h);
    this.pen.clip();
    this.pen.translate(this.x + w / 2, this.y + h / 2);
    draw(this.pen, w, h);
    this.pen.restore();
    const texture = new Texture({ source: this.source, frame: new Rectangle(this.x, this.y, w, h), label: name });
    this.textures.set(name, texture);
    this.x += w + gap;
    this.shelf = Math.max(this.shelf, h);
    return texture;
  }

  /** The picture of this name. */
  get(name: string): Texture {
    const texture = this.textures.get(name);
    if (!texture) throw new Error(`No picture is called ${name}.`);
    return texture;
  }
}

export function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser cannot draw on a canvas.");
  return pen;
}

/** A rounded rectangle as the current path. */
export function roundRect(
  pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, radius: number,
): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
}

/** A round spot that fades to nothing at its edge. */
export function glow(pen: CanvasRenderingContext2D, radius: number, stops: readonly (readonly [number, string])[]): void {
  const gradient = pen.createRadialGradient(0, 0, 0, 0, 0, radius);
  for (const [at, color] of stops) gradient.addColorStop(at, color);
  pen.fillStyle = gradient;
  pen.fillRect(-radius, -radius, 2 * radius, 2 * radius);
}
