import { CanvasSource } from "pixi.js";
import { context } from "./atlas";
import { random, valueNoise } from "./noise";

/** A grey, repeating grain for stone, brick and wood: mean 0.5. */
export function stoneGrain(): CanvasSource {
  const size = 256;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = context(canvas);
  const image = pen.createImageData(size, size);
  const dice = random(11);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const broad = valueNoise(x / 32, y / 32, 8, 1);
      const fine = valueNoise(x / 6, y / 6, 43, 2);
      put(image, x, y, 128 + (broad - 0.5) * 46 + (fine - 0.5) * 26 + (dice() - 0.5) * 22);
    }
  }
  pen.putImageData(image, 0, 0);
  return new CanvasSource({ resource: canvas, addressMode: "repeat", scaleMode: "linear", autoGenerateMipmaps: true });
}

/** Warm sand that repeats: fine grains, soft dunes, and few darker crumbs. */
export function sandTexture(size: number): CanvasSource {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = context(canvas);
  const image = pen.createImageData(size, size);
  const dice = random(5);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dune = Math.sin(((x + 26 * Math.sin((y / size) * Math.PI * 4)) / size) * Math.PI * 2 * 9 + (y / size) * Math.PI * 6);
      const broad = valueNoise(x / 64, y / 64, size / 64, 4) - 0.5;
      const grain = dice() - 0.5;
      const crumb = dice() > 0.9985 ? -34 : 0;
      const tone = dune * 2.4 + broad * 13 + grain * 11 + crumb;
      const i = (y * size + x) * 4;
      image.data[i] = 230 + tone;
      image.data[i + 1] = 205 + tone;
      image.data[i + 2] = 158 + tone * 1.1;
      image.data[i + 3] = 255;
    }
  }
  pen.putImageData(image, 0, 0);
  return new CanvasSource({ resource: canvas, addressMode: "repeat", scaleMode: "linear", autoGenerateMipmaps: true });
}

function put(image: ImageData, x: number, y: number, value: number): void {
  const i = (y * image.width + x) * 4;
  image.data[i] = image.data[i + 1] = image.data[i + 2] = value;
  image.data[i + 3] = 255;
}
