import { type Atlas, glow, roundRect } from "./atlas";

/** Draws what lies around to be taken, the crown, and the shield's bubble. */
export function drawPickups(atlas: Atlas): void {
  token(atlas, "repair", "#f4f1ea", "#e8504a", (pen) => {
    pen.fillStyle = "#e8504a";
    roundRect(pen, -9, -27, 18, 54, 5);
    pen.fill();
    roundRect(pen, -27, -9, 54, 18, 5);
    pen.fill();
  });
  token(atlas, "rapid", "#ffd95c", "#d98a17", (pen) => {
    polygon(pen, [[6, -30], [-20, 6], [-3, 6], [-8, 30], [20, -8], [3, -8]]);
    pen.fillStyle = "#b3540f";
    pen.fill();
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = "#b3540f";
    pen.stroke();
  });
  token(atlas, "shield", "#8fdcff", "#2b86c5", (pen) => {
    pen.beginPath();
    pen.moveTo(0, -29);
    pen.quadraticCurveTo(13, -20, 25, -20);
    pen.quadraticCurveTo(27, 14, 0, 29);
    pen.quadraticCurveTo(-27, 14, -25, -20);
    pen.quadraticCurveTo(-13, -20, 0, -29);
    pen.fillStyle = "#1f6fa8";
    pen.fill();
    pen.fillStyle = "rgba(255,255,255,0.75)";
    pen.fillRect(-3, -20, 6, 38);
  });
  atlas.add("pad", 176, 176, (pen) => {
    pen.strokeStyle = "rgba(120,84,48,0.5)";
    pen.lineWidth = 6;
    pen.setLineDash([26, 17]);
    pen.beginPath();
    pen.arc(0, 0, 74, 0, Math.PI * 2);
    pen.stroke();
    glow(pen, 72, [[0, "rgba(120,84,48,0.3)"], [1, "rgba(120,84,48,0)"]]);
  });
  atlas.add("scrap", 72, 72, (pen) => gear(pen));
  atlas.add("spot", 96, 96, (pen) => glow(pen, 48, [[0, "rgba(60,34,20,0.7)"], [0.55, "rgba(60,34,20,0.45)"], [1, "rgba(60,34,20,0)"]]));
  atlas.add("crown", 84, 72, (pen) => {
    const shape = [[-34, 24], [-38, -18], [-17, 2], [0, -30], [17, 2], [38, -18], [34, 24]] as const;
    polygon(pen, shape.map(([x, y]) => [x + 2, y + 5] as const));
    pen.fillStyle = "rgba(70,36,10,0.45)";
    pen.fill();
    polygon(pen, shape);
    pen.fillStyle = "#ffc93c";
    pen.fill();
    pen.lineJoin = "round";
    pen.lineWidth = 5;
    pen.strokeStyle = "#b87912";
    pen.stroke();
    pen.fillStyle = "#fff0b8";
    pen.fillRect(-30, 12, 60, 5);
    for (const x of [-20, 0, 20]) {
      pen.beginPath();
      pen.arc(x, 10, 5, 0, Math.PI * 2);
      pen.fillStyle = x ? "#17b3a3" : "#f26b50";
      pen.fill();
    }
  });
  atlas.add("bubble", 208, 208, (pen) => {
    glow(pen, 104, [[0, "rgba(255,255,255,0.04)"], [0.72, "rgba(255,255,255,0.16)"], [0.9, "rgba(255,255,255,0.72)"], [0.95, "rgba(255,255,255,0.5)"], [1, "rgba(255,255,255,0)"]]);
    pen.beginPath();
    pen.ellipse(-38, -42, 30, 15, -0.75, 0, Math.PI * 2);
    pen.fillStyle = "rgba(255,255,255,0.4)";
    pen.fill();
  });
}

/** A round, thick token with a sign on it. */
function token(atlas: Atlas, name: string, face: string, rim: string, sign: (pen: CanvasRenderingContext2D) => void): void {
  atlas.add(name, 116, 116, (pen) => {
    disc(pen, 54, rim);
    disc(pen, 46, face);
    const sheen = pen.createLinearGradient(-30, -40, 30, 40);
    sheen.addColorStop(0, "rgba(255,255,255,0.6)");
    sheen.addColorStop(0.5, "rgba(255,255,255,0)");
    pen.fillStyle = sheen;
    pen.beginPath();
    pen.arc(0, 0, 46, 0, Math.PI * 2);
    pen.fill();
    sign(pen);
  });
  atlas.add(`${name}-side`, 116, 116, (pen) => disc(pen, 54, shadeOf(rim)));
}

function shadeOf(rim: string): string {
  const value = Number.parseInt(rim.slice(1), 16);
  const part = (shift: number) => Math.round(((value >> shift) & 255) * 0.62);
  return `rgb(${part(16)},${part(8)},${part(0)})`;
}

function disc(pen: CanvasRenderingContext2D, radius: number, color: string): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, Math.PI * 2);
  pen.fillStyle = color;
  pen.fill();
}

function gear(pen: CanvasRenderingContext2D): void {
  for (const [dx, dy, color] of [[2, 3, "#5d4a35"], [0, 0, "#c9962f"], [-1, -1, "#ffd56b"]] as const) {
    pen.save();
    pen.translate(dx, dy);
    if (dx < 0) pen.scale(0.84, 0.84);
    pen.fillStyle = color;
    for (let i = 0; i < 8; i++) {
      pen.rotate(Math.PI / 4);
      roundRect(pen, -7, -32, 14, 64, 3);
      pen.fill();
    }
    disc(pen, 24, color);
    pen.restore();
  }
  disc(pen, 10, "#6d5536");
}

function polygon(pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.closePath();
}
