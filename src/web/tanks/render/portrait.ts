import type { Texture } from "pixi.js";
import { type Atlas, context } from "./atlas";
import { paints } from "./palette";
import { bodies, density } from "./tankArt";
import { type HullName, shapes } from "./tankShapes";

const body = 0;

/** Draws a toy on a card, seen a little from the front. */
export function drawPortrait(atlas: Atlas, canvas: HTMLCanvasElement, hull: HullName, paint: number): void {
  const pen = context(canvas);
  const shape = shapes[hull];
  const scale = canvas.width / (3.75 * density);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const put = (texture: Texture, height: number, turn: number, ahead = 0, tint?: string) => {
    const { x, y, width, height: tall } = texture.frame;
    pen.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height * 0.53);
    pen.translate(0, -height * density * 0.42);
    pen.rotate(turn);
    const picture = tint ? tinted(atlas, texture, tint) : atlas.canvas;
    const [fromX, fromY] = tint ? [0, 0] : [x, y];
    pen.drawImage(picture, fromX, fromY, width, tall, ahead * density - width / 2, -tall / 2, width, tall);
  };
  const heading = -0.5;
  const turret = -0.28;
  const { dark } = bodies[body]!;
  pen.globalAlpha = 0.5;
  put(atlas.get(`shadow-${hull}`), -0.5, heading);
  pen.globalAlpha = 1;
  for (const height of [0.04, 0.12, 0.2]) put(atlas.get(`tread-${hull}-0`), height, heading, 0, "#4a4650");
  put(atlas.get(`tread-${hull}-0`), 0.3, heading);
  for (let height = 0.24; height < shape.deck; height += 0.06) put(atlas.get(`deck-${hull}`), height, heading, 0, dark);
  put(atlas.get(`deckTop-${hull}-${body}`), shape.deck, heading);
  const middle = (shape.barrel.from + shape.barrel.to) / 2;
  for (let height = shape.deck + 0.06; height < shape.roof; height += 0.06) {
    put(atlas.get(`turret-${hull}`), height, turret, 0, dark);
    if (Math.abs(height - (shape.deck + shape.roof) / 2) < 0.04) put(atlas.get(`barrel-${hull}-${body}`), height, turret, middle);
  }
  put(atlas.get(`turretTop-${hull}-${body}`), shape.roof, turret);
  put(atlas.get(`stripe-${hull}`), shape.roof + 0.02, turret, 0, `#${paints[paint % paints.length]!.color.toString(16).padStart(6, "0")}`);
}

function tinted(atlas: Atlas, texture: Texture, color: string): HTMLCanvasElement {
  const { x, y, width, height } = texture.frame;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = context(canvas);
  pen.drawImage(atlas.canvas, x, y, width, height, 0, 0, width, height);
  pen.globalCompositeOperation = "multiply";
  pen.fillStyle = color;
  pen.fillRect(0, 0, width, height);
  pen.globalCompositeOperation = "destination-in";
  pen.drawImage(atlas.canvas, x, y, width, height, 0, 0, width, height);
  return canvas;
}
