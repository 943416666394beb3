import { freePaints, type Shop } from "../game/shop";
import type { Choice } from "../game/session";
import type { Hull, HullRules } from "../game/wire";
import { paints } from "../render/palette";
import { element } from "./dom";
import { recall, remember } from "./memory";
import { PaintShelf, type ShelfState } from "./paintShelf";

const hulls: readonly { readonly name: Hull; readonly title: string }[] = [
  { name: "scout", title: "Scout" },
  { name: "ranger", title: "Ranger" },
  { name: "heavy", title: "Heavy" },
];

/** What the bars of a hull's card show, from the server's own numbers once they are known. */
const figures: readonly [string, (rules: HullRules) => number][] = [
  ["Speed", (rules) => rules.maxSpeed / 9],
  ["Turn", (rules) => rules.turnRate / 3.4],
  ["Gun", (rules) => 14 / rules.reloadTicks],
];

/** What the garage needs of the page. */
export interface GarageHost {
  /** Draws a hull in a paint on a card's canvas. */
  portrait(canvas: HTMLCanvasElement, hull: Hull, paint: number): void;
  /** There is a new choice. */
  changed(choice: Choice): void;
  /** A guest wants to be somebody who has coins. */
  register(): void;
  /** What to tell about a purchase that failed. */
  explain(error: unknown): string;
}

interface View {
  readonly root: HTMLElement;
  readonly cards: Map<Hull, HTMLCanvasElement>;
  readonly bars: Map<Hull, HTMLMeterElement[]>;
  readonly shelf: PaintShelf;
}

/** The choice of hull and paint; any number of these show the same choice. */
export class Garage {
  private hull: Hull;
  private wish: number;
  private asked: number | null = null;
  private paying = false;
  private word: ShelfState["word"] = null;
  private readonly views: View[] = [];
  private rules: readonly HullRules[] = [];

  constructor(private readonly shop: Shop, private readonly host: GarageHost) {
    const hull = recall("hull");
    this.hull = hulls.find((one) => one.name === hull)?.name ?? "ranger";
    const paint = Number(recall("paint") ?? Math.floor(Math.random() * freePaints));
    this.wish = Number.isInteger(paint) && paint >= 0 && paint < paints.length ? paint : 0;
  }

  /** The choice; a paint that somebody else bought on this machine is not among it. */
  get choice(): Choice {
    return { hull: this.hull, paint: this.shop.has(this.wish) ? this.wish : this.wish % freePaints };
  }

  /** Puts the choice into an element of the page. */
  mount(root: HTMLElement): void {
    const group = String(this.views.length);
    const cards = new Map<Hull, HTMLCanvasElement>();
    const bars = new Map<Hull, HTMLMeterElement[]>();
    const list = element("div", "", "hulls");
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-label", "Hull");
    for (const { name, title } of hulls) list.append(this.card(group, name, title, cards, bars));
    const shelf = new PaintShelf(this.shop, group, {
      choose: (paint) => this.look(paint),
      buy: () => void this.buy(),
      cancel: () => this.ask(null),
      register: () => {
        this.ask(null);
        this.host.register();
      },
    });
    root.replaceChildren(list, shelf.root);
    this.views.push({ root, cards, bars, shelf });
    this.draw();
  }

  /** The server's numbers are known. */
  explain(rules: readonly HullRules[]): void {
    this.rules = rules;
    this.draw();
  }

  /** The shop has other coins or paints than before. */
  stock(): void {
    if (this.asked !== null && this.shop.has(this.asked)) this.asked = null;
    this.draw();
  }

  /** Somebody looks anew: what was asked before is forgotten. */
  ask(paint: number | null): void {
    this.asked = paint;
    this.word = null;
    this.draw();
  }

  private card(
    group: string, name: Hull, title: string, cards: Map<Hull, HTMLCanvasElement>, bars: Map<Hull, HTMLMeterElement[]>,
  ): HTMLElement {
    const label = element("label", "", "hull");
    const canvas = element("canvas");
    canvas.width = 200;
    canvas.height = 152;
    const list = element("ul");
    bars.set(name, figures.map(([text]) => {
      const item = element("li");
      const bar = element("meter");
      item.append(element("span", text), bar);
      list.append(item);
      return bar;
    }));
    const radio = element("input");
    radio.type = "radio";
    radio.name = `hull-${group}`;
    radio.value = name;
    radio.dataset["testid"] = `hull-${name}`;
    radio.addEventListener("change", () => this.choose(name, this.wish));
    label.append(radio, canvas, element("b", title), list);
    cards.set(name, canvas);
    return label;
  }

  private look(paint: number): void {
    if (this.shop.has(paint)) {
      this.ask(null);
      this.choose(this.hull, paint);
    } else {
      this.ask(paint);
    }
  }

  private async buy(): Promise<void> {
    const paint = this.asked;
    if (paint === null || this.paying) return;
    this.paying = true;
    this.word = null;
    this.draw();
    try {
      await this.shop.buy(paint);
      this.asked = null;
      this.word = { text: `${paints[paint]!.name} is yours.`, good: true };
      this.choose(this.hull, paint);
    } catch (error) {
      this.word = { text: this.host.explain(error), good: false };
    } finally {
      this.paying = false;
      this.draw();
    }
  }

  private choose(hull: Hull, paint: number): void {
    this.hull = hull;
    this.wish = paint;
    remember("hull", hull);
    remember("paint", String(paint));
    this.draw();
    this.host.changed(this.choice);
  }

  private draw(): void {
    const { asked, paying, word } = this;
    const shown = asked ?? this.choice.paint;
    for (const { root, cards, bars, shelf } of this.views) {
      for (const radio of root.querySelectorAll<HTMLInputElement>(".hull input")) radio.checked = radio.value === this.hull;
      for (const [hull, canvas] of cards) this.host.portrait(canvas, hull, shown);
      for (const [hull, meters] of bars) {
        const rules = this.rules.find((one) => one.hull === hull);
        meters.forEach((meter, i) => { meter.value = rules ? figures[i]![1](rules) : 0.5; });
      }
      shelf.draw({ shown, asked, paying, word });
    }
  }
}
