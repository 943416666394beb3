import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import type { Decals } from "./decals";
import { Particles } from "./particles";

const between = (low: number, high: number): number => low + (high - low) * Math.random();
const ember = [0xffe08a, 0xffb347, 0xff8a3c, 0xfff3c4];
const clay = [0xc8683f, 0xbb5836, 0xd47a4c, 0xd9bd95];

/** What is seen when something happens. All places are metres. */
export class Effects {
  /** Dust and smoke near the ground, under the walls' tops. */
  readonly low: Particles;
  /** Fire, sparks and debris, over everything. */
  readonly high: Particles;

  constructor(private readonly atlas: Atlas, private readonly decals: Decals) {
    this.low = new Particles(atlas, 400);
    this.high = new Particles(atlas, 700);
  }

  muzzle(x: number, y: number, angle: number): void {
    this.high.add({ texture: this.atlas.get("flash"), x: x + Math.cos(angle) * 0.5, y: y + Math.sin(angle) * 0.5, z: 0.75, life: 0.075, size: 0.75, grow: 1.05, rotation: angle, fadeFrom: 0.6 });
    this.high.add({ texture: this.atlas.get("glow"), x, y, z: 0.75, life: 0.12, size: 1.5, grow: 2, tint: 0xffc35c, alpha: 0.55, fadeFrom: 0 });
    for (let i = 0; i < 4; i++) {
      const way = angle + between(-0.35, 0.35);
      const speed = between(1.2, 3.4);
      this.puff(this.high, x, y, 0.7, Math.cos(way) * speed, Math.sin(way) * speed, between(0.16, 0.26), between(0.35, 0.55), 0xefe6d8, 0.55, between(0.35, 0.6));
    }
  }

  /** A shell bounces; the angle is the way it flies on. */
  bounce(x: number, y: number, angle: number): void {
    this.sparks(x, y, angle, 9, 1.1);
    this.high.add({ texture: this.atlas.get("glow"), x, y, z: 0.7, life: 0.14, size: 0.8, grow: 1.2, tint: 0xffe2a0, alpha: 0.8, fadeFrom: 0 });
    this.puff(this.low, x, y, 0.5, 0, 0, 0.2, 0.5, 0xd9d2c8, 0.5, 0.4);
  }

  /** A shell ends in the open, on a wall or on armour. */
  burst(x: number, y: number): void {
    this.high.add({ texture: this.atlas.get("glow"), x, y, z: 0.7, life: 0.16, size: 0.9, grow: 1.7, tint: 0xffb65c, alpha: 0.9, fadeFrom: 0 });
    this.sparks(x, y, null, 8, 0.9);
    for (let i = 0; i < 4; i++) this.puff(this.high, x, y, 0.6, between(-1, 1), between(-1, 1), 0.18, 0.5, 0xcfc5b8, 0.6, between(0.4, 0.7));
  }

  /** A shell hits a tank and does not destroy it. */
  hit(x: number, y: number, shielded: boolean): void {
    if (shielded) {
      this.high.add({ texture: this.atlas.get("ring"), x, y, z: 0.6, life: 0.32, size: 0.3, grow: 1.1, tint: 0x8fe4ff, fadeFrom: 0.1 });
      this.sparks(x, y, null, 8, 0.8, [0x8fe4ff, 0xd6f6ff]);
      return;
    }
    this.burst(x, y);
    this.chunks(x, y, 5, 3.6, [0x4a4650, 0x7d7884, 0xf1dfb5]);
  }

  explosion(x: number, y: number, tones: readonly number[]): void {
    this.decals.scorch(x, y, 4.4);
    this.high.add({ texture: this.atlas.get("glow"), x, y, z: 0.8, life: 0.22, size: 3.2, grow: 5.2, tint: 0xffd890, alpha: 1, fadeFrom: 0 });
    this.low.add({ texture: this.atlas.get("ring"), x, y, z: 0.05, life: 0.5, size: 0.5, grow: 3.1, tint: 0xfff0cf, alpha: 0.75, fadeFrom: 0.1 });
    for (let i = 0; i < 11; i++) {
      const way = between(0, 6.28);
      const speed = between(0.4, 3.4);
      this.puff(this.high, x, y, between(0.3, 0.9), Math.cos(way) * speed, Math.sin(way) * speed, between(0.45, 0.75), between(0.8, 1.25), ember[i % 4]!, 1, between(0.28, 0.5));
    }
    for (let i = 0; i < 12; i++) {
      const way = between(0, 6.28);
      const speed = between(0.3, 2.2);
      this.puff(this.high, x, y, between(0.4, 1.2), Math.cos(way) * speed, Math.sin(way) * speed, between(0.3, 0.55), between(1.1, 1.8), [0x7d726c, 0xa3978d, 0x655b57][i % 3]!, 0.75, between(0.8, 1.7), 1.1);
    }
    this.chunks(x, y, 20, 8.5, tones);
    this.sparks(x, y, null, 16, 1.6);
  }

  /** A brick wall of this size crumbles, or loses a corner. */
  crumble(x: number, y: number, size: number, gone: boolean): void {
    const half = size / 2;
    const count = gone ? 22 : 8;
    for (let i = 0; i < count; i++) this.chunks(x + between(-half, half), y + between(-half, half), 1, gone ? 4.4 : 3.2, clay);
    for (let i = 0; i < (gone ? 9 : 3); i++) {
      this.puff(this.low, x + between(-half, half), y + between(-half, half), 0.4, between(-0.9, 0.9), between(-0.9, 0.9), 0.5, between(1, 1.5), 0xdcb892, 0.7, between(0.6, 1.2));
    }
    if (gone) this.decals.scorch(x, y, 2.6, 0.35);
  }

  dust(x: number, y: number, strength: number): void {
    this.puff(this.low, x + between(-0.2, 0.2), y + between(-0.2, 0.2), 0.1, between(-0.3, 0.3), between(-0.3, 0.3), 0.1, 0.3 + strength * 0.25, 0xe6cfa2, 0.34, between(0.4, 0.7));
  }

  /** Something was taken. */
  sparkle(x: number, y: number, tint: number): void {
    this.high.add({ texture: this.atlas.get("ring"), x, y, z: 0.6, life: 0.4, size: 0.25, grow: 1.15, tint, fadeFrom: 0.2 });
    for (let i = 0; i < 8; i++) {
      const way = (i / 8) * 6.28;
      this.high.add({ texture: this.atlas.get("dot"), x, y, z: 0.6, vx: Math.cos(way) * 2.6, vy: Math.sin(way) * 2.6, vz: 1.5, drag: 4, life: 0.45, size: 0.3, grow: 0.05, tint });
    }
  }

  /** A tank comes into the arena. */
  arrive(x: number, y: number, tint: number): void {
    this.low.add({ texture: this.atlas.get("ring"), x, y, life: 0.6, size: 1.6, grow: 0.5, tint, fadeFrom: 0.6 });
    for (let i = 0; i < 10; i++) this.dust(x + between(-0.8, 0.8), y + between(-0.8, 0.8), 1.4);
  }

  rustle(x: number, y: number): void {
    for (let i = 0; i < 2; i++) {
      this.high.add({ texture: this.atlas.get("leaf"), x, y, z: 0.8, vx: between(-1.4, 1.4), vy: between(-1.4, 1.4), vz: between(0.6, 1.8), gravity: 3, drag: 1.5, spin: between(-5, 5), life: between(0.6, 1), size: between(0.4, 0.7), tint: Math.random() < 0.5 ? 0x6fb04e : 0x4f9150 });
    }
  }

  frame(camera: Camera, dt: number): void {
    this.low.frame(camera, dt);
    this.high.frame(camera, dt);
  }

  private puff(
    into: Particles, x: number, y: number, z: number, vx: number, vy: number,
    size: number, grow: number, tint: number, alpha: number, life: number, rise = 0.5,
  ): void {
    into.add({ texture: this.atlas.get(`puff-${Math.floor(Math.random() * 3)}`), x, y, z, vx, vy, vz: rise, drag: 2.6, life, size, grow, tint, alpha, spin: between(-0.8, 0.8), fadeFrom: 0.25 });
  }

  private sparks(x: number, y: number, angle: number | null, count: number, size: number, tints: readonly number[] = ember): void {
    for (let i = 0; i < count; i++) {
      const way = angle === null ? between(0, 6.28) : angle + between(-0.75, 0.75);
      const speed = between(3, 9);
      this.high.add({ texture: this.atlas.get("spark"), x, y, z: 0.7, vx: Math.cos(way) * speed, vy: Math.sin(way) * speed, vz: between(0, 2.5), gravity: 7, drag: 3.2, life: between(0.18, 0.42), size: between(0.35, 0.75) * size, grow: 0.1, tint: tints[i % tints.length]!, streak: true });
    }
  }

  private chunks(x: number, y: number, count: number, power: number, tones: readonly number[]): void {
    for (let i = 0; i < count; i++) {
      const way = between(0, 6.28);
      const speed = between(0.2, 0.62) * power;
      this.high.add({ texture: this.atlas.get("chunk"), x, y, z: between(0.2, 0.9), vx: Math.cos(way) * speed, vy: Math.sin(way) * speed, vz: between(0.3, 0.85) * power, gravity: 13, drag: 0.5, spin: between(-10, 10), life: between(0.7, 1.5), size: between(0.3, 0.8), tint: tones[i % tones.length]!, fadeFrom: 0.75 });
    }
  }
}
