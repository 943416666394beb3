import type { ItemLook } from "../render/items";
import type { LabelLook } from "../render/labels";
import type { SceneState } from "../render/scene";
import type { ShellLook } from "../render/shells";
import type { TankLook } from "../render/tank";
import type { Battle } from "./battle";

/** What a battle looks like now, for the scene. */
export function picture(battle: Battle, aim: { readonly x: number; readonly y: number } | null): SceneState {
  const you = battle.room.you;
  const tanks: TankLook[] = [];
  const labels: LabelLook[] = [];
  let me: { x: number; y: number } | null = null;
  for (const tank of battle.tanks()) {
    const mine = tank.player === you;
    tanks.push({ ...tank, mine });
    labels.push({ id: tank.id, x: tank.x, y: tank.y, name: battle.name(tank.player), health: tank.health, mine });
    if (mine) me = { x: tank.x, y: tank.y };
  }
  const shells: ShellLook[] = battle.shots.map((shot) => ({
    id: shot.id, x: shot.x, y: shot.y, angle: shot.angle, mine: shot.player === you, heavy: shot.shell.hull === "heavy",
  }));
  const items: ItemLook[] = [];
  for (const entity of battle.view) {
    if (entity.kind === "pickup") items.push({ id: entity.id, x: entity.x, y: entity.y, picture: entity.bonus });
    else if (entity.kind === "scrap") items.push({ id: entity.id, x: entity.x, y: entity.y, picture: "scrap" });
  }
  return { tanks, labels, shells, items, focus: focus(battle, me, aim), me };
}

/** Looks a little to where one aims, but never beyond what the server shows. */
function focus(
  battle: Battle, me: { readonly x: number; readonly y: number } | null, aim: { readonly x: number; readonly y: number } | null,
): { x: number; y: number } {
  if (!me) {
    for (const tank of battle.tanks()) {
      if (battle.room.watching && tank.player === battle.round?.spotlight) return { x: tank.x, y: tank.y };
    }
    return { x: battle.centerX, y: battle.centerY };
  }
  if (!aim) return me;
  const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return { x: me.x + limit((aim.x - me.x) * 0.14, 2.2), y: me.y + limit((aim.y - me.y) * 0.14, 1.5) };
}
