import type { Sound } from "../audio/sound";
import { assist } from "../game/aim";
import type { Battle } from "../game/battle";
import type { Steer } from "../game/wire";
import type { Controls } from "../input/controls";
import type { Scene } from "../render/scene";

/** Turns what keys, mouse and thumbs wish into one tick's steering. */
export class Driver {
  constructor(private readonly controls: Controls, private readonly scene: Scene, private readonly sound: Sound) {}

  /** One tick's steering, from all devices. */
  steer(battle: Battle): Omit<Steer, "seq"> {
    const tank = [...battle.tanks()].find((one) => one.player === battle.room.you) ?? battle.own;
    if (!tank) return { throttle: 0, turn: 0, aim: 0, fire: false };
    const wish = this.controls.read(tank);
    let aim = wish.aim ?? tank.heading;
    if (wish.assisted) aim = assist(tank, aim, [...battle.tanks()].filter((one) => one !== tank), battle.arena);
    const loadedAndFree = battle.round?.phase === "playing";
    if (wish.fire && loadedAndFree && battle.guns.pull(performance.now(), battle.reloadMs(tank))) this.shoot(battle, tank);
    return { throttle: wish.throttle, turn: wish.turn, aim: wrapped(aim), fire: wish.fire };
  }

  /** Nobody looks: the tank must not drive on. */
  halt(battle: Battle): void {
    battle.room.input("steer", { throttle: 0, turn: 0, aim: wrapped(battle.own?.turret ?? 0), fire: false });
  }

  /** Shows one's own shot before the server has spoken. */
  private shoot(battle: Battle, tank: { readonly x: number; readonly y: number; readonly turret: number; readonly hull: string }): void {
    const far = battle.room.world.muzzleDistance;
    const x = tank.x + Math.cos(tank.turret) * far;
    const y = tank.y + Math.sin(tank.turret) * far;
    this.scene.toys.recoil(battle.room.you);
    this.scene.effects.muzzle(x, y, tank.turret);
    this.scene.camera.shake(0.13);
    this.sound.fire(x, y, tank.hull === "heavy");
  }
}

function wrapped(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}
