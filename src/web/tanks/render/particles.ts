import { Particle, ParticleContainer, Rectangle, type Texture } from "pixi.js";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import { density } from "./tankArt";

/** One flying thing. Metres, seconds, radians. */
export interface Spark {
  readonly texture: Texture;
  x: number;
  y: number;
  /** Height over the ground, and its change. */
  z?: number;
  vx?: number;
  vy?: number;
  vz?: number;
  readonly gravity?: number;
  /** Share of speed lost a second. */
  readonly drag?: number;
  readonly life: number;
  /** Size at birth and at death; 1 is as it was drawn. */
  readonly size: number;
  readonly grow?: number;
  rotation?: number;
  readonly spin?: number;
  readonly tint?: number;
  readonly alpha?: number;
  /** Share of the life after which it begins to fade. */
  readonly fadeFrom?: number;
  /** Whether it points where it flies. */
  readonly streak?: boolean;
}

interface Alive extends Spark {
  z: number;
  vx: number;
  vy: number;
  vz: number;
  rotation: number;
  age: number;
}

const unit = 1 / density;
const everywhere = new Rectangle(-1e6, -1e6, 2e6, 2e6);

/** A pool of particles drawn in one call. When it is full, what comes is not shown: nobody can count them then. */
export class Particles {
  readonly layer: ParticleContainer;
  private readonly pool: Particle[] = [];
  private readonly alive: Alive[] = [];

  constructor(atlas: Atlas, private readonly most: number) {
    this.layer = new ParticleContainer({
      texture: atlas.get("dot"), boundsArea: everywhere,
      dynamicProperties: { position: true, rotation: true, vertex: true, color: true, uvs: true },
    });
    for (let i = 0; i < most; i++) {
      const particle = new Particle({ texture: atlas.get("dot"), anchorX: 0.5, anchorY: 0.5, alpha: 0, x: -1e5 });
      this.pool.push(particle);
      this.layer.addParticle(particle);
    }
  }

  get count(): number {
    return this.alive.length;
  }

  add(spark: Spark): void {
    if (this.alive.length >= this.most) return;
    this.alive.push({ z: 0, vx: 0, vy: 0, vz: 0, rotation: Math.random() * 6.28, ...spark, age: 0 });
  }

  frame(camera: Camera, dt: number): void {
    let kept = 0;
    for (const spark of this.alive) {
      spark.age += dt;
      if (spark.age >= spark.life) continue;
      this.move(spark, dt);
      this.place(this.pool[kept]!, spark, camera);
      this.alive[kept++] = spark;
    }
    for (let i = kept; i < this.alive.length; i++) this.hide(this.pool[i]!);
    this.alive.length = kept;
  }

  private move(spark: Alive, dt: number): void {
    const keep = Math.exp(-(spark.drag ?? 0) * dt);
    spark.vx *= keep;
    spark.vy *= keep;
    spark.vz = spark.vz * keep - (spark.gravity ?? 0) * dt;
    spark.x += spark.vx * dt;
    spark.y += spark.vy * dt;
    spark.z += spark.vz * dt;
    if (spark.z < 0) {
      spark.z = 0;
      spark.vz = -spark.vz * 0.35;
      spark.vx *= 0.6;
      spark.vy *= 0.6;
    }
    spark.rotation += (spark.spin ?? 0) * dt;
  }

  private place(particle: Particle, spark: Alive, camera: Camera): void {
    const share = spark.age / spark.life;
    const fadeFrom = spark.fadeFrom ?? 0.5;
    const lean = camera.lean(spark.z);
    const size = spark.size + ((spark.grow ?? spark.size) - spark.size) * (1 - (1 - share) * (1 - share));
    particle.texture = spark.texture;
    particle.x = spark.x + (spark.x - camera.eyeX) * lean;
    particle.y = spark.y + (spark.y - camera.eyeY) * lean;
    particle.rotation = spark.streak ? Math.atan2(spark.vy, spark.vx) : spark.rotation;
    particle.scaleX = particle.scaleY = size * unit * (1 + lean);
    particle.tint = spark.tint ?? 0xffffff;
    particle.alpha = (spark.alpha ?? 1) * (share < fadeFrom ? 1 : 1 - (share - fadeFrom) / (1 - fadeFrom));
  }

  private hide(particle: Particle): void {
    particle.alpha = 0;
    particle.x = -1e5;
  }
}
