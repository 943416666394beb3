import type { TankRoom } from "../game/battle";
import { explain, type Choice, type Session } from "../game/session";
import { Shop } from "../game/shop";
import { byId } from "../hud/dom";
import { Garage } from "../hud/garage";
import type { HullRules } from "../game/wire";
import { drawPortrait } from "../render/portrait";
import type { Scene } from "../render/scene";

/** Garage and shop: what the tank is, what the player may choose, and what he has to pay for. */
export class Outfitter {
  private readonly shop: Shop;
  private readonly garage: Garage;
  private readonly dialog = byId<HTMLDialogElement>("garage");

  /**
   * @param seat the room in which one drives; null without a seat
   * @param register is called for a guest who wants to have coins
   */
  constructor(private readonly session: Session, scene: Scene, private readonly seat: () => TankRoom | null, register: () => void) {
    this.shop = new Shop(session.server, () => {
      this.garage.stock();
      this.wear();
    });
    this.garage = new Garage(this.shop, {
      portrait: (card, hull, paint) => drawPortrait(scene.atlas, card, hull, paint),
      changed: () => this.wear(),
      register: () => {
        this.dialog.close();
        register();
      },
      explain,
    });
    this.garage.mount(byId("lobby-garage"));
    this.garage.mount(byId("garage-choice"));
  }

  get choice(): Choice {
    return this.garage.choice;
  }

  /** Opens the garage over the battle. */
  open(): void {
    this.garage.ask(null);
    this.dialog.showModal();
  }

  /** Shows the server's own numbers. */
  explain(rules: readonly HullRules[]): void {
    this.garage.explain(rules);
  }

  /** Somebody may have signed in or out. */
  refresh(): void {
    // Where it fails, the line is lost, and its return asks again.
    this.shop.refresh().catch(() => {});
  }

  /** Lets the tank be what the garage says. */
  wear(): void {
    this.seat()?.send("choose", this.choice);
  }

  /** A round is over: tells what its scrap is worth, as soon as that is known. */
  async earn(tell: (text: string) => void): Promise<void> {
    if (this.session.player?.guest) tell("Guests earn no coins. Register, and your scrap is worth something.");
    const coins = await this.shop.earned().catch(() => 0);
    const all = this.shop.coins?.toLocaleString("en") ?? "";
    if (coins > 0) tell(`+${coins} for your scrap, ${all} in all`);
  }
}
