import type { Battle } from "../game/battle";
import type { Standing } from "../game/wire";
import { bdi, byId, element, setText, show } from "./dom";

/** Everybody's scores: while Tab is held, and between two rounds with the podium. */
export class Scoreboard {
  private readonly root = byId("scoreboard");
  private readonly title = byId("scoreboard-title");
  private readonly podium = byId("podium");
  private readonly rows = byId("scoreboard-rows");
  private readonly next = byId("scoreboard-next");
  private readonly coins = byId("scoreboard-coins");
  private held = false;
  private refreshAt = 0;
  private ended = false;

  /** Tab is held, or the button was pressed. */
  hold(held: boolean): void {
    this.held = held;
    this.refreshAt = 0;
  }

  toggle(): void {
    this.hold(!this.held);
  }

  /** A round ended with these on the podium. */
  finish(podium: readonly Standing[], battle: Battle): void {
    this.podium.replaceChildren(...podium.map((standing) => {
      const place = element("li");
      place.append(bdi(battle.name(standing.player)), element("small", `${standing.score} points, ${standing.kills} ${standing.kills === 1 ? "kill" : "kills"}`));
      return place;
    }));
    this.ended = podium.length > 0;
  }

  /** What the round was worth in coins. */
  earned(text: string): void {
    setText(this.coins, text);
  }

  /** A new round began. */
  begin(): void {
    this.ended = false;
    setText(this.coins, "");
    this.podium.replaceChildren();
  }

  frame(battle: Battle, now: number, seated: boolean): void {
    const round = battle.round;
    const intermission = seated && round?.phase === "intermission";
    const visible = this.held || intermission;
    show(this.root, visible);
    if (!visible || now < this.refreshAt) return;
    this.refreshAt = now + 250;
    setText(this.title, intermission ? `Round ${round?.number ?? ""} is over` : "Scoreboard");
    show(this.podium, Boolean(intermission) && this.ended);
    show(this.next, Boolean(intermission));
    show(this.coins, Boolean(intermission) && this.coins.textContent !== "");
    if (intermission && round) {
      setText(this.next, `The next round begins in ${Math.max(0, Math.ceil((round.endsAt - battle.tick) / battle.room.tickRate))} s`);
    }
    this.rows.replaceChildren(...battle.pilots.map((pilot, i) => {
      const row = element("tr");
      if (pilot.player === battle.room.you) row.classList.add("you");
      if (!pilot.alive) row.classList.add("out");
      const name = element("td");
      name.append(bdi(pilot.name));
      if (pilot.crown) name.append(element("span", "", "crown"));
      if (pilot.bot) name.append(element("small", "bot"));
      row.append(element("td", String(i + 1)), name,
        element("td", String(pilot.score)), element("td", String(pilot.kills)), element("td", String(pilot.deaths)));
      return row;
    }));
  }
}
