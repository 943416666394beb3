import type { Device, Steered, Wish } from "./controls";

/** Turns a point of the page into a point of the arena, seen at the height of a turret. */
export type ToArena = (px: number, py: number) => { readonly x: number; readonly y: number };

/** The mouse aims, its left button fires. Until it has moved, the turret looks ahead. */
export class Mouse implements Device {
  private x: number | null = null;
  private y = 0;
  private down = false;
  private pulled = false;

  constructor(canvas: HTMLElement, private readonly toArena: ToArena) {
    window.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" || event.button !== 0) return;
      this.move(event);
      this.down = true;
      this.pulled = true;
    });
    window.addEventListener("pointerup", (event) => {
      if (event.pointerType !== "touch" && event.button === 0) this.down = false;
    });
    for (const lost of ["pointercancel", "lostpointercapture"] as const) {
      window.addEventListener(lost, (event) => {
        if (event.pointerType !== "touch") this.release();
      });
    }
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  read(wish: Wish, tank: Steered): void {
    if (this.x !== null) {
      const at = this.toArena(this.x, this.y);
      wish.aim = Math.atan2(at.y - tank.y, at.x - tank.x);
    }
    wish.fire ||= this.down || this.pulled;
    this.pulled = false;
  }

  /** Where the mouse points in the arena; null before it has moved. */
  get at(): { readonly x: number; readonly y: number } | null {
    return this.x === null ? null : this.toArena(this.x, this.y);
  }

  release(): void {
    this.down = false;
    this.pulled = false;
  }

  private move(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.x = event.clientX;
    this.y = event.clientY;
    // Let go where this page was not told of it.
    if ((event.buttons & 1) === 0) this.down = false;
  }
}
