import type { LeaderboardEntry, RoomPlayer } from "../../sdk";
import { bdi, byId, element, setText, show } from "./dom";
import { limit, longestName } from "./limit";
import { recall, remember } from "./memory";

/** The name box over the live battle: Enter drives. */
export class Lobby {
  readonly name = byId<HTMLInputElement>("name");
  private readonly message = byId("lobby-message");
  private readonly button = byId<HTMLButtonElement>("drive");
  private readonly count = byId("lobby-count");
  private readonly account = byId("account-open");
  private readonly board = byId("leaderboard");
  private readonly rows = byId("leaderboard-rows");

  /** @param drive takes a name and resolves when one sits in a tank. */
  constructor(private readonly drive: (name: string) => Promise<void>, private readonly explain: (error: unknown) => string) {
    limit(this.name, longestName);
    // What was said of a name is not true of another one.
    this.name.addEventListener("input", () => setText(this.message, ""));
    this.name.value = recall("name") ?? "";
    byId("name-box").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.go();
    });
  }

  get isOpen(): boolean {
    return document.body.classList.contains("lobby");
  }

  /** Opens it where it is not open; what it says stays. */
  show(): void {
    if (!this.isOpen) this.open();
  }

  open(message = ""): void {
    document.body.classList.add("lobby");
    document.body.classList.remove("playing");
    this.busy(false);
    setText(this.message, message);
    this.name.focus({ preventScroll: true });
    this.name.select();
  }

  close(): void {
    document.body.classList.remove("lobby");
    document.body.classList.add("playing");
    this.name.blur();
  }

  /** Somebody signed in by a name of his own: the box shows it and leaves it alone. */
  signedIn(name: string | null): void {
    this.name.readOnly = name !== null;
    setText(this.account, name === null ? "Register or sign in" : "Your account");
    if (name !== null) this.name.value = name;
  }

  players(players: Iterable<RoomPlayer>): void {
    let people = 0;
    let bots = 0;
    for (const player of players) player.bot ? bots++ : people++;
    const drivers = people === 1 ? "1 player" : `${people} players`;
    setText(this.count, people === 0 ? `${bots} bots wait for you` : `${drivers}, ${bots} bots`);
  }

  leaderboard(entries: readonly LeaderboardEntry[]): void {
    show(this.board, entries.length > 0);
    this.rows.replaceChildren(...entries.map((entry) => {
      const row = element("li");
      const name = element("span");
      name.append(bdi(entry.name));
      row.append(element("span", String(entry.rank)), name, element("span", String(entry.best)));
      return row;
    }));
  }

  private async go(): Promise<void> {
    if (this.button.disabled) return;
    const name = this.name.value.trim();
    this.busy(true);
    setText(this.message, "");
    try {
      await this.drive(name);
      if (!this.name.readOnly) remember("name", name);
    } catch (error) {
      setText(this.message, this.explain(error));
    } finally {
      this.busy(false);
    }
  }

  private busy(busy: boolean): void {
    this.button.disabled = busy;
  }
}
