import type { Battle } from "../game/battle";
import { byId, isolated, setText, show } from "./dom";

/** After one was destroyed: by whom, and when one is back. */
export class Death {
  private readonly root = byId("death");
  private readonly by = byId("death-by");
  private readonly button = byId<HTMLButtonElement>("respawn");

  constructor(private readonly respawn: () => void) {
    this.button.addEventListener("click", () => this.respawn());
  }

  destroyedBy(name: string, crown: boolean): void {
    const who = isolated(name);
    setText(this.by, crown ? `${who} got you, and three times the points` : `${who} got you`);
  }

  frame(battle: Battle): void {
    const pilot = battle.pilot;
    const dead = pilot !== null && !pilot.alive && battle.round?.phase !== "intermission";
    show(this.root, dead);
    if (!dead || pilot.respawnAt === undefined) return;
    const { respawnTicks, respawnEarliestTicks } = battle.room.world;
    const left = Math.max(0, pilot.respawnAt - battle.tick);
    this.button.disabled = left > respawnTicks - respawnEarliestTicks;
    const seconds = Math.ceil(left / battle.room.tickRate);
    setText(this.button, this.button.disabled ? `Back in ${seconds}` : `Back now (${seconds})`);
  }

  /** Whether one may come back at once by a key. */
  get ready(): boolean {
    return !this.root.hidden && !this.button.disabled;
  }
}
