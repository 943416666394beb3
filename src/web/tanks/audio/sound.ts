import { recall, remember } from "../hud/memory";
import { Synth } from "./synth";

const hearing = 24;

/** What is heard. Everything is synthesised; it begins with the first key or touch, as browsers ask. */
export class Sound {
  private synth: Synth | null = null;
  private readonly last = new Map<string, number>();
  private x = 0;
  private y = 0;
  muted = recall("muted") === "1";

  /** Call it from a key, a click or a touch. */
  wake(): void {
    try {
      this.synth ??= new Synth(this.muted);
      this.synth.resume();
    } catch {
      // A machine without sound is no reason not to play.
    }
  }

  mute(muted: boolean): void {
    this.muted = muted;
    remember("muted", muted ? "1" : "0");
    this.synth?.mute(muted);
  }

  /** Where the ears are. */
  listen(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }

  /** How hard one's own engine works, 0 to 1; negative: it is off. */
  engine(load: number): void {
    this.synth?.engine(load);
  }

  fire(x: number, y: number, heavy: boolean): void {
    this.at("fire", x, y, 0.03, (synth, volume, pan) => {
      synth.noise({ volume: volume * 0.5, pan, seconds: 0.16, from: heavy ? 1400 : 2200, to: 200 });
      synth.tone({ volume: volume * 0.55, pan, seconds: 0.15, from: heavy ? 150 : 210, to: 48, shape: "triangle" });
    });
  }

  bounce(x: number, y: number): void {
    this.at("bounce", x, y, 0.03, (synth, volume, pan) => {
      synth.tone({ volume: volume * 0.22, pan, seconds: 0.14, from: 1900 + Math.random() * 500, to: 900, shape: "square" });
    });
  }

  burst(x: number, y: number): void {
    this.at("burst", x, y, 0.04, (synth, volume, pan) => synth.noise({ volume: volume * 0.3, pan, seconds: 0.13, from: 1200, to: 180 }));
  }

  crumble(x: number, y: number): void {
    this.at("crumble", x, y, 0.06, (synth, volume, pan) => {
      synth.noise({ volume: volume * 0.5, pan, seconds: 0.4, from: 700, to: 90 });
    });
  }

  hit(x: number, y: number): void {
    this.at("hit", x, y, 0.03, (synth, volume, pan) => {
      synth.tone({ volume: volume * 0.5, pan, seconds: 0.12, from: 320, to: 90, shape: "square" });
      synth.noise({ volume: volume * 0.45, pan, seconds: 0.14, from: 2600, to: 400 });
    });
  }

  shielded(x: number, y: number): void {
    this.at("shield", x, y, 0.03, (synth, volume, pan) => synth.tone({ volume: volume * 0.35, pan, seconds: 0.3, from: 880, to: 1320, shape: "sine" }));
  }

  explosion(x: number, y: number): void {
    this.at("explosion", x, y, 0.05, (synth, volume, pan) => {
      synth.noise({ volume: volume * 0.95, pan, seconds: 0.85, from: 1000, to: 55 });
      synth.tone({ volume: volume * 0.8, pan, seconds: 0.55, from: 120, to: 28, shape: "sine" });
    });
  }

  pickup(): void {
    this.tune([523, 659, 784], 0.07);
  }

  scrap(x: number, y: number): void {
    this.at("scrap", x, y, 0.02, (synth, volume, pan) => synth.tone({ volume: volume * 0.2, pan, seconds: 0.08, from: 980, to: 1470, shape: "triangle" }));
  }

  kill(): void {
    this.tune([392, 523, 659, 784], 0.08);
  }

  lost(): void {
    this.tune([330, 262, 196], 0.14);
  }

  roundOver(): void {
    this.tune([523, 523, 659, 784, 659, 1046], 0.13);
  }

  chat(): void {
    this.tune([1175], 0.05);
  }

  private tune(notes: readonly number[], beat: number): void {
    notes.forEach((note, i) => this.synth?.tone({ volume: 0.16, pan: 0, seconds: beat * 1.8, from: note, to: note, shape: "triangle", after: i * beat }));
  }

  /** Plays at a place: fainter with the distance, and no more often than one can tell apart. */
  private at(name: string, x: number, y: number, apart: number, play: (synth: Synth, volume: number, pan: number) => void): void {
    const { synth } = this;
    if (!synth || this.muted) return;
    const distance = Math.hypot(x - this.x, y - this.y);
    if (distance > hearing) return;
    const now = synth.now;
    if (now - (this.last.get(name) ?? -1) < apart) return;
    this.last.set(name, now);
    play(synth, (1 - distance / hearing) ** 1.4, Math.max(-0.8, Math.min(0.8, (x - this.x) / 18)));
  }
}
