import { roundRect } from "./atlas";

/** The hulls by their names on the wire. */
export const hulls = ["scout", "ranger", "heavy"] as const;
export type HullName = (typeof hulls)[number];

/** The outlines of one toy, in metres, pointing right. */
export interface TankShape {
  /** Half the length and half the width over the treads. */
  readonly length: number;
  readonly width: number;
  readonly tread: number;
  readonly barrel: { readonly from: number; readonly to: number; readonly width: number; readonly brake: number };
  /** How high deck and turret lie, in metres. */
  readonly deck: number;
  readonly roof: number;
  /** Makes the deck's outline the current path, grown by a margin. */
  deckPath(pen: CanvasRenderingContext2D, grow: number): void;
  turretPath(pen: CanvasRenderingContext2D, grow: number): void;
}

const muzzle = 1.35;

export const shapes: Record<HullName, TankShape> = {
  scout: {
    length: 0.92,
    width: 0.72,
    tread: 0.3,
    barrel: { from: 0.2, to: muzzle, width: 0.17, brake: 0.2 },
    deck: 0.5,
    roof: 0.82,
    deckPath(pen, grow) {
      polygon(pen, [[-0.8, -0.42], [0.38, -0.5], [0.9, -0.18], [0.9, 0.18], [0.38, 0.5], [-0.8, 0.42]], grow, 0.1);
    },
    turretPath(pen, grow) {
      polygon(pen, [[-0.46, -0.26], [-0.1, -0.38], [0.36, -0.24], [0.36, 0.24], [-0.1, 0.38], [-0.46, 0.26]], grow, 0.1);
    },
  },
  ranger: {
    length: 0.98,
    width: 0.82,
    tread: 0.34,
    barrel: { from: 0.25, to: muzzle, width: 0.21, brake: 0.28 },
    deck: 0.55,
    roof: 0.95,
    deckPath(pen, grow) {
      polygon(pen, [[-0.9, -0.52], [0.55, -0.52], [0.94, -0.34], [0.94, 0.34], [0.55, 0.52], [-0.9, 0.52]], grow, 0.12);
    },
    turretPath(pen, grow) {
      pen.beginPath();
      pen.arc(-0.04, 0, 0.47 + grow, 0, Math.PI * 2);
    },
  },
  heavy: {
    length: 1.06,
    width: 0.95,
    tread: 0.4,
    barrel: { from: 0.3, to: muzzle, width: 0.29, brake: 0.38 },
    deck: 0.62,
    roof: 1.06,
    deckPath(pen, grow) {
      roundRect(pen, -1 - grow, -0.62 - grow, 1.98 + 2 * grow, 1.24 + 2 * grow, 0.2 + grow);
    },
    turretPath(pen, grow) {
      polygon(pen, [[-0.62, -0.42], [-0.3, -0.56], [0.3, -0.56], [0.56, -0.3], [0.56, 0.3], [0.3, 0.56], [-0.3, 0.56], [-0.62, 0.42]], grow, 0.08);
    },
  },
};

function polygon(
  pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[], grow: number, radius: number,
): void {
  const grown = points.map(([x, y]) => [x + Math.sign(x) * grow, y + Math.sign(y) * grow] as const);
  const last = grown[grown.length - 1]!;
  const first = grown[0]!;
  pen.beginPath();
  pen.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2);
  grown.forEach(([x, y], i) => {
    const [nextX, nextY] = grown[(i + 1) % grown.length]!;
    pen.arcTo(x, y, nextX, nextY, radius);
  });
  pen.closePath();
}
