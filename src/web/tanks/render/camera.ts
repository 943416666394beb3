import type { Container } from "pixi.js";

/** How far above the ground the eye hangs, in metres: the lower, the more walls lean. */
const altitude = 42;
/** How far south of the middle of the picture the eye hangs, in metres. */
const tilt = 9;
const shakeDecay = 5.5;

/** Where the picture looks, how far it zooms, and how it shakes. All places are metres. */
export class Camera {
  x = 0;
  y = 0;
  /** Pixels of the stage for a metre. */
  scale = 32;
  eyeX = 0;
  eyeY = 0;
  /** Less than 1 for people who asked for less motion. */
  shakiness = 1;
  private width = 1;
  private height = 1;
  private trauma = 0;
  private clock = 0;
  private offsetX = 0;
  private offsetY = 0;
  private placed = false;

  /** Fits the picture to a stage of this size; the scale is pixels for a metre. */
  fit(width: number, height: number, scale: number): void {
    this.width = width;
    this.height = height;
    this.scale = scale;
  }

  /** The stage's half size in metres. */
  get halfWidth(): number {
    return this.width / this.scale / 2;
  }

  get halfHeight(): number {
    return this.height / this.scale / 2;
  }

  /** Moves softly to a place; the first time, and over long ways, at once. */
  follow(x: number, y: number, dt: number, stiffness = 9): void {
    if (!this.placed || Math.hypot(x - this.x, y - this.y) > 25) {
      this.x = x;
      this.y = y;
      this.placed = true;
    }
    const share = 1 - Math.exp(-stiffness * dt);
    this.x += (x - this.x) * share;
    this.y += (y - this.y) * share;
  }

  /** Shakes the picture: 0.2 is a knock, 1 is an explosion under your feet. */
  shake(amount: number): void {
    this.trauma = Math.min(1, this.trauma + amount * this.shakiness);
  }

  /** Moves time on and puts the world's container where the camera looks. */
  apply(world: Container, dt: number): void {
    this.clock += dt;
    this.trauma = Math.max(0, this.trauma - this.trauma * shakeDecay * dt - 0.05 * dt);
    const power = this.trauma * this.trauma * 0.9;
    this.offsetX = power * wobble(this.clock * 31, 1);
    this.offsetY = power * wobble(this.clock * 29, 2);
    const x = this.x + this.offsetX;
    const y = this.y + this.offsetY;
    this.eyeX = x;
    this.eyeY = y + tilt;
    world.scale.set(this.scale);
    world.position.set(this.width / 2 - x * this.scale, this.height / 2 - y * this.scale);
    world.rotation = 0;
  }

  /** How far something at this height leans away from the eye, as a share of its distance to the eye. */
  lean(height: number): number {
    return height / (altitude - height);
  }

  /** Where a point at a height is seen, on the ground's own scale. */
  liftX(x: number, height: number): number {
    return x + (x - this.eyeX) * this.lean(height);
  }

  liftY(y: number, height: number): number {
    return y + (y - this.eyeY) * this.lean(height);
  }

  /** A point of the stage in pixels, on the ground. */
  toWorld(px: number, py: number): { x: number; y: number } {
    return {
      x: this.x + this.offsetX + (px - this.width / 2) / this.scale,
      y: this.y + this.offsetY + (py - this.height / 2) / this.scale,
    };
  }

  /** Where a place on the ground is on the stage, in pixels. */
  toPage(x: number, y: number): { x: number; y: number } {
    return {
      x: (x - this.x - this.offsetX) * this.scale + this.width / 2,
      y: (y - this.y - this.offsetY) * this.scale + this.height / 2,
    };
  }

  /** Whether a place is in the picture, with a margin in metres. */
  sees(x: number, y: number, margin = 3): boolean {
    return Math.abs(x - this.x) < this.halfWidth + margin && Math.abs(y - this.y) < this.halfHeight + margin;
  }

  /** What the shader of standing things needs to know. */
  static readonly altitude = altitude;
}

function wobble(t: number, salt: number): number {
  return Math.sin(t + salt * 1.7) * 0.6 + Math.sin(t * 1.9 + salt * 4.1) * 0.4;
}
