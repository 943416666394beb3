import { CanvasSource, Sprite, Texture } from "pixi.js";
import { context } from "./atlas";

/** Darkens the picture towards its edges, as a lamp over a table would. */
export class Vignette {
  readonly sprite: Sprite;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = 256;
    canvas.height = 256;
    const pen = context(canvas);
    const gradient = pen.createRadialGradient(112, 108, 70, 128, 128, 190);
    gradient.addColorStop(0, "rgba(54,30,16,0)");
    gradient.addColorStop(0.55, "rgba(54,30,16,0.09)");
    gradient.addColorStop(1, "rgba(40,20,14,0.56)");
    pen.fillStyle = gradient;
    pen.fillRect(0, 0, 256, 256);
    this.sprite = new Sprite(new Texture({ source: new CanvasSource({ resource: canvas, scaleMode: "linear" }) }));
    this.sprite.eventMode = "none";
  }

  resize(width: number, height: number): void {
    this.sprite.width = width;
    this.sprite.height = height;
  }
}
