import type { Battle, BattleEvents } from "../game/battle";
import type { Bonus } from "../game/wire";
import { isolated } from "../hud/dom";
import type { Hud } from "./hud";
import { gold } from "../render/palette";
import type { ItemLook } from "../render/items";
import type { Scene } from "../render/scene";
import type { Sound } from "../audio/sound";

const mine = [0x17b3a3, 0x0a7268, 0x5fe0cf, 0x4a4650];
const theirs = [0xf26b50, 0xa93f2b, 0xff9f86, 0x4a4650];
const bonuses: Record<Bonus, string> = { repair: "Repaired", rapid: "Rapid fire", shield: "Shield" };
const tints: Record<ItemLook["picture"], number> = { repair: 0xff9a90, rapid: gold, shield: 0x8fe4ff, scrap: gold };

/** What the page itself does about what happens. */
export interface HappeningsHost {
  rejoined(sameRoom: boolean): void;
  roundEnded(): void;
}

/** Lets what happens in a battle be seen, heard and read. */
export function happenings(scene: Scene, sound: Sound, hud: Hud, battle: () => Battle | null, host: HappeningsHost): BattleEvents {
  const you = () => battle()?.room.you ?? 0;
  const name = (player: number) => battle()?.name(player) ?? "Somebody";
  const named = (player: number) => ({ name: name(player), you: player !== 0 && player === you() });
  const past = () => battle()?.past ?? false;
  const near = (x: number, y: number) => Math.max(0, 1 - Math.hypot(x - scene.camera.x, y - scene.camera.y) / 16);

  return {
    fired(player, x, y, angle) {
      const look = scene.toys.recoil(player);
      scene.effects.muzzle(x, y, angle);
      sound.fire(x, y, look?.hull === "heavy");
      if (player === you()) scene.camera.shake(0.13);
    },
    bounced(x, y, angle) {
      scene.effects.bounce(x, y, angle);
      sound.bounce(x, y);
    },
    ended(x, y, by) {
      // Of hits on armour the two concerned hear more, by an event of their own.
      if (by === "life") return;
      scene.effects.burst(x, y);
      sound.burst(x, y);
    },
    brick(column, row, state) {
      scene.changed(column, row);
      hud.minimap.changed();
      const tile = battle()?.arena.tile ?? 2;
      const x = (column + 0.5) * tile;
      const y = (row + 0.5) * tile;
      if (state === "whole" || !scene.camera.sees(x, y)) return;
      scene.effects.crumble(x, y, tile, state === "gone");
      sound.crumble(x, y);
      if (state === "gone") scene.camera.shake(0.16 * near(x, y));
    },
    spawned(player) {
      // The tank itself comes with a snapshot a moment later; its place is not told to everybody.
      if (!past()) scene.toys.expect(player, player === you() ? 0x5fe0cf : 0xffb59d);
    },
    destroyed(player, by, x, y, crown, points) {
      hud.feed.destroyed(named(player), named(by), crown, points);
      if (player === you()) hud.death.destroyedBy(name(by), crown);
      if (past()) return;
      scene.effects.explosion(x, y, player === you() ? mine : theirs);
      scene.camera.shake(0.25 + 0.6 * near(x, y));
      sound.explosion(x, y);
      if (player === you()) {
        scene.hitStop(0.09);
        sound.lost();
      } else if (by === you()) {
        scene.hitStop(0.07);
        sound.kill();
        hud.toast.tell(crown ? `You took the crown! +${points}` : `${isolated(name(player))} destroyed  +${points}`, crown ? "gold" : "good");
      }
    },
    hit(player, _by, x, y, shielded) {
      if (past()) return;
      scene.effects.hit(x, y, shielded);
      if (shielded) sound.shielded(x, y);
      else sound.hit(x, y);
      scene.toys.flash(player);
      if (player === you() && !shielded) scene.camera.shake(0.45);
    },
    collected(bonus) {
      if (past()) return;
      hud.toast.tell(bonuses[bonus], "plain", 1100);
      sound.pickup();
    },
    said(player, who, text) {
      hud.chat.said(who, text, player === you());
      if (player !== you() && !past()) sound.chat();
    },
    roundStarted(number) {
      hud.scoreboard.begin();
      if (!past()) hud.toast.tell(`Round ${number}: fight!`, "plain", 2200);
    },
    roundEnded(podium) {
      const room = battle();
      if (room) hud.scoreboard.finish(podium, room);
      if (!past()) sound.roundOver();
      host.roundEnded();
    },
    rejoined: (sameRoom) => host.rejoined(sameRoom),
  };
}

/** An item vanished from the picture: somebody near it took it. */
export function taken(scene: Scene, sound: Sound, look: ItemLook): void {
  if (!scene.camera.sees(look.x, look.y)) return;
  scene.effects.sparkle(look.x, look.y, tints[look.picture]);
  if (look.picture === "scrap") sound.scrap(look.x, look.y);
}
