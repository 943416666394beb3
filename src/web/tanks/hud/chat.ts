import { bdi, byId, element } from "./dom";
import { limit } from "./limit";

const kept = 7;
const lifeMs = 9000;

/** What the server takes in one line. */
const longest = { characters: 200, bytes: 5000 };

/** Talk with everybody in the room: Enter opens, Enter sends, Escape leaves. */
export class Chat {
  readonly input = byId<HTMLInputElement>("chat-input");
  private readonly root = byId("chat");
  private readonly log = byId("chat-log");

  /** @param say sends what was typed; what it rejects with is shown. */
  constructor(private readonly say: (text: string) => Promise<void>, private readonly explain: (error: unknown) => string) {
    limit(this.input, longest);
    byId("chat-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      event.stopPropagation();
    });
    this.input.addEventListener("focus", () => this.root.classList.add("open"));
    this.input.addEventListener("blur", () => this.root.classList.remove("open"));
  }

  open(): void {
    this.root.classList.add("open");
    this.input.focus();
  }

  close(): void {
    this.input.blur();
    this.root.classList.remove("open");
  }

  said(name: string, text: string, you: boolean): void {
    const line = element("li");
    const who = element("b", "", you ? "you" : "");
    who.append(bdi(name));
    line.append(who, " ", bdi(text));
    this.add(line);
  }

  note(text: string): void {
    this.add(element("li", text, "note"));
  }

  clear(): void {
    this.log.replaceChildren();
  }

  private async send(): Promise<void> {
    const text = this.input.value.trim();
    this.input.value = "";
    this.close();
    if (!text) return;
    try {
      await this.say(text);
    } catch (error) {
      this.note(this.explain(error));
      // What was refused is not lost: opening the chat again shows it.
      if (!this.input.value) this.input.value = text;
    }
  }

  private add(line: HTMLElement): void {
    this.log.append(line);
    while (this.log.children.length > kept) this.log.firstElementChild?.remove();
    setTimeout(() => line.classList.add("old"), lifeMs);
  }
}
