import { byId, setText, show } from "./dom";

/** One short word in the middle: a kill, a pickup, a new round. */
export class Toast {
  private readonly root = byId("toast");
  private timers: ReturnType<typeof setTimeout>[] = [];

  tell(text: string, tone: "plain" | "good" | "gold" = "plain", ms = 1800): void {
    for (const timer of this.timers) clearTimeout(timer);
    setText(this.root, text);
    this.root.className = tone;
    show(this.root, false);
    // Hidden and shown again, so that it pops anew.
    void this.root.offsetWidth;
    show(this.root, true);
    this.timers = [
      setTimeout(() => this.root.classList.add("fading"), ms),
      setTimeout(() => show(this.root, false), ms + 600),
    ];
  }
}
