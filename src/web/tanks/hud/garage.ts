import type { Choice } from "../game/session";
import type { Hull, HullRules } from "../game/wire";
import { paints } from "../render/palette";
import { element } from "./dom";
import { recall, remember } from "./memory";

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

/** Draws a hull in a paint on a card's canvas. */
export type Portrait = (canvas: HTMLCanvasElement, hull: Hull, paint: number) => void;

let groups = 0;

/** The choice of hull and paint; any number of these show the same choice. */
export class Garage {
  hull: Hull;
  paint: number;
  private readonly views: { root: HTMLElement; cards: Map<Hull, HTMLCanvasElement>; bars: Map<Hull, HTMLMeterElement[]> }[] = [];
  private rules: readonly HullRules[] = [];

  /** @param changed is told of each new choice. */
  constructor(private readonly portrait: Portrait, private readonly changed: (choice: Choice) => void) {
    const hull = recall("hull");
    this.hull = hulls.find((one) => one.name === hull)?.name ?? "ranger";
    const paint = Number(recall("paint") ?? Math.floor(Math.random() * paints.length));
    this.paint = Number.isInteger(paint) && paint >= 0 && paint < paints.length ? paint : 0;
  }

  get choice(): Choice {
    return { hull: this.hull, paint: this.paint };
  }

  /** Puts the choice into an element of the page. */
  mount(root: HTMLElement): void {
    const group = ++groups;
    const cards = new Map<Hull, HTMLCanvasElement>();
    const bars = new Map<Hull, HTMLMeterElement[]>();
    const list = element("div", "", "hulls");
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-label", "Hull");
    for (const { name, title } of hulls) list.append(this.card(group, name, title, cards, bars));
    const row = element("div", "", "paints");
    row.setAttribute("role", "radiogroup");
    row.setAttribute("aria-label", "Paint");
    paints.forEach((paint, i) => row.append(this.pot(group, i, paint.name, paint.color)));
    root.replaceChildren(list, row);
    this.views.push({ root, cards, bars });
    this.draw();
  }

  /** The server's numbers are known. */
  explain(rules: readonly HullRules[]): void {
    this.rules = rules;
    this.draw();
  }

  private card(
    group: number, name: Hull, title: string, cards: Map<Hull, HTMLCanvasElement>, bars: Map<Hull, HTMLMeterElement[]>,
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
    label.append(this.radio(`hull-${group}`, name, `hull-${name}`, () => this.choose(name, this.paint)), canvas, element("b", title), list);
    cards.set(name, canvas);
    return label;
  }

  private pot(group: number, index: number, name: string, color: number): HTMLElement {
    const label = element("label", "", "paint");
    label.title = name;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    svg.setAttribute("viewBox", "0 0 20 20");
    for (const [key, value] of [["cx", "10"], ["cy", "10"], ["r", "10"], ["fill", `#${color.toString(16).padStart(6, "0")}`]] as const) {
      circle.setAttribute(key, value);
    }
    svg.append(circle);
    const radio = this.radio(`paint-${group}`, String(index), `paint-${index}`, () => this.choose(this.hull, index));
    radio.setAttribute("aria-label", name);
    label.append(radio, svg);
    return label;
  }

  private radio(group: string, value: string, id: string, chosen: () => void): HTMLInputElement {
    const radio = element("input");
    radio.type = "radio";
    radio.name = group;
    radio.value = value;
    radio.dataset["testid"] = id;
    radio.addEventListener("change", chosen);
    return radio;
  }

  private choose(hull: Hull, paint: number): void {
    this.hull = hull;
    this.paint = paint;
    remember("hull", hull);
    remember("paint", String(paint));
    this.draw();
    this.changed(this.choice);
  }

  private draw(): void {
    for (const { root, cards, bars } of this.views) {
      for (const radio of root.querySelectorAll("input")) {
        radio.checked = radio.value === this.hull || radio.value === String(this.paint);
      }
      for (const [hull, canvas] of cards) this.portrait(canvas, hull, this.paint);
      for (const [hull, meters] of bars) {
        const rules = this.rules.find((one) => one.hull === hull);
        meters.forEach((meter, i) => { meter.value = rules ? figures[i]![1](rules) : 0.5; });
      }
    }
  }
}
