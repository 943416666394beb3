/*
 * The tank game's own types, by hand: they mirror the declarations of src/GameServer.Tanks.
 */

export type Hull = "scout" | "ranger" | "heavy";
export type Bonus = "repair" | "rapid" | "shield";

/** A tank in the arena; what only its owner receives is optional. */
export interface Tank {
  x: number;
  y: number;
  heading: number;
  turret: number;
  health: number;
  shield: number;
  rapid: boolean;
  protected: boolean;
  crown: boolean;
  hull: Hull;
  paint: number;
  player: number;
  speed?: number;
  readyAt?: number;
  rapidUntil?: number;
  protectedUntil?: number;
}

/** A shell as it was born; where it is now follows from its flight. */
export interface Shell {
  x: number;
  y: number;
  angle: number;
  born: number;
  player: number;
  hull: Hull;
}

/** A player's line on the scoreboard. */
export interface Pilot {
  score: number;
  kills: number;
  deaths: number;
  crown: boolean;
  alive: boolean;
  hull: Hull;
  paint: number;
  player: number;
  respawnAt?: number;
}

export interface Round {
  phase: "playing" | "intermission";
  endsAt: number;
  number: number;
  winner: number;
  spotlight: number;
}

export interface Scrap {
  x: number;
  y: number;
}

export interface Pickup {
  x: number;
  y: number;
  bonus: Bonus;
}

export interface Brick {
  health: number;
  column: number;
  row: number;
}

/** What a hull can do. */
export interface HullRules {
  hull: Hull;
  maxSpeed: number;
  reverseSpeed: number;
  acceleration: number;
  braking: number;
  turnRate: number;
  turretRate: number;
  radius: number;
  reloadTicks: number;
  shellSpeed: number;
}

/** What the server tells once at joining. Lengths in metres, times in ticks. */
export interface World {
  width: number;
  height: number;
  tileSize: number;
  rows: string[];
  viewHalfWidth: number;
  viewHalfHeight: number;
  hulls: HullRules[];
  pads: { x: number; y: number }[];
  maxHealth: number;
  brickHealth: number;
  shellLifeTicks: number;
  shellBounces: number;
  muzzleDistance: number;
  roundTicks: number;
  intermissionTicks: number;
  respawnTicks: number;
  respawnEarliestTicks: number;
  protectionTicks: number;
  rapidTicks: number;
  paints: number;
}

export interface Steer {
  seq: number;
  throttle: number;
  turn: number;
  aim: number;
  fire: boolean;
}

export interface Standing {
  player: number;
  score: number;
  kills: number;
}

/** The tank game for the SDK's generic types. */
export interface TankTypes {
  entities: { tank: Tank; pilot: Pilot; round: Round; shell: Shell; scrap: Scrap; pickup: Pickup; brick: Brick };
  commands: { steer: Steer; respawn: object; choose: { hull: Hull; paint: number } };
  events: {
    spawned: { player: number; hull: Hull };
    destroyed: { player: number; by: number; x: number; y: number; crown: boolean; points: number };
    hit: { player: number; by: number; x: number; y: number; health: number; shielded: boolean };
    collected: { bonus: Bonus };
    "round.started": { number: number; endsAt: number };
    "round.ended": { number: number; nextAt: number; first: Standing; second: Standing; third: Standing };
  };
  world: World;
}
