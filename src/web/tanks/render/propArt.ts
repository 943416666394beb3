import { type Atlas, glow, roundRect } from "./atlas";
import { random } from "./noise";
import { density } from "./tankArt";

/** Draws everything that is neither tank nor wall. */
export function drawProps(atlas: Atlas): void {
  drawParticles(atlas);
  drawLeaves(atlas);
  drawMarks(atlas);
  drawShell(atlas);
}

function drawParticles(atlas: Atlas): void {
  atlas.add("dot", 32, 32, (pen) => {
    pen.beginPath();
    pen.arc(0, 0, 14, 0, Math.PI * 2);
    pen.fillStyle = "#fff";
    pen.fill();
  });
  atlas.add("glow", 128, 128, (pen) => glow(pen, 64, [[0, "rgba(255,255,255,1)"], [0.35, "rgba(255,255,255,0.45)"], [1, "rgba(255,255,255,0)"]]));
  atlas.add("spark", 64, 16, (pen) => {
    const streak = pen.createLinearGradient(-32, 0, 32, 0);
    streak.addColorStop(0, "rgba(255,255,255,0)");
    streak.addColorStop(0.75, "rgba(255,255,255,1)");
    streak.addColorStop(1, "rgba(255,255,255,0.9)");
    pen.fillStyle = streak;
    roundRect(pen, -30, -4, 60, 8, 4);
    pen.fill();
  });
  atlas.add("chunk", 32, 32, (pen) => {
    roundRect(pen, -13, -10, 26, 20, 4);
    pen.fillStyle = "#b9b9b9";
    pen.fill();
    roundRect(pen, -13, -10, 24, 17, 4);
    pen.fillStyle = "#fff";
    pen.fill();
  });
  atlas.add("ring", 192, 192, (pen) => {
    glow(pen, 96, [[0, "rgba(255,255,255,0)"], [0.7, "rgba(255,255,255,0)"], [0.87, "rgba(255,255,255,0.9)"], [1, "rgba(255,255,255,0)"]]);
  });
  for (let i = 0; i < 3; i++) atlas.add(`puff-${i}`, 128, 128, (pen) => puff(pen, 31 + i));
  atlas.add("flash", 160, 112, (pen) => flash(pen));
}

/** A toy cloud: a few balls with light from the north-west. White, to be tinted. */
function puff(pen: CanvasRenderingContext2D, seed: number): void {
  const dice = random(seed);
  const balls = Array.from({ length: 7 }, (_, i) => {
    const angle = (i / 7) * Math.PI * 2;
    const far = i === 0 ? 0 : 20 + dice() * 10;
    return { x: Math.cos(angle) * far, y: Math.sin(angle) * far, r: 22 + dice() * 9 };
  });
  for (const [dx, dy, color] of [[3, 4, "#bdb6b3"], [0, 0, "#e8e4e2"], [-4, -5, "#ffffff"]] as const) {
    pen.fillStyle = color;
    for (const ball of balls) {
      pen.beginPath();
      pen.arc(ball.x + dx, ball.y + dy, ball.r * (dx < 0 ? 0.68 : 1), 0, Math.PI * 2);
      pen.fill();
    }
  }
}

function flash(pen: CanvasRenderingContext2D): void {
  for (const [size, color] of [[1, "#ff9a2e"], [0.78, "#ffd257"], [0.5, "#fffbe6"]] as const) {
    pen.beginPath();
    pen.moveTo(-70, 0);
    for (const [x, y] of [[-30, -20], [-10, -46], [8, -18], [74, 0], [8, 18], [-10, 46], [-30, 20]] as const) {
      pen.lineTo(-60 + (x + 60) * size, y * size);
    }
    pen.closePath();
    pen.fillStyle = color;
    pen.fill();
  }
}

function drawLeaves(atlas: Atlas): void {
  const tones = [["#3f7a35", "#56963f", "#6fb04e"], ["#47823a", "#629f45", "#82bf58"], ["#3b7440", "#4f9150", "#68ad62"]] as const;
  tones.forEach(([deep, middle, bright], i) => {
    atlas.add(`leaves-${i}`, 128, 128, (pen) => {
      const dice = random(77 + i);
      for (const [count, reach, color, size] of [[22, 44, deep, 17], [18, 36, middle, 15], [13, 26, bright, 12]] as const) {
        for (let n = 0; n < count; n++) {
          const angle = (n / count) * Math.PI * 2 + dice();
          const far = reach * Math.sqrt(dice() * 0.75 + 0.25);
          leaf(pen, Math.cos(angle) * far - (44 - reach) * 0.25, Math.sin(angle) * far - (44 - reach) * 0.3, angle, size, color);
        }
      }
    });
  });
  atlas.add("leaf", 32, 20, (pen) => leaf(pen, -10, 0, 0, 20, "#ffffff"));
}

function leaf(pen: CanvasRenderingContext2D, x: number, y: number, angle: number, size: number, color: string): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.beginPath();
  pen.moveTo(-size * 0.3, 0);
  pen.quadraticCurveTo(size * 0.3, -size * 0.75, size, 0);
  pen.quadraticCurveTo(size * 0.3, size * 0.75, -size * 0.3, 0);
  pen.fillStyle = color;
  pen.fill();
  pen.restore();
}

function drawMarks(atlas: Atlas): void {
  atlas.add("track", 0.34 * density, 0.4 * density, (pen, width, height) => {
    pen.fillStyle = "rgba(104,70,38,0.6)";
    for (const x of [-0.25, 0.25]) {
      roundRect(pen, width * x - width * 0.13, -height / 2, width * 0.26, height, 2);
      pen.fill();
    }
  });
  atlas.add("scorch", 256, 256, (pen) => {
    const dice = random(3);
    glow(pen, 84, [[0, "rgba(38,26,22,0.8)"], [0.5, "rgba(48,32,24,0.5)"], [1, "rgba(60,40,28,0)"]]);
    // Soot thrown outwards: blots that thin out with the distance.
    for (let i = 0; i < 46; i++) {
      const angle = dice() * Math.PI * 2;
      const far = 34 + dice() * dice() * 84;
      const size = (1 - far / 150) * (10 + dice() * 12);
      pen.beginPath();
      pen.ellipse(Math.cos(angle) * far, Math.sin(angle) * far, size * 1.5, size * 0.8, angle, 0, Math.PI * 2);
      pen.fillStyle = `rgba(46,32,26,${(0.1 + dice() * 0.16).toFixed(2)})`;
      pen.fill();
    }
  });
  for (let i = 0; i < 3; i++) {
    atlas.add(`pebble-${i}`, 40, 36, (pen) => {
      const dice = random(91 + i);
      pen.rotate(dice() * 3);
      pen.beginPath();
      pen.ellipse(3, 4, 15, 10, 0, 0, Math.PI * 2);
      pen.fillStyle = "rgba(90,60,36,0.4)";
      pen.fill();
      pen.beginPath();
      pen.ellipse(0, 0, 14, 9.5, 0, 0, Math.PI * 2);
      pen.fillStyle = ["#b9a98c", "#a39e95", "#c8b48d"][i]!;
      pen.fill();
      pen.beginPath();
      pen.ellipse(-3, -3, 8, 4.5, 0, 0, Math.PI * 2);
      pen.fillStyle = "rgba(255,248,226,0.5)";
      pen.fill();
    });
  }
  atlas.add("tuft", 56, 56, (pen) => {
    const dice = random(7);
    for (let i = 0; i < 12; i++) leaf(pen, 0, 4, (i / 12) * Math.PI * 2 + dice(), 15 + dice() * 9, i % 3 ? "#a5a04f" : "#8d9a48");
  });
}

function drawShell(atlas: Atlas): void {
  atlas.add("shell", 48, 32, (pen) => {
    roundRect(pen, -20, -11, 36, 22, 9);
    const brass = pen.createLinearGradient(0, -11, 0, 11);
    brass.addColorStop(0, "#ffe9a8");
    brass.addColorStop(0.45, "#f0b23c");
    brass.addColorStop(1, "#9a5f1d");
    pen.fillStyle = brass;
    pen.fill();
    pen.beginPath();
    pen.moveTo(6, -11);
    pen.quadraticCurveTo(24, -8, 24, 0);
    pen.quadraticCurveTo(24, 8, 6, 11);
    pen.fillStyle = "#4a4049";
    pen.fill();
    pen.fillStyle = "rgba(255,255,255,0.55)";
    roundRect(pen, -15, -7.5, 17, 4, 2);
    pen.fill();
  });
}
