import { Container } from "pixi.js";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import type { Decals } from "./decals";
import type { Effects } from "./effects";
import { corals } from "./palette";
import { type TankLook, TankSprite } from "./tank";
import { shapes } from "./tankShapes";

/** Every tank in the picture, with its tracks and dust. */
export class Toys {
  readonly layer = new Container();
  readonly shadows = new Container();
  private readonly tanks = new Map<number, TankSprite>();
  private readonly last = new Map<number, TankLook>();
  private readonly seen = new Set<number>();
  private readonly expected = new Map<number, number>();

  constructor(private readonly atlas: Atlas, private readonly decals: Decals, private readonly effects: Effects) {}

  frame(looks: readonly TankLook[], camera: Camera, dt: number): void {
    this.seen.clear();
    for (const look of looks) {
      this.seen.add(look.id);
      this.sprite(look).frame(look, camera, dt);
      this.drive(look, dt);
      this.last.set(look.id, look);
    }
    for (const [id, tank] of this.tanks) {
      if (this.seen.has(id)) continue;
      tank.destroy();
      this.tanks.delete(id);
      this.last.delete(id);
      this.decals.forget(id);
    }
  }

  /** A player's tank fired: its barrel jumps back. */
  recoil(player: number): TankLook | null {
    const look = this.of(player);
    const tank = look && this.tanks.get(look.id);
    if (tank) tank.sinceShot = 0;
    return look;
  }

  /** A player's tank was hit: it flashes. */
  flash(player: number): void {
    const look = this.of(player);
    const tank = look && this.tanks.get(look.id);
    if (tank) tank.sinceHit = 0;
  }

  /** A player's tank as it was drawn last. */
  of(player: number): TankLook | null {
    for (const look of this.last.values()) if (look.player === player) return look;
    return null;
  }

  clear(): void {
    this.frame([], undefined as never, 0);
  }

  /** A player's tank will come into the picture: it arrives with a ring of this colour. */
  expect(player: number, tint: number): void {
    this.expected.set(player, tint);
    if (this.expected.size > 64) this.expected.clear();
  }

  private sprite(look: TankLook): TankSprite {
    const body = look.mine ? 0 : 1 + (look.player % corals.length);
    const known = this.tanks.get(look.id);
    if (known && known.hull === look.hull && known.body === body) return known;
    known?.destroy();
    const tank = new TankSprite(this.atlas, look.hull, body);
    this.tanks.set(look.id, tank);
    this.layer.addChild(tank.view);
    this.shadows.addChild(tank.shadows);
    const tint = this.expected.get(look.player);
    if (tint !== undefined && look.protected) this.effects.arrive(look.x, look.y, tint);
    this.expected.delete(look.player);
    return tank;
  }

  private drive(look: TankLook, dt: number): void {
    const { width, length } = shapes[look.hull];
    this.decals.drive(look.id, look.x, look.y, look.heading, width);
    const before = this.last.get(look.id);
    const speed = before && dt > 0 ? Math.hypot(look.x - before.x, look.y - before.y) / dt : 0;
    if (speed < 1.5 || Math.random() > speed * dt * 2.2) return;
    const side = (Math.random() < 0.5 ? -1 : 1) * (width - 0.15);
    this.effects.dust(
      look.x - Math.cos(look.heading) * length - Math.sin(look.heading) * side,
      look.y - Math.sin(look.heading) * length + Math.cos(look.heading) * side, Math.min(1.4, speed / 5));
  }
}
