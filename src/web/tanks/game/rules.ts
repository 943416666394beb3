/*
 * GameServer.Tanks.TankMotion, in the same arithmetic and order: what one's own tank does before the server has
 * spoken. A test replays a trace that the server's rules wrote.
 */
import { cos, sin, tau, wrap } from "./trig";
import type { HullRules, Steer } from "./wire";

const f = Math.fround;
const tolerance = f(0.001);

/** What the rules change of a tank. Metres, radians, metres a second. */
export interface Motion {
  x: number;
  y: number;
  heading: number;
  turret: number;
  speed?: number;
}

/** What the rules ask of the arena. */
export interface Walls {
  readonly tile: number;
  solid(column: number, row: number): boolean;
}

/** Puts steering into its range, as the server does with what it receives. */
export function normalize<S extends Omit<Steer, "seq">>(steer: S): S {
  return {
    ...steer,
    throttle: Number.isFinite(steer.throttle) ? Math.max(-1, Math.min(1, f(steer.throttle))) : 0,
    turn: Number.isFinite(steer.turn) ? Math.max(-1, Math.min(1, f(steer.turn))) : 0,
    aim: Number.isFinite(steer.aim) ? remainder(f(steer.aim)) : 0,
  };
}

/** IEEE 754's remainder by a full turn: the result lies in -π to π. */
function remainder(angle: number): number {
  const turns = angle / tau;
  let whole = Math.round(turns);
  if (Math.abs(turns - Math.trunc(turns)) === 0.5 && whole % 2 !== 0) whole -= 1;
  return f(angle - whole * tau);
}

/** Moves a tank for one step of `delta` seconds: hull, speed, place, walls, turret. The steering is normalised. */
export function move(tank: Motion, steer: Omit<Steer, "seq">, hull: HullRules, walls: Walls, delta: number): void {
  const dt = f(delta);
  const radius = f(hull.radius);
  tank.heading = wrap(f(wrap(f(tank.heading)) + f(f(f(steer.turn) * f(hull.turnRate)) * dt)));
  const c = cos(tank.heading);
  const s = sin(tank.heading);

  const speed = f(tank.speed ?? 0);
  const wish = f(f(steer.throttle) * f(steer.throttle >= 0 ? hull.maxSpeed : hull.reverseSpeed));
  const gains = f(wish * speed) >= 0 && Math.abs(wish) > Math.abs(speed);
  tank.speed = approach(speed, wish, f(f(gains ? hull.acceleration : hull.braking) * dt));

  const fromX = f(tank.x);
  const fromY = f(tank.y);
  const place = { x: f(fromX + f(f(c * tank.speed) * dt)), y: f(fromY + f(f(s * tank.speed) * dt)) };
  if (pushOut(place, radius, walls)) {
    if (overlaps(place, radius, walls)) {
      place.x = fromX;
      place.y = fromY;
    }
    const made = f(f(f(f(place.x - fromX) * c) + f(f(place.y - fromY) * s)) / dt);
    tank.speed = tank.speed >= 0 ? Math.max(0, Math.min(tank.speed, made)) : Math.min(0, Math.max(tank.speed, made));
  }
  tank.x = place.x;
  tank.y = place.y;
  tank.turret = turnTowards(wrap(f(tank.turret)), f(steer.aim), f(f(hull.turretRate) * dt));
}

/** An angle turned towards another the shorter way, by at most so much. */
export function turnTowards(angle: number, wish: number, most: number): number {
  const way = wrap(f(wish - angle));
  return Math.abs(way) <= most ? wish : wrap(f(angle + (way > 0 ? most : -most)));
}

interface Place {
  x: number;
  y: number;
}

function overlaps(place: Place, radius: number, walls: Walls): boolean {
  const reach = f(radius - tolerance);
  const lastColumn = index(f(place.x + reach), walls);
  const lastRow = index(f(place.y + reach), walls);
  for (let row = index(f(place.y - reach), walls); row <= lastRow; row++) {
    for (let column = index(f(place.x - reach), walls); column <= lastColumn; column++) {
      if (!walls.solid(column, row)) continue;
      const awayX = f(place.x - nearest(place.x, column, walls));
      const awayY = f(place.y - nearest(place.y, row, walls));
      if (f(f(awayX * awayX) + f(awayY * awayY)) < f(reach * reach)) return true;
    }
  }
  return false;
}

/** Pushes a circle out of the walls; answers whether there was anything to push out of. */
function pushOut(place: Place, radius: number, walls: Walls): boolean {
  // Flat sides before corners: else the corner of the next tile of a flat wall would catch the tank.
  let touched = pushOutOf(place, radius, walls, false);
  touched = pushOutOf(place, radius, walls, true) || touched;
  if (touched) pushOutOf(place, radius, walls, false);
  return touched;
}

function pushOutOf(place: Place, radius: number, walls: Walls, corners: boolean): boolean {
  let touched = false;
  const firstColumn = index(f(place.x - radius), walls);
  const lastColumn = index(f(place.x + radius), walls);
  const firstRow = index(f(place.y - radius), walls);
  const lastRow = index(f(place.y + radius), walls);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      if (!walls.solid(column, row)) continue;
      const awayX = f(place.x - nearest(place.x, column, walls));
      const awayY = f(place.y - nearest(place.y, row, walls));
      const square = f(f(awayX * awayX) + f(awayY * awayY));
      const isCorner = awayX !== 0 && awayY !== 0;
      if (isCorner !== corners || square >= f(radius * radius) || square === 0) continue;
      const distance = f(Math.sqrt(square));
      const push = f(f(radius - distance) / distance);
      place.x = f(place.x + f(awayX * push));
      place.y = f(place.y + f(awayY * push));
      touched = true;
    }
  }
  return touched;
}

function index(at: number, walls: Walls): number {
  return Math.floor(f(at * f(1 / walls.tile)));
}

function nearest(at: number, tile: number, walls: Walls): number {
  const low = f(tile * walls.tile);
  return Math.max(low, Math.min(at, f(low + walls.tile)));
}

function approach(value: number, wish: number, most: number): number {
  return value < wish ? Math.min(f(value + most), wish) : Math.max(f(value - most), wish);
}
