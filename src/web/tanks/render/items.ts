import { Container, Sprite } from "pixi.js";
import type { Atlas } from "./atlas";
import type { Camera } from "./camera";
import { density } from "./tankArt";

/** Something that lies in the arena to be taken. */
export interface ItemLook {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly picture: "repair" | "rapid" | "shield" | "scrap";
}

interface Item {
  readonly view: Container;
  readonly shadow: Sprite;
  readonly side: Sprite | null;
  readonly face: Sprite;
  readonly look: ItemLook;
  age: number;
}

/** Pickups and scrap: they hover, turn, and pop in. */
export class Items {
  readonly layer = new Container();
  private readonly items = new Map<number, Item>();
  private readonly seen = new Set<number>();

  constructor(private readonly atlas: Atlas) {}

  /** Shows these; `gone` is told of each that is not among them any more. */
  frame(looks: readonly ItemLook[], camera: Camera, dt: number, gone: (look: ItemLook) => void): void {
    this.seen.clear();
    for (const look of looks) {
      this.seen.add(look.id);
      this.place(this.items.get(look.id) ?? this.make(look), camera, dt);
    }
    for (const [id, item] of this.items) {
      if (this.seen.has(id)) continue;
      gone(item.look);
      item.view.destroy({ children: true });
      this.items.delete(id);
    }
  }

  clear(): void {
    for (const item of this.items.values()) item.view.destroy({ children: true });
    this.items.clear();
  }

  private make(look: ItemLook): Item {
    const view = new Container();
    const shadow = new Sprite({ texture: this.atlas.get("spot"), anchor: 0.5 });
    const side = look.picture === "scrap" ? null : new Sprite({ texture: this.atlas.get(`${look.picture}-side`), anchor: 0.5 });
    const face = new Sprite({ texture: this.atlas.get(look.picture), anchor: 0.5 });
    view.addChild(shadow);
    if (side) view.addChild(side);
    view.addChild(face);
    this.layer.addChild(view);
    const item = { view, shadow, side, face, look, age: Math.random() * 0.2 };
    this.items.set(look.id, item);
    return item;
  }

  private place(item: Item, camera: Camera, dt: number): void {
    item.age += dt;
    const { x, y, picture, id } = item.look;
    const small = picture === "scrap";
    const pop = Math.min(1, item.age / 0.3);
    const bounce = pop < 1 ? Math.sin(pop * 2.2) * 1.24 : 1;
    const height = (small ? 0.25 : 0.42) + Math.sin(item.age * 2.4 + id) * 0.09;
    const size = ((small ? 0.62 : 0.8) * bounce) / density;
    item.face.position.set(camera.liftX(x, height), camera.liftY(y, height));
    item.face.scale.set(size);
    if (small) item.face.rotation = item.age * 1.3 + id;
    if (item.side) {
      item.side.position.set(camera.liftX(x, height - 0.22), camera.liftY(y, height - 0.22));
      item.side.scale.set(size);
    }
    item.shadow.position.set(x + height * 0.5, y + height * 0.4);
    item.shadow.scale.set(size * (small ? 0.8 : 1.3));
    item.shadow.alpha = 0.55;
  }
}
