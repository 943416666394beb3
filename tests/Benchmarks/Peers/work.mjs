// The work that every contender of Node does, so that they differ in nothing but how they carry it.

/** The broadcast's beat. */
export const period = 1000 / 30;

/** The service that is called. */
export class Service {
  #count = 0;
  #last = null;

  move({ seq, x, y }) {
    return { seq, x: x + 1, y: y + 1 };
  }

  steer(input) {
    this.#count++;
    this.#last = input;
  }

  /** What has come of steering, so that the benchmark can see that nothing was skipped. */
  steered() {
    return { count: this.#count, last: this.#last };
  }
}

/** Fifty entities that all move in every step, each around its own place. */
export class Arena {
  entities = Array.from({ length: 50 }, (_, id) => ({ id, x: 0, y: 0, angle: 0, turret: 0, health: 100 }));
  #step = 0;

  constructor() {
    this.step();
  }

  step() {
    const time = ++this.#step / 30;
    for (const entity of this.entities) {
      const angle = (time + entity.id) % 6.28;
      entity.x = rounded(500 + 8 * entity.id + 40 * Math.cos(angle));
      entity.y = rounded(500 + 8 * entity.id + 40 * Math.sin(angle));
      entity.angle = rounded(angle);
      entity.turret = rounded((2 * time + entity.id) % 6.28);
    }
  }
}

// What nobody sees is not sent as text.
function rounded(value) {
  return Math.round(value * 100) / 100;
}
