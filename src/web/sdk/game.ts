/** A field of an entity, in real units: a number, a boolean, or an enumeration's name. */
export type FieldValue = number | boolean | string;

/**
 * A game's own types, declared once by whoever writes its client:
 *
 * ```ts
 * interface Snake {
 *   entities: { worm: { x: number; y: number; boost?: number } };  // owner-only fields are optional
 *   commands: { turn: { direction: number } };
 *   events: { died: { id: number } };
 *   world: { width: number };
 * }
 * const room = await server.join<Snake>("snake");
 * ```
 */
export interface GameTypes {
  /** Each kind of entity with its fields. */
  entities: object;
  /** Each command with its arguments. */
  commands: object;
  /** Each event with its params; a name without a dot is the game's own (`died` is `snake.died`). */
  events: object;
  /** What the server tells at joining. */
  world: unknown;
}

/** A game of which nothing is known. */
export interface AnyGame extends GameTypes {
  entities: Record<string, Record<string, FieldValue>>;
  commands: Record<string, object>;
  events: Record<string, object>;
}

/** The kinds of a game's entities. */
export type KindOf<G extends GameTypes> = keyof G["entities"] & string;

/** An entity of a game, as `room.entities` and `room.view()` give it. */
export type EntityOf<G extends GameTypes, K extends KindOf<G> = KindOf<G>> = {
  [Kind in K]: { readonly kind: Kind; readonly id: number } & Readonly<G["entities"][Kind]>;
}[K];

/** A command's name. */
export type CommandOf<G extends GameTypes> = keyof G["commands"] & string;

/** What a command takes. */
export type ArgumentsOf<G extends GameTypes, C extends CommandOf<G>> = G["commands"][C];
