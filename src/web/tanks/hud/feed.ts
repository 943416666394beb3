import { bdi, byId, element } from "./dom";

const kept = 5;
const lifeMs = 7000;

/** Who destroyed whom, at the upper right. */
export class Feed {
  private readonly root = byId("feed");

  destroyed(victim: Named, by: Named, crown: boolean, points: number): void {
    const line = element("li");
    line.append(name(by), element("span", " destroyed ", "verb"), name(victim));
    if (crown) line.append(element("span", " and took the crown", "more"));
    if (points > 0) line.append(element("span", ` +${points}`, "points"));
    this.add(line);
  }

  tell(text: string): void {
    this.add(element("li", text));
  }

  clear(): void {
    this.root.replaceChildren();
  }

  private add(line: HTMLElement): void {
    this.root.prepend(line);
    while (this.root.children.length > kept) this.root.lastElementChild?.remove();
    setTimeout(() => line.classList.add("old"), lifeMs);
    setTimeout(() => line.remove(), lifeMs + 1000);
  }
}

export interface Named {
  readonly name: string;
  readonly you: boolean;
}

function name(who: Named): HTMLElement {
  const shown = element("b", "", who.you ? "you" : "");
  shown.append(bdi(who.name));
  return shown;
}
