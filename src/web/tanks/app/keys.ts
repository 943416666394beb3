import { byId } from "../hud/dom";
import { isTyping } from "../input/keyboard";

/** What keys and tool buttons do beside driving. */
export interface Actions {
  chat(): void;
  scores(held: boolean): void;
  toggleScores(): void;
  network(): void;
  garage(): void;
  mute(): void;
  respawn(): boolean;
  /** Whether one sits in a tank: chat, scores and garage need that. */
  seated(): boolean;
}

/** Wires keys and the tool buttons to their actions. */
export function bindKeys(actions: Actions): void {
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "F3") {
      event.preventDefault();
      actions.network();
      return;
    }
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (press(actions, event)) event.preventDefault();
  });
  window.addEventListener("keyup", (event) => {
    if (event.code === "Tab") actions.scores(false);
  });
  const tools: readonly [string, () => void][] = [
    ["tool-chat", () => actions.chat()],
    ["tool-scores", () => actions.toggleScores()],
    ["tool-garage", () => actions.garage()],
    ["tool-network", () => actions.network()],
    ["tool-sound", () => actions.mute()],
  ];
  for (const [id, run] of tools) {
    const button = byId(id);
    button.addEventListener("click", () => {
      // The space bar fires: it must not press the button again.
      button.blur();
      run();
    });
  }
}

/** Answers whether the key meant something. */
function press(actions: Actions, event: KeyboardEvent): boolean {
  if (event.code === "KeyM" && !event.repeat) actions.mute();
  else if (event.code === "KeyN" && !event.repeat) actions.network();
  else if (!actions.seated()) return false;
  else if (event.code === "Tab") actions.scores(true);
  else if (event.code === "KeyG" && !event.repeat) actions.garage();
  else if (event.code === "Space") return actions.respawn();
  else if (event.code === "Enter" && !event.repeat) {
    if (!actions.respawn()) actions.chat();
  } else return false;
  return true;
}
