import type { Device, Wish } from "./controls";

const drive: Record<string, readonly [keyof Pick<Wish, "throttle" | "turn">, number]> = {
  KeyW: ["throttle", 1], ArrowUp: ["throttle", 1],
  KeyS: ["throttle", -1], ArrowDown: ["throttle", -1],
  KeyA: ["turn", -1], ArrowLeft: ["turn", -1],
  KeyD: ["turn", 1], ArrowRight: ["turn", 1],
};

/** W A S D or the arrows drive, the space bar fires. Keys are taken by their place, whatever the layout. */
export class Keyboard implements Device {
  private readonly down = new Set<string>();
  private pulled = false;

  constructor(target: EventTarget = window) {
    target.addEventListener("keydown", (event) => this.press(event as KeyboardEvent));
    target.addEventListener("keyup", (event) => this.lift(event as KeyboardEvent));
  }

  read(wish: Wish): void {
    for (const code of this.down) {
      const way = drive[code];
      if (way) wish[way[0]] = Math.max(-1, Math.min(1, wish[way[0]] + way[1]));
    }
    wish.fire ||= this.pulled || this.down.has("Space");
    this.pulled = false;
  }

  release(): void {
    this.down.clear();
    this.pulled = false;
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    if (!(event.code in drive) && event.code !== "Space") return;
    event.preventDefault();
    // A key that was let go by another way than its own does nothing until it is pressed anew.
    if (event.repeat) return;
    this.down.add(event.code);
    // A tap shorter than a tick still fires.
    if (event.code === "Space") this.pulled = true;
  }

  private lift(event: KeyboardEvent): void {
    // macOS tells no keyup of what was released while Command was held.
    if (event.key === "Meta") this.down.clear();
    else this.down.delete(event.code);
  }
}

/** Whether a key goes into a field, a dialog or a button of the page, and so is not for driving. */
function isTaken({ target, code }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement || isTyping(target) || document.querySelector("dialog[open]") !== null
    || (code === "Space" && target instanceof HTMLButtonElement);
}

/** Whether keys go into a field of the page. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "range" && target.type !== "checkbox" && target.type !== "radio"
    || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
