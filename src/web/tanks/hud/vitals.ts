import type { Battle, TankEntity } from "../game/battle";
import { byId, element, setText, show } from "./dom";

/** Health, reload and what one's tank carries, at the lower edge. */
export class Vitals {
  private readonly root = byId("vitals");
  private readonly health = byId("health");
  private readonly bar = byId("reload");
  private readonly fill = this.bar.firstElementChild as HTMLElement;
  private readonly boosts = byId("boosts");
  private readonly pips: HTMLElement[] = [];
  private shownHealth = -1;
  private shownBoosts = "";

  frame(battle: Battle, own: TankEntity | null, now: number): void {
    show(this.root, own !== null);
    if (!own) return;
    this.showHealth(own.health, battle.room.world.maxHealth);
    const loaded = battle.guns.loaded(now, battle.reloadMs(own));
    this.fill.style.transform = `scaleX(${loaded.toFixed(3)})`;
    this.bar.classList.toggle("ready", loaded >= 1);
    this.showBoosts(battle, own);
  }

  private showHealth(health: number, most: number): void {
    if (this.pips.length !== most) {
      this.health.replaceChildren();
      this.pips.length = 0;
      for (let i = 0; i < most; i++) this.pips.push(this.health.appendChild(element("i")));
      this.health.setAttribute("aria-valuemax", String(most));
    }
    if (health === this.shownHealth) return;
    this.shownHealth = health;
    this.pips.forEach((pip, i) => pip.classList.toggle("full", i < health));
    this.health.classList.toggle("low", health === 1);
    this.health.setAttribute("aria-valuenow", String(health));
  }

  private showBoosts(battle: Battle, own: TankEntity): void {
    const seconds = (until: number | undefined) => Math.max(1, Math.ceil(((until ?? 0) - battle.tick) / battle.room.tickRate));
    const boosts: [string, string][] = [];
    if (own.shield > 0) boosts.push(["shield", `Shield ${own.shield}`]);
    if (own.rapid) boosts.push(["rapid", `Rapid fire ${seconds(own.rapidUntil)}`]);
    if (own.protected) boosts.push(["protected", "Protected"]);
    const key = boosts.join();
    if (key === this.shownBoosts) return;
    this.shownBoosts = key;
    this.boosts.replaceChildren(...boosts.map(([name, text]) => element("span", text, name)));
  }
}

/** Points, place and crown, at the upper left. */
export class ScoreCard {
  private readonly crown = byId("score-crown");
  private readonly points = byId("score-points");
  private readonly place = byId("score-place");
  private readonly kills = byId("score-kills");

  frame(battle: Battle): void {
    const pilots = battle.pilots;
    const index = pilots.findIndex((pilot) => pilot.player === battle.room.you);
    const own = pilots[index];
    if (!own) return;
    setText(this.points, String(own.score));
    setText(this.place, `#${index + 1} of ${pilots.length}`);
    setText(this.kills, own.kills === 1 ? "1 kill" : `${own.kills} kills`);
    show(this.crown, own.crown);
  }
}

/** What is left of the round. */
export class Clock {
  private readonly root = byId("clock");

  frame(battle: Battle): void {
    const round = battle.round;
    if (!round) return;
    const seconds = Math.max(0, Math.ceil((round.endsAt - battle.tick) / battle.room.tickRate));
    const playing = round.phase === "playing";
    setText(this.root, playing ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : `Next in ${seconds}`);
    this.root.classList.toggle("hurry", playing && seconds <= 15);
  }
}
