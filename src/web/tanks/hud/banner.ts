import type { LineChange } from "../../sdk";
import { byId, element, setText, show } from "./dom";

/** Why the server closed the line for good, and what the button says that opens it anew. */
const ends = {
  "taken-over": ["You went on in another window, so this one stopped.", "Play here"],
  kicked: ["An administrator took you out of the game.", "Come back"],
  banned: ["An administrator has banned you.", "Try again"],
  flood: ["The server closed the line: too many messages.", "Connect again"],
  "sign-in timeout": ["The line was closed, since nobody was playing.", "Connect again"],
  "too many connections": ["Too many windows play from your network. Close one of them first.", "Try again"],
} satisfies Record<string, readonly [why: string, again: string]>;

/** What the banner needs to know of the page. */
export interface BannerHost {
  /** Opens the line anew. */
  again(): void;
  /** Whether one has a seat, which the line's return brings back. */
  seated(): boolean;
}

/** How it stands with the line, when it does not stand well. */
export class Banner {
  private readonly root = byId("banner");
  private readonly text = element("span");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private wasLost = false;

  constructor(private readonly host: BannerHost) {}

  line(change: LineChange): void {
    // Who switches the format knows why the line is new, and who signs out knows why it ended.
    if (change.cause === "format" || change.reason === "signed-out") return;
    switch (change.state) {
      case "reconnecting":
        // Without an attempt that failed it is the player who wants the line again.
        if (change.attempt === 0) break;
        this.wasLost = true;
        this.count(change.cause === "unplugged" ? "The plug is pulled." : "The line is lost.", change.retryInMs ?? 0);
        break;
      case "connecting":
        if ((change.attempt ?? 0) > 0) this.count("No answer from the server yet.", change.retryInMs ?? 0);
        break;
      case "resumed":
        this.back(this.host.seated() ? "Back in your seat." : "Back again.", "good", 2500);
        break;
      case "gap":
        this.back(this.host.seated() ? "Back in the battle. Some news was missed." : "Back again.", "warn", 4000);
        break;
      case "signed-out":
        this.wasLost = false;
        this.tell(change.reason === "banned" ? ends.banned[0] : "The server does not know you any more. Please sign in again.", "warn", 6000);
        break;
      case "closed":
        this.closed(change);
        break;
      case "open":
        this.back("Back again.", "good", 1500);
    }
  }

  /** The page was loaded anew, or the line opened anew, and the seat of before is here again. */
  returned(): void {
    this.tell("Back in your seat.", "good", 2500);
  }

  /** The server says that it will stop. */
  draining(seconds: number): void {
    this.tell(`The server restarts in ${Math.ceil(seconds)} s. You will be reconnected.`, "warn", seconds * 1000);
  }

  private closed({ cause, reason = "" }: LineChange): void {
    this.wasLost = false;
    if (cause === "close") return;
    const stale = reason.startsWith("update needed");
    const [why, again] = (ends as Partial<Record<string, [string, string]>>)[reason] ?? (stale ? ["This page is out of date.", "Load it anew"] : ["The line is closed.", "Connect again"]);
    this.tell(why, "");
    const button = element("button", again);
    button.type = "button";
    button.dataset["testid"] = "connect-again";
    button.addEventListener("click", () => {
      this.hide();
      if (stale) location.reload();
      else this.host.again();
    });
    this.root.append(button);
  }

  private back(text: string, tone: string, ms: number): void {
    if (this.wasLost) this.tell(text, tone, ms);
    else this.hide();
    this.wasLost = false;
  }

  /** Says what is the matter, and for how long until something is done about it. */
  private count(what: string, ms: number): void {
    const until = performance.now() + ms;
    const say = () => {
      const seconds = Math.ceil((until - performance.now()) / 1000);
      const text = seconds > 1 ? `${what} Trying again in ${seconds}\u00a0s…` : `${what} Reconnecting…`;
      if (this.ticking === undefined) this.tell(text, "");
      else setText(this.text, text);
    };
    this.settle();
    say();
    this.ticking = setInterval(say, 200);
  }

  private tell(text: string, tone: string, ms?: number): void {
    this.settle();
    setText(this.text, text);
    this.root.replaceChildren(this.text);
    this.root.className = tone;
    show(this.root, true);
    if (ms !== undefined) this.timer = setTimeout(() => this.hide(), ms);
  }

  private hide(): void {
    this.settle();
    show(this.root, false);
  }

  private settle(): void {
    clearTimeout(this.timer);
    clearInterval(this.ticking);
    this.ticking = undefined;
  }
}
