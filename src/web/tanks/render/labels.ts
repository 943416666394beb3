import { Container, Graphics, Text } from "pixi.js";
import type { Camera } from "./camera";

/** What stands over a tank. */
export interface LabelLook {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly health: number;
  readonly mine: boolean;
}

interface Label {
  readonly view: Container;
  readonly text: Text;
  readonly bar: Graphics;
  health: number;
  shown: number;
}

const maxHealth = 4;

/** Names and health over tanks, in the pixels of the stage, so that they stay sharp. */
export class Labels {
  readonly layer = new Container();
  private readonly labels = new Map<number, Label>();
  private readonly seen = new Set<number>();

  frame(looks: readonly LabelLook[], camera: Camera, world: Container): void {
    this.seen.clear();
    for (const look of looks) {
      this.seen.add(look.id);
      const label = this.labels.get(look.id) ?? this.make(look);
      const name = look.mine ? "" : look.name;
      if (label.text.text !== name) label.text.text = name;
      if (label.health !== look.health) this.fill(label, look);
      const x = camera.liftX(look.x, 1.2);
      const y = camera.liftY(look.y, 1.2) - 1.5;
      label.view.position.set(Math.round(world.x + x * camera.scale), Math.round(world.y + y * camera.scale));
    }
    for (const [id, label] of this.labels) {
      if (this.seen.has(id)) continue;
      label.view.destroy({ children: true });
      this.labels.delete(id);
    }
  }

  private make(look: LabelLook): Label {
    const view = new Container();
    const text = new Text({
      text: "", anchor: { x: 0.5, y: 1 }, resolution: 2,
      style: {
        fontFamily: "ui-rounded, 'SF Pro Rounded', Nunito, 'Segoe UI', system-ui, sans-serif", fontSize: 13, fontWeight: "700",
        fill: 0xfffaf0, stroke: { color: 0x4a3424, width: 3.5, join: "round" },
      },
    });
    text.y = -6;
    const bar = new Graphics();
    view.addChild(text, bar);
    this.layer.addChild(view);
    const label = { view, text, bar, health: -1, shown: 0 };
    this.labels.set(look.id, label);
    return label;
  }

  private fill(label: Label, look: LabelLook): void {
    label.health = look.health;
    const { bar } = label;
    const width = 9;
    bar.clear();
    bar.roundRect(-2 * width - 5, -5, 4 * width + 10, 8, 4).fill({ color: 0x33261c, alpha: 0.72 });
    for (let i = 0; i < maxHealth; i++) {
      const full = i < look.health;
      const color = !full ? 0x6b5a4a : look.mine ? 0x2fd3c0 : look.health === 1 ? 0xff5a4a : 0xffa06b;
      bar.roundRect(-2 * width - 1.5 + i * (width + 1) - 0.5, -3, width - 1, 4, 2).fill(color);
    }
  }
}
