import { freePaints, paintPrice, type Shop } from "../game/shop";
import { paints } from "../render/palette";
import { element, setText, show } from "./dom";

const svgNamespace = "http://www.w3.org/2000/svg";

/** What the shelf shows beside the shop itself. */
export interface ShelfState {
  /** The paint that is worn, or looked at. */
  readonly shown: number;
  /** The paint whose purchase is in question. */
  readonly asked: number | null;
  readonly paying: boolean;
  /** What came of the last purchase. */
  readonly word: { readonly text: string; readonly good: boolean } | null;
}

/** What the player does at the shelf. */
export interface ShelfActions {
  choose(paint: number): void;
  buy(): void;
  cancel(): void;
  register(): void;
}

/** Pots of paint: those that everybody has, and those that coins buy. */
export class PaintShelf {
  readonly root = element("div", "", "shelf");
  private readonly pots: { readonly label: HTMLElement; readonly radio: HTMLInputElement }[] = [];
  private readonly coins = element("output", "", "coins");
  private readonly till = element("div", "", "till");
  private readonly words = element("p");
  private readonly buy = this.button("Buy", "shop-buy", "primary", () => this.actions.buy());
  private readonly no = this.button("Not now", "shop-no", "link", () => this.actions.cancel());
  private readonly register = this.button("Register", "shop-register", "primary", () => this.actions.register());

  constructor(private readonly shop: Shop, private readonly group: string, private readonly actions: ShelfActions) {
    const free = element("div", "", "paints");
    const sold = element("div", "", "paints sold");
    this.root.setAttribute("role", "radiogroup");
    this.root.setAttribute("aria-label", "Paint");
    paints.forEach(({ name, color }, i) => (i < freePaints ? free : sold).append(this.pot(i, name, color)));
    this.coins.dataset["testid"] = "coins";
    sold.append(this.coins);
    this.words.setAttribute("role", "status");
    this.till.dataset["testid"] = "till";
    this.till.append(this.words, this.buy, this.register, this.no);
    this.root.append(free, sold, this.till);
  }

  draw({ shown, asked, paying, word }: ShelfState): void {
    const { shop } = this;
    this.pots.forEach(({ label, radio }, i) => {
      radio.checked = i === shown;
      radio.disabled = paying;
      label.classList.toggle("locked", !shop.has(i));
      const name = paints[i]!.name;
      radio.setAttribute("aria-label", shop.has(i) ? name : `${name}, ${paintPrice} coins`);
      label.title = shop.has(i) ? name : `${name}: ${paintPrice} coins`;
    });
    setText(this.coins, shop.coins === null ? "for coins" : shop.coins.toLocaleString("en"));
    this.coins.title = shop.coins === null ? "" : `You have ${shop.coins} coins`;
    const short = shop.coins !== null && shop.coins < paintPrice;
    show(this.till, asked !== null || word !== null);
    this.till.classList.toggle("good", word?.good === true);
    setText(this.words, this.say(asked, paying, word));
    show(this.buy, asked !== null && shop.coins !== null && !short);
    show(this.register, asked !== null && shop.isGuest);
    show(this.no, asked !== null);
    setText(this.no, short && !shop.isGuest ? "All right" : "Not now");
    this.buy.disabled = this.no.disabled = paying;
  }

  private say(asked: number | null, paying: boolean, word: ShelfState["word"]): string {
    if (asked === null) return word?.text ?? "";
    const { name } = paints[asked]!;
    const { coins, isGuest } = this.shop;
    if (paying) return `Paying for ${name}…`;
    if (word) return word.text;
    if (isGuest) return `${name} costs ${paintPrice} coins. Guests have none: register and get 1,000.`;
    if (coins === null) return "Nobody knows your coins right now.";
    if (coins < paintPrice) return `${name} costs ${paintPrice} coins, and you have ${coins}. Scrap brings more.`;
    return `Buy ${name} for ${paintPrice} coins?`;
  }

  private pot(index: number, name: string, color: number): HTMLElement {
    const label = element("label", "", "paint");
    const svg = document.createElementNS(svgNamespace, "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.append(
      shape("circle", { cx: "10", cy: "10", r: "10", fill: `#${color.toString(16).padStart(6, "0")}` }),
      shape("path", { class: "lock shackle", d: "M7.9 9.4V7.5a2.1 2.1 0 0 1 4.2 0v1.9" }),
      shape("path", { class: "lock", d: "M6.4 9.4h7.2v5H6.4z" }));
    const radio = element("input");
    radio.type = "radio";
    radio.name = `paint-${this.group}`;
    radio.value = String(index);
    radio.dataset["testid"] = `paint-${index}`;
    radio.setAttribute("aria-label", name);
    radio.addEventListener("change", () => this.actions.choose(index));
    label.append(radio, svg);
    if (index >= freePaints) label.append(element("span", String(paintPrice), "price"));
    this.pots.push({ label, radio });
    return label;
  }

  private button(text: string, id: string, className: string, pressed: () => void): HTMLButtonElement {
    const button = element("button", text, className);
    button.type = "button";
    button.dataset["testid"] = id;
    button.addEventListener("click", pressed);
    return button;
  }
}

function shape(tag: "circle" | "path", attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(svgNamespace, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
