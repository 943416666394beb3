import { Container, Sprite } from "pixi.js";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import type { Effects } from "./effects";
import { density } from "./tankArt";

/** A shell in flight. */
export interface ShellLook {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly mine: boolean;
  readonly heavy: boolean;
}

const height = 0.75;

interface Flying {
  readonly body: Sprite;
  readonly halo: Sprite;
  readonly shadow: Sprite;
  smoke: number;
}

/** Shells with their glow, shadow and a thin trail. */
export class Shells {
  readonly shadows = new Container();
  readonly layer = new Container();
  private readonly flying = new Map<number, Flying>();
  private readonly seen = new Set<number>();

  constructor(private readonly atlas: Atlas, private readonly effects: Effects) {}

  frame(looks: readonly ShellLook[], camera: Camera, dt: number): void {
    this.seen.clear();
    for (const look of looks) {
      this.seen.add(look.id);
      const shell = this.flying.get(look.id) ?? this.make(look);
      const x = camera.liftX(look.x, height);
      const y = camera.liftY(look.y, height);
      shell.body.position.set(x, y);
      shell.body.rotation = look.angle;
      shell.halo.position.set(x, y);
      shell.shadow.position.set(look.x + 0.45, look.y + 0.36);
      this.trail(shell, look, dt);
    }
    for (const [id, shell] of this.flying) {
      if (this.seen.has(id)) continue;
      shell.body.destroy();
      shell.halo.destroy();
      shell.shadow.destroy();
      this.flying.delete(id);
    }
  }

  private make(look: ShellLook): Flying {
    const size = (look.heavy ? 1.1 : 0.9) / density;
    const tint = look.mine ? 0x9ff5e6 : 0xffc9a0;
    const halo = new Sprite({ texture: this.atlas.get("glow"), anchor: 0.5, tint, alpha: 0.65 });
    const body = new Sprite({ texture: this.atlas.get("shell"), anchor: 0.5 });
    const shadow = new Sprite({ texture: this.atlas.get("spot"), anchor: 0.5, alpha: 0.6 });
    halo.scale.set(size * 0.62);
    body.scale.set(size);
    shadow.scale.set(size * 0.42);
    this.layer.addChild(halo, body);
    this.shadows.addChild(shadow);
    const flying = { body, halo, shadow, smoke: 0 };
    this.flying.set(look.id, flying);
    return flying;
  }

  private trail(shell: Flying, look: ShellLook, dt: number): void {
    shell.smoke += dt;
    if (shell.smoke < 0.028) return;
    shell.smoke = 0;
    this.effects.low.add({
      texture: this.atlas.get("dot"), x: look.x, y: look.y, z: height, life: 0.34,
      size: 0.3, grow: 0.06, tint: look.mine ? 0xd8fff7 : 0xfff0dc, alpha: 0.5, fadeFrom: 0,
    });
  }
}
