import type { LineChange } from "../../sdk";
import { byId, element, show } from "./dom";

const reasons: Record<string, string> = {
  "taken-over": "You signed in somewhere else, so this window stopped.",
  "signed-out": "You are signed out.",
  flood: "The server closed the line: too many messages.",
  "sign-in timeout": "The server closed the line: nobody signed in.",
};

/** How it stands with the line, when it does not stand well. */
export class Banner {
  private readonly root = byId("banner");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasLost = false;

  /** @param again opens the line anew. */
  constructor(private readonly again: () => void) {}

  line(change: LineChange): void {
    // Who switches the format knows why the line is new.
    if (change.cause === "format") return;
    switch (change.state) {
      case "reconnecting":
        this.wasLost = true;
        this.tell(change.cause === "unplugged" ? "The plug is pulled. Reconnecting…" : "The line is lost. Reconnecting…", "");
        break;
      case "connecting":
        if ((change.attempt ?? 0) > 0) this.tell("No answer from the server yet. Trying again…", "");
        break;
      case "resumed":
        if (this.wasLost) this.tell("Back again: resumed.", "good", 2500);
        this.wasLost = false;
        break;
      case "gap":
        this.tell("Back again; some news were missed.", "warn", 4000);
        this.wasLost = false;
        break;
      case "signed-out":
        this.tell("The server does not know you any more. Please sign in again.", "warn", 6000);
        break;
      case "closed":
        this.closed(change);
        break;
      case "open":
        this.wasLost = false;
        this.hide();
    }
  }

  /** The server says that it will stop. */
  draining(seconds: number): void {
    this.tell(`The server restarts in ${Math.ceil(seconds)} s. You will be reconnected.`, "warn", seconds * 1000);
  }

  private closed(change: LineChange): void {
    if (change.cause === "close") return;
    const reason = change.reason ?? "";
    this.tell(reason.startsWith("update needed") ? "This page is out of date: load it anew." : reasons[reason] ?? "The line is closed.", "");
    const button = element("button", "Connect again");
    button.type = "button";
    button.dataset["testid"] = "connect-again";
    button.addEventListener("click", () => {
      this.hide();
      this.again();
    });
    this.root.append(button);
  }

  private tell(text: string, tone: string, ms?: number): void {
    clearTimeout(this.timer);
    this.root.textContent = text;
    this.root.className = tone;
    show(this.root, true);
    if (ms !== undefined) this.timer = setTimeout(() => this.hide(), ms);
  }

  private hide(): void {
    show(this.root, false);
  }
}
