import type { Server } from "../../sdk";
import type { Battle } from "../game/battle";
import { explain } from "../game/session";
import { Banner, type BannerHost } from "../hud/banner";
import { Chat } from "../hud/chat";
import { Death } from "../hud/death";
import { byId, show } from "../hud/dom";
import { Feed } from "../hud/feed";
import { Minimap } from "../hud/minimap";
import { NetworkPanel } from "../hud/network";
import { Scoreboard } from "../hud/scoreboard";
import { Toast } from "../hud/toast";
import { Clock, ScoreCard, Vitals } from "../hud/vitals";

/** Every panel over the picture. */
export class Hud {
  readonly feed = new Feed();
  readonly minimap = new Minimap();
  readonly scoreboard = new Scoreboard();
  readonly toast = new Toast();
  readonly chat: Chat;
  readonly death: Death;
  readonly banner: Banner;
  readonly network: NetworkPanel;
  private readonly root = byId("hud");
  private readonly vitals = new Vitals();
  private readonly score = new ScoreCard();
  private readonly clock = new Clock();

  constructor(server: Server, actions: BannerHost & { say(text: string): Promise<void>; respawn(): void }) {
    this.chat = new Chat((text) => actions.say(text), explain);
    this.death = new Death(() => actions.respawn());
    this.banner = new Banner(actions);
    this.network = new NetworkPanel(server, async (format) => {
      try {
        await server.switchFormat(format);
      } catch (error) {
        this.toast.tell(explain(error));
      }
    });
  }

  /** Shows how things stand; without a seat only what a spectator needs. */
  frame(now: number, battle: Battle | null, seated: boolean): void {
    show(this.root, battle !== null && seated);
    this.network.frame(now, battle);
    if (!battle) return;
    this.scoreboard.frame(battle, now, seated);
    if (!seated) return;
    this.vitals.frame(battle, battle.own, now);
    this.score.frame(battle);
    this.clock.frame(battle);
    this.death.frame(battle);
    this.minimap.frame(battle, now);
  }
}
