import { difference } from "../game/aim";

/** What the player wants: drive, turn, aim and fire, in the game's own terms. */
export interface Wish {
  throttle: number;
  turn: number;
  /** Radians in the arena; null: straight ahead. */
  aim: number | null;
  fire: boolean;
  /** Whether the aim may be bent a little towards an enemy. */
  assisted: boolean;
}

/** Where the tank is that is steered. */
export interface Steered {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
}

/** Something that the player steers with. */
export interface Device {
  /** Adds what this device says to a wish. */
  read(wish: Wish, tank: Steered): void;
  /** Lets everything go: the player's hands are elsewhere, and what they let go there is not told. */
  release(): void;
}

/** All devices together. */
export class Controls {
  private readonly devices: Device[] = [];
  private isEnabled = false;

  /** Off while the player has no tank to drive, or sees none. */
  get enabled(): boolean {
    return this.isEnabled;
  }

  set enabled(enabled: boolean) {
    if (!enabled) this.release();
    this.isEnabled = enabled;
  }

  add(device: Device): void {
    this.devices.push(device);
  }

  read(tank: Steered): Wish {
    const wish: Wish = { throttle: 0, turn: 0, aim: null, fire: false, assisted: false };
    if (this.enabled) for (const device of this.devices) device.read(wish, tank);
    return wish;
  }

  release(): void {
    for (const device of this.devices) device.release();
  }
}

/**
 * Drives towards where a stick points: turns the shorter way, slows down while it turns, and reverses for what lies
 * behind.
 * @param x right, in -1..1
 * @param y down, in -1..1
 */
export function driveTowards(x: number, y: number, heading: number): { throttle: number; turn: number } {
  const tilt = Math.min(1, Math.hypot(x, y));
  if (tilt < 0.18) return { throttle: 0, turn: 0 };
  const off = difference(Math.atan2(y, x), heading);
  const reverse = Math.abs(off) > 2.3;
  const way = reverse ? difference(off, Math.PI) : off;
  const turn = Math.max(-1, Math.min(1, way * 2.6));
  const throttle = tilt * Math.max(0, Math.cos(way)) * (reverse ? -1 : 1);
  return { throttle, turn };
}
