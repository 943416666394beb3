/** The page's element of this id; index.html and the code go together, so a missing one is a mistake of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}.`);
  return found as T;
}

/** A new element with a text: names and chat go through here, and so never become markup. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A stranger's text within other text: its direction is its own, and reaches no further. */
export function bdi(text: string): HTMLElement {
  return element("bdi", text);
}

/** The same within a plain string: between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Sets a text only where it is another one, so that nothing is laid out for nothing. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Shows or hides. */
export function show(target: HTMLElement, visible: boolean): void {
  if (target.hidden === visible) target.hidden = !visible;
}
