import { type Atlas, glow, roundRect } from "./atlas";
import { corals, type Tones, teal } from "./palette";
import { type HullName, hulls, shapes } from "./tankShapes";

/** Pixels of the atlas for a metre. */
export const density = 64;
export const treadFrames = 4;
const box = 2.5;

/** The bodies that tanks are drawn in: the first is yours. */
export const bodies: readonly Tones[] = [teal, ...corals];

/**
 * Draws the parts that toys are stacked from: dark outlines for the sides, lit pictures for the tops. Everything
 * points right; one metre is {@link density} pixels.
 */
export function drawTanks(atlas: Atlas): void {
  for (const hull of hulls) {
    picture(atlas, `shadow-${hull}`, (pen) => shadow(pen, hull));
    picture(atlas, `deck-${hull}`, (pen) => outline(pen, () => shapes[hull].deckPath(pen, 0)));
    picture(atlas, `turret-${hull}`, (pen) => outline(pen, () => shapes[hull].turretPath(pen, 0)));
    picture(atlas, `stripe-${hull}`, (pen) => stripe(pen, hull));
    for (let frame = 0; frame < treadFrames; frame++) picture(atlas, `tread-${hull}-${frame}`, (pen) => treads(pen, hull, frame));
    bodies.forEach((tones, body) => {
      picture(atlas, `deckTop-${hull}-${body}`, (pen) => deckTop(pen, hull, tones));
      picture(atlas, `turretTop-${hull}-${body}`, (pen) => turretTop(pen, hull, tones));
      barrel(atlas, hull, tones, body);
    });
  }
  atlas.add("barrelShadow", 1.5 * density, 0.5 * density, (pen) => {
    pen.scale(density, density);
    pen.fillStyle = "rgba(60,34,20,0.55)";
    roundRect(pen, -0.7, -0.13, 1.4, 0.26, 0.1);
    pen.fill();
  });
}

function picture(atlas: Atlas, name: string, draw: (pen: CanvasRenderingContext2D) => void): void {
  atlas.add(name, box * density, box * density * 0.86, (pen) => {
    pen.scale(density, density);
    draw(pen);
  });
}

function outline(pen: CanvasRenderingContext2D, path: () => void): void {
  path();
  pen.fillStyle = "#fff";
  pen.fill();
}

function shadow(pen: CanvasRenderingContext2D, hull: HullName): void {
  const { length, width } = shapes[hull];
  pen.save();
  pen.scale(length * 1.24, width * 1.3);
  glow(pen, 1, [[0, "rgba(60,34,20,0.75)"], [0.62, "rgba(60,34,20,0.6)"], [1, "rgba(60,34,20,0)"]]);
  pen.restore();
}

function treads(pen: CanvasRenderingContext2D, hull: HullName, frame: number): void {
  const { length, width, tread } = shapes[hull];
  const link = 0.2;
  for (const side of [-1, 1]) {
    const y = side * (width - tread / 2);
    roundRect(pen, -length, y - tread / 2, 2 * length, tread, 0.13);
    pen.fillStyle = "#37343f";
    pen.fill();
    pen.save();
    pen.clip();
    for (let x = -length - link + (frame / treadFrames) * link; x < length; x += link) {
      pen.fillStyle = "#5b5663";
      pen.fillRect(x, y - tread / 2, link * 0.46, tread);
      pen.fillStyle = "rgba(255,240,220,0.16)";
      pen.fillRect(x, y - tread / 2, link * 0.14, tread);
    }
    const round = pen.createLinearGradient(-length, 0, length, 0);
    round.addColorStop(0, "rgba(20,16,22,0.75)");
    round.addColorStop(0.16, "rgba(20,16,22,0)");
    round.addColorStop(0.84, "rgba(20,16,22,0)");
    round.addColorStop(1, "rgba(20,16,22,0.75)");
    pen.fillStyle = round;
    pen.fillRect(-length, y - tread / 2, 2 * length, tread);
    pen.restore();
  }
}

function deckTop(pen: CanvasRenderingContext2D, hull: HullName, tones: Tones): void {
  const { length, width, tread, deckPath } = shapes[hull];
  // Fenders over the treads hold the toy together.
  for (const side of [-1, 1]) {
    const y = side * (width - tread * 0.62);
    roundRect(pen, -length * 0.62, y - tread * 0.32, length * 1.2, tread * 0.64, 0.1);
    pen.fillStyle = tones.dark;
    pen.fill();
    roundRect(pen, -length * 0.58, y - tread * 0.26, length * 1.12, tread * 0.46, 0.08);
    pen.fillStyle = tones.body;
    pen.fill();
  }
  deckPath(pen, 0);
  pen.fillStyle = tones.dark;
  pen.fill();
  deckPath(pen, -0.045);
  pen.fillStyle = tones.light;
  pen.fill();
  deckPath(pen, -0.095);
  pen.fillStyle = tones.body;
  pen.fill();
  // Engine grille at the back.
  for (let i = 0; i < 4; i++) {
    roundRect(pen, -length * 0.8 + i * 0.095, -width * 0.3, 0.05, width * 0.6, 0.02);
    pen.fillStyle = tones.dark;
    pen.fill();
  }
  // Lamps in front.
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.arc(length * 0.76, side * width * 0.26, 0.065, 0, Math.PI * 2);
    pen.fillStyle = "#fff2c0";
    pen.fill();
  }
}

function turretTop(pen: CanvasRenderingContext2D, hull: HullName, tones: Tones): void {
  const { turretPath } = shapes[hull];
  turretPath(pen, 0);
  pen.fillStyle = tones.dark;
  pen.fill();
  turretPath(pen, -0.04);
  pen.fillStyle = tones.light;
  pen.fill();
  turretPath(pen, -0.1);
  const sheen = pen.createRadialGradient(-0.12, -0.12, 0.05, 0, 0, 0.6);
  sheen.addColorStop(0, tones.light);
  sheen.addColorStop(0.55, tones.body);
  sheen.addColorStop(1, tones.body);
  pen.fillStyle = sheen;
  pen.fill();
}

/** What paint colours: a stripe along the turret and a round hatch. White, to be tinted. */
function stripe(pen: CanvasRenderingContext2D, hull: HullName): void {
  const { turretPath } = shapes[hull];
  pen.save();
  turretPath(pen, -0.1);
  pen.clip();
  pen.fillStyle = "#fff";
  pen.fillRect(-0.7, -0.085, 1.4, 0.17);
  pen.restore();
  pen.beginPath();
  pen.arc(-0.1, 0, 0.225, 0, Math.PI * 2);
  pen.fillStyle = "rgba(40,30,40,0.55)";
  pen.fill();
  pen.beginPath();
  pen.arc(-0.1, 0, 0.19, 0, Math.PI * 2);
  pen.fillStyle = "#fff";
  pen.fill();
  pen.beginPath();
  pen.arc(-0.1, 0, 0.105, 0, Math.PI * 2);
  pen.fillStyle = "#d8d2d0";
  pen.fill();
}

function barrel(atlas: Atlas, hull: HullName, tones: Tones, body: number): void {
  const shape = shapes[hull].barrel;
  const long = shape.to - shape.from;
  atlas.add(`barrel-${hull}-${body}`, (long + 0.1) * density, (shape.brake + 0.1) * density, (pen) => {
    pen.scale(density, density);
    pen.translate(-long / 2, 0);
    roundRect(pen, 0, -shape.width / 2, long, shape.width, 0.05);
    const tube = pen.createLinearGradient(0, -shape.width / 2, 0, shape.width / 2);
    tube.addColorStop(0, tones.body);
    tube.addColorStop(0.4, tones.light);
    tube.addColorStop(1, tones.dark);
    pen.fillStyle = tube;
    pen.fill();
    roundRect(pen, long - 0.26, -shape.brake / 2, 0.26, shape.brake, 0.06);
    const brake = pen.createLinearGradient(0, -shape.brake / 2, 0, shape.brake / 2);
    brake.addColorStop(0, "#6b6672");
    brake.addColorStop(0.4, "#8d8894");
    brake.addColorStop(1, "#35313c");
    pen.fillStyle = brake;
    pen.fill();
    pen.fillStyle = "#1f1c24";
    pen.fillRect(long - 0.045, -shape.brake * 0.28, 0.045, shape.brake * 0.56);
  });
}
