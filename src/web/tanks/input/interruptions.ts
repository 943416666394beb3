import { isTyping } from "./keyboard";

/**
 * Calls back whenever the player's hands are no longer at the controls, since the page is not told what is let go then: the
 * window or tab is left, a field or a dialog takes the keys, or a menu opens over the page.
 */
export function onInterruption(letGo: () => void): void {
  window.addEventListener("blur", letGo);
  window.addEventListener("pagehide", letGo);
  document.addEventListener("visibilitychange", letGo);
  document.addEventListener("focusin", ({ target }) => {
    if (isTyping(target) || (target instanceof Element && target.closest("dialog"))) letGo();
  });
  // A long press on the arena asks for a menu too, which is refused there.
  window.addEventListener("contextmenu", (event) => {
    if (!event.defaultPrevented) letGo();
  });
}
