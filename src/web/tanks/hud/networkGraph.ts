import { context } from "../render/atlas";
import { byId } from "./dom";

const kept = 140;
const everyMs = 250;

/** Bytes received as bars, the ping as a line, over the last half minute. */
export class NetworkGraph {
  private readonly canvas = byId<HTMLCanvasElement>("net-graph");
  private readonly pen = context(this.canvas);
  private readonly bytes: number[] = [];
  private readonly pings: (number | null)[] = [];
  private nextAt = 0;

  sample(now: number, bytes: number, ping: number | null): void {
    if (now < this.nextAt) return;
    this.nextAt = now + everyMs;
    this.bytes.push(bytes);
    this.pings.push(ping);
    if (this.bytes.length > kept) {
      this.bytes.shift();
      this.pings.shift();
    }
  }

  draw(): void {
    const { pen } = this;
    const { width, height } = this.canvas;
    const step = width / kept;
    const most = Math.max(1000, ...this.bytes);
    const slowest = Math.max(60, ...this.pings.map((ping) => ping ?? 0));
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = "#9bded5";
    this.bytes.forEach((bytes, i) => {
      const tall = (bytes / most) * (height - 6);
      pen.fillRect(width - (this.bytes.length - i) * step, height - tall, step - 1, tall);
    });
    pen.beginPath();
    let down = false;
    this.pings.forEach((ping, i) => {
      if (ping === null) {
        down = false;
        return;
      }
      const x = width - (this.pings.length - i - 0.5) * step;
      const y = height - 4 - (ping / slowest) * (height - 12);
      if (down) pen.lineTo(x, y);
      else pen.moveTo(x, y);
      down = true;
    });
    pen.strokeStyle = "#c8472d";
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.stroke();
  }
}
