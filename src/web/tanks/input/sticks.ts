import { type Device, driveTowards, type Steered, type Wish } from "./controls";

const reach = 56;
const fireFrom = 0.42;

interface Stick {
  pointer: number | null;
  originX: number;
  originY: number;
  x: number;
  y: number;
  readonly base: HTMLElement;
  readonly knob: HTMLElement;
}

/** Two sticks that float to where the thumbs come down: the left half drives, the right half aims and fires. */
export class Sticks implements Device {
  private readonly left: Stick;
  private readonly right: Stick;
  private lastAim: number | null = null;
  private tapped = false;
  private downAt = 0;

  constructor(canvas: HTMLElement, layer: HTMLElement, private readonly used: () => void) {
    this.left = makeStick(layer, "drive");
    this.right = makeStick(layer, "aim");
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    window.addEventListener("pointermove", (event) => this.move(event));
    window.addEventListener("pointerup", (event) => this.up(event));
    for (const lost of ["pointercancel", "lostpointercapture"] as const) window.addEventListener(lost, (event) => this.lose(event));
  }

  read(wish: Wish, tank: Steered): void {
    if (this.left.pointer !== null) {
      const way = driveTowards(this.left.x, this.left.y, tank.heading);
      wish.throttle = way.throttle;
      wish.turn = way.turn;
    }
    if (this.right.pointer !== null && Math.hypot(this.right.x, this.right.y) > 0.2) {
      this.lastAim = Math.atan2(this.right.y, this.right.x);
      wish.fire ||= Math.hypot(this.right.x, this.right.y) > fireFrom;
    }
    if (this.lastAim !== null) {
      wish.aim = this.lastAim;
      wish.assisted = true;
    }
    wish.fire ||= this.tapped;
    this.tapped = false;
  }

  release(): void {
    this.free(this.left);
    this.free(this.right);
    this.tapped = false;
  }

  private down(event: PointerEvent): void {
    if (event.pointerType !== "touch") return;
    event.preventDefault();
    this.used();
    // The first finger on the glass: what is still held was let go unheard.
    if (event.isPrimary) this.release();
    const stick = event.clientX < window.innerWidth / 2 ? this.left : this.right;
    if (stick.pointer !== null) return;
    stick.pointer = event.pointerId;
    stick.originX = event.clientX;
    stick.originY = event.clientY;
    this.downAt = event.timeStamp;
    this.tilt(stick, event);
    stick.base.hidden = false;
  }

  private move(event: PointerEvent): void {
    const stick = this.of(event);
    if (stick) this.tilt(stick, event);
  }

  private up(event: PointerEvent): void {
    const stick = this.of(event);
    if (!stick) return;
    if (stick === this.right && event.timeStamp - this.downAt < 220 && Math.hypot(stick.x, stick.y) < 0.25) this.tapped = true;
    this.free(stick);
  }

  /** The browser took the finger for something of its own: that is no tap. */
  private lose(event: PointerEvent): void {
    const stick = this.of(event);
    if (stick) this.free(stick);
  }

  private of(event: PointerEvent): Stick | null {
    if (this.left.pointer === event.pointerId) return this.left;
    return this.right.pointer === event.pointerId ? this.right : null;
  }

  private tilt(stick: Stick, event: PointerEvent): void {
    const x = (event.clientX - stick.originX) / reach;
    const y = (event.clientY - stick.originY) / reach;
    const far = Math.max(1, Math.hypot(x, y));
    stick.x = x / far;
    stick.y = y / far;
    stick.base.style.transform = `translate(${stick.originX}px, ${stick.originY}px)`;
    stick.knob.style.transform = `translate(${stick.x * reach}px, ${stick.y * reach}px)`;
  }

  private free(stick: Stick): void {
    stick.pointer = null;
    stick.x = stick.y = 0;
    stick.base.hidden = true;
  }
}

function makeStick(layer: HTMLElement, name: string): Stick {
  const base = document.createElement("div");
  const knob = document.createElement("div");
  base.className = `stick stick-${name}`;
  base.hidden = true;
  knob.className = "stick-knob";
  base.append(knob);
  layer.append(base);
  return { pointer: null, originX: 0, originY: 0, x: 0, y: 0, base, knob };
}
