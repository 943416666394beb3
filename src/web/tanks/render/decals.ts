import { Particle, ParticleContainer, Rectangle } from "pixi.js";
import type { Atlas } from "./atlas";
import { density } from "./tankArt";

const trackLife = 14;
const trackStep = 0.32;
const scorchLife = 40;
const maxTracks = 3000;
const maxScorches = 48;
const everywhere = new Rectangle(-1e6, -1e6, 2e6, 2e6);

/** Marks on the sand, in a ring: the newest takes the oldest one's place. */
class Marks {
  readonly layer: ParticleContainer;
  private readonly marks: Particle[] = [];
  private readonly born: Float64Array;
  private readonly strength: Float32Array;
  private next = 0;
  private slice = 0;

  constructor(atlas: Atlas, picture: string, private readonly most: number, private readonly life: number) {
    const texture = atlas.get(picture);
    this.layer = new ParticleContainer({
      texture, boundsArea: everywhere,
      dynamicProperties: { position: true, rotation: true, vertex: true, color: true, uvs: false },
    });
    this.born = new Float64Array(most).fill(-1e9);
    this.strength = new Float32Array(most);
    for (let i = 0; i < most; i++) {
      const mark = new Particle({ texture, anchorX: 0.5, anchorY: 0.5, alpha: 0, x: -1e5 });
      this.marks.push(mark);
      this.layer.addParticle(mark);
    }
  }

  add(x: number, y: number, rotation: number, width: number, height: number, alpha: number, now: number): void {
    const mark = this.marks[this.next]!;
    mark.x = x;
    mark.y = y;
    mark.rotation = rotation;
    mark.scaleX = width / density;
    mark.scaleY = height / density;
    mark.alpha = alpha;
    this.born[this.next] = now;
    this.strength[this.next] = alpha;
    this.next = (this.next + 1) % this.most;
  }

  /** Fades an eighth of the marks: nobody sees the difference to all of them. */
  fade(now: number): void {
    this.slice = (this.slice + 1) % 8;
    for (let i = this.slice; i < this.most; i += 8) {
      const strength = this.strength[i]!;
      if (strength === 0) continue;
      const left = 1 - (now - this.born[i]!) / this.life;
      this.marks[i]!.alpha = left <= 0 ? 0 : strength * Math.min(1, left * 1.6);
      if (left <= 0) {
        this.strength[i] = 0;
        this.marks[i]!.x = -1e5;
      }
    }
  }
}

/** What stays on the sand for a while: tracks and scorch marks. */
export class Decals {
  private readonly tracks: Marks;
  private readonly scorches: Marks;
  private readonly last = new Map<number, { x: number; y: number }>();
  private clock = 0;

  constructor(atlas: Atlas) {
    this.tracks = new Marks(atlas, "track", maxTracks, trackLife);
    this.scorches = new Marks(atlas, "scorch", maxScorches, scorchLife);
  }

  get layers(): ParticleContainer[] {
    return [this.tracks.layer, this.scorches.layer];
  }

  /** Lays tracks behind a tank. */
  drive(tank: number, x: number, y: number, heading: number, halfWidth: number): void {
    const last = this.last.get(tank);
    const way = last ? Math.hypot(x - last.x, y - last.y) : 0;
    if (last && way < trackStep) return;
    const across = halfWidth - 0.15;
    // A slow machine draws seldom: the way between two pictures is filled up.
    for (let done = trackStep; last && way < 3 && done <= way; done += trackStep) {
      const atX = last.x + ((x - last.x) * done) / way;
      const atY = last.y + ((y - last.y) * done) / way;
      for (const side of [-across, across]) {
        this.tracks.add(atX - Math.sin(heading) * side, atY + Math.cos(heading) * side, heading, 1, 0.86, 0.62, this.clock);
      }
    }
    this.last.set(tank, { x, y });
  }

  /** The tank went out of sight: its next track begins anew. */
  forget(tank: number): void {
    this.last.delete(tank);
  }

  scorch(x: number, y: number, size: number, alpha = 0.9): void {
    const scale = (size / 4) * (0.9 + Math.random() * 0.2);
    this.scorches.add(x, y, Math.random() * 6.28, scale, scale, alpha, this.clock);
  }

  frame(dt: number): void {
    this.clock += dt;
    this.tracks.fade(this.clock);
    this.scorches.fade(this.clock);
  }
}
