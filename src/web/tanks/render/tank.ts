import { Container, Sprite, type Texture } from "pixi.js";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import { paints } from "./palette";
import { bodies, density, treadFrames } from "./tankArt";
import { type HullName, shapes } from "./tankShapes";

/** What has to be known of a tank to draw it. Metres and radians. */
export interface TankLook {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly turret: number;
  readonly hull: HullName;
  readonly paint: number;
  readonly player: number;
  readonly mine: boolean;
  readonly shield: number;
  readonly rapid: boolean;
  readonly protected: boolean;
  readonly crown: boolean;
}

interface Slice {
  readonly sprite: Sprite;
  readonly height: number;
  /** Whether it turns with the turret. */
  readonly turret: boolean;
}

const treadLink = 0.2;
const unit = 1 / density;

/** One toy tank: flat slices stacked by height, which lean away from the eye as the camera moves. */
export class TankSprite {
  readonly view = new Container();
  /** What it throws on the ground, apart from it: walls stand over a shadow, and never over a tank. */
  readonly shadows = new Container();
  /** Seconds since the last shot, for the recoil. */
  sinceShot = 9;
  /** Seconds since it was hit, for the flash. */
  sinceHit = 9;
  private readonly slices: Slice[] = [];
  private readonly shadow: Sprite;
  private readonly barrelShadow: Sprite;
  private readonly barrels: Sprite[] = [];
  private readonly tops: Sprite[] = [];
  private readonly tread: Sprite;
  private readonly treadTextures: Texture[] = [];
  private readonly bubble: Sprite;
  private readonly crown: Sprite;
  private readonly stripe: Sprite;
  private travelled = 0;
  private lastX = Number.NaN;
  private lastY = 0;
  private clock = Math.random() * 10;

  constructor(atlas: Atlas, readonly hull: HullName, readonly body: number) {
    const shape = shapes[hull];
    const dark = bodies[body]!.dark;
    const add = (name: string, height: number, turret: boolean, tint?: string): Sprite => {
      const sprite = new Sprite({ texture: atlas.get(name), anchor: 0.5 });
      if (tint) sprite.tint = tint;
      this.slices.push({ sprite, height, turret });
      this.view.addChild(sprite);
      return sprite;
    };
    this.shadow = this.addShadow(atlas, `shadow-${hull}`);
    this.barrelShadow = this.addShadow(atlas, "barrelShadow");
    for (let frame = 0; frame < treadFrames; frame++) this.treadTextures.push(atlas.get(`tread-${hull}-${frame}`));
    add(`tread-${hull}-0`, 0.06, false, "#4a4650");
    add(`tread-${hull}-0`, 0.18, false, "#7d7884");
    this.tread = add(`tread-${hull}-0`, 0.3, false);
    for (const share of [0.25, 0.5, 0.75]) add(`deck-${hull}`, 0.2 + (shape.deck - 0.2) * share, false, dark);
    this.tops.push(add(`deckTop-${hull}-${body}`, shape.deck, false));
    const rise = shape.roof - shape.deck;
    add(`turret-${hull}`, shape.deck + 0.05, true, "#2d2a33").alpha = 0.5;
    for (const share of [0.3, 0.5]) add(`turret-${hull}`, shape.deck + rise * share, true, dark);
    for (const share of [0.42, 0.62]) {
      const barrel = add(`barrel-${hull}-${body}`, shape.deck + rise * share, true);
      barrel.anchor.set(0.5, 0.5);
      if (share < 0.5) barrel.tint = "#8a8590";
      this.barrels.push(barrel);
    }
    for (const share of [0.7, 0.85]) add(`turret-${hull}`, shape.deck + rise * share, true, dark);
    this.tops.push(add(`turretTop-${hull}-${body}`, shape.roof, true));
    this.stripe = add(`stripe-${hull}`, shape.roof + 0.02, true);
    this.crown = new Sprite({ texture: atlas.get("crown"), anchor: 0.5 });
    this.bubble = new Sprite({ texture: atlas.get("bubble"), anchor: 0.5 });
    this.view.addChild(this.crown, this.bubble);
  }

  /** Puts every slice in its place. */
  frame(look: TankLook, camera: Camera, dt: number): void {
    this.clock += dt;
    this.sinceShot += dt;
    this.sinceHit += dt;
    this.roll(look);
    const recoil = Math.max(0, 1 - this.sinceShot / 0.22);
    const kick = recoil * recoil;
    for (const { sprite, height, turret } of this.slices) {
      const lean = camera.lean(height);
      sprite.position.set(look.x + (look.x - camera.eyeX) * lean, look.y + (look.y - camera.eyeY) * lean);
      sprite.rotation = turret ? look.turret : look.heading;
      sprite.scale.set(unit * (1 + lean));
    }
    this.placeBarrels(look, kick);
    this.shadow.position.set(look.x + 0.3, look.y + 0.24);
    this.shadow.rotation = look.heading;
    this.barrelShadow.position.set(look.x + 0.55 + Math.cos(look.turret) * 0.75, look.y + 0.44 + Math.sin(look.turret) * 0.75);
    this.barrelShadow.rotation = look.turret;
    this.stripe.tint = paints[look.paint % paints.length]!.color;
    const flash = this.sinceHit < 0.09 ? 0xffb0a0 : 0xffffff;
    for (const top of this.tops) top.tint = flash;
    this.dress(look, camera);
  }

  destroy(): void {
    this.view.destroy({ children: true });
    this.shadows.destroy({ children: true });
  }

  private addShadow(atlas: Atlas, name: string): Sprite {
    const sprite = new Sprite({ texture: atlas.get(name), anchor: 0.5, alpha: 0.5 });
    sprite.scale.set(unit);
    this.shadows.addChild(sprite);
    return sprite;
  }

  /** Turns the treads by the way the tank made. */
  private roll(look: TankLook): void {
    if (Number.isNaN(this.lastX)) {
      this.lastX = look.x;
      this.lastY = look.y;
    }
    this.travelled += (look.x - this.lastX) * Math.cos(look.heading) + (look.y - this.lastY) * Math.sin(look.heading);
    this.lastX = look.x;
    this.lastY = look.y;
    const phase = this.travelled / treadLink;
    this.tread.texture = this.treadTextures[Math.floor((phase - Math.floor(phase)) * treadFrames) % treadFrames]!;
  }

  private placeBarrels(look: TankLook, kick: number): void {
    const { from, to } = shapes[this.hull].barrel;
    const middle = (from + to) / 2 - kick * 0.3;
    for (const barrel of this.barrels) {
      barrel.x += Math.cos(look.turret) * middle;
      barrel.y += Math.sin(look.turret) * middle;
    }
  }

  private dress(look: TankLook, camera: Camera): void {
    const height = 1.5 + Math.sin(this.clock * 3) * 0.08;
    this.crown.visible = look.crown;
    if (look.crown) {
      this.crown.position.set(camera.liftX(look.x, height), camera.liftY(look.y, height) - 0.1);
      this.crown.scale.set(unit * (1.05 + Math.sin(this.clock * 3) * 0.04));
    }
    this.bubble.visible = look.shield > 0 || look.protected;
    if (!this.bubble.visible) return;
    this.bubble.position.set(camera.liftX(look.x, 0.5), camera.liftY(look.y, 0.5));
    this.bubble.scale.set(unit * (1 + Math.sin(this.clock * 5) * 0.025));
    this.bubble.alpha = look.protected ? 0.55 : 0.45 + 0.25 * look.shield;
    this.bubble.tint = look.protected ? 0xfff1c9 : 0x8fe4ff;
  }
}
