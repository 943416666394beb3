/** Whether the browser draws without a graphics card. */
export function drawsInSoftware(): boolean {
  const probe = document.createElement("canvas").getContext("webgl");
  const info = probe?.getExtension("WEBGL_debug_renderer_info");
  const name = probe && info ? String(probe.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  probe?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

const good = 1 / 50;
const bad = 1 / 38;

/** Gives up sharpness where a machine cannot keep the pace, and takes it back where it can. */
export class Quality {
  /** Pixels of the card for a pixel of the page. */
  resolution = Math.min(2, globalThis.devicePixelRatio || 1);
  private readonly most = this.resolution;
  private average = good;
  private quiet = 0;

  constructor(private readonly changed: () => void) {}

  /** A picture came this many seconds after the one before. */
  frame(dt: number): void {
    if (dt > 0.25) return;
    this.average += (dt - this.average) * 0.04;
    this.quiet += dt;
    if (this.quiet < 2.5) return;
    if (this.average > bad && this.resolution > 0.75) this.set(Math.max(0.75, this.resolution * 0.75));
    else if (this.average < good && this.resolution < this.most && this.quiet > 20) this.set(Math.min(this.most, this.resolution / 0.75));
  }

  private set(resolution: number): void {
    this.resolution = resolution;
    this.quiet = 0;
    this.changed();
  }
}
