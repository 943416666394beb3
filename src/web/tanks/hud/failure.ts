import { byId, element, setText } from "./dom";

/** The last word: nothing can be drawn any more, and a new start may help. */
export class Failure {
  private readonly root = byId<HTMLDialogElement>("failure");

  constructor() {
    byId("failure-reload").addEventListener("click", () => location.reload());
    // There is nothing behind it to go back to.
    this.root.addEventListener("cancel", (event) => event.preventDefault());
  }

  show(title: string, text: string, detail = ""): void {
    setText(byId("failure-title"), title);
    byId("failure-text").replaceChildren(element("p", text), ...(detail ? [element("p", detail, "dim")] : []));
    if (!this.root.open) this.root.showModal();
  }

  hide(): void {
    if (this.root.open) this.root.close();
  }
}
