import { Container, Geometry, GlProgram, Mesh, Shader, Sprite, State, type TextureSource } from "pixi.js";
import { type Arena, Tile } from "../game/arena";
import type { Atlas } from "./atlas";
import { hash } from "./noise";
import { density } from "./tankArt";

/** Metres that one picture of sand covers. */
const span = 10;
/** How far the table reaches beyond the arena, in metres. */
const table = 60;

const vertex = `
in vec2 aPosition;
out vec2 vPlace;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vec3 place = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(aPosition, 1.0);
  gl_Position = vec4(place.xy, 0.0, 1.0);
  vPlace = aPosition;
}`;

const fragment = `
in vec2 vPlace;
out vec4 finalColor;
uniform sampler2D uSand;
uniform sampler2D uShade;
uniform sampler2D uGrain;
uniform vec2 uSize;
void main() {
  vec2 part = vPlace / uSize;
  if (part.x > 0.0 && part.y > 0.0 && part.x < 1.0 && part.y < 1.0) {
    vec3 sand = texture(uSand, vPlace / ${span.toFixed(1)}).rgb;
    vec4 shade = texture(uShade, part);
    finalColor = vec4(sand * (1.0 - shade.a) + shade.rgb, 1.0);
  } else {
    // The table that the tray stands on: dark planks.
    float plank = fract(vPlace.y / 3.2);
    float grain = texture(uGrain, vec2(vPlace.x / 24.0, vPlace.y / 3.0)).r;
    float seam = smoothstep(0.0, 0.02, plank) * smoothstep(1.0, 0.98, plank);
    float tone = 0.8 + 0.14 * sin(floor(vPlace.y / 3.2) * 12.9);
    finalColor = vec4(vec3(0.33, 0.235, 0.165) * tone * (0.72 + 0.56 * grain) * (0.45 + 0.55 * seam), 1.0);
  }
}`;

/** The sand and the table under it in one pass, and what lies about: pebbles, dry tufts, and the pads of pickups. */
export class Ground {
  readonly floor: Mesh<Geometry, Shader>;
  readonly litter = new Container();

  constructor(
    arena: Arena, atlas: Atlas, pads: readonly { readonly x: number; readonly y: number }[],
    sources: { readonly sand: TextureSource; readonly grain: TextureSource; readonly shade: TextureSource },
  ) {
    const [left, top, right, bottom] = [-table, -table, arena.width + table, arena.height + table];
    const geometry = new Geometry({
      attributes: { aPosition: [left, top, right, top, right, bottom, left, bottom] },
      indexBuffer: [0, 1, 2, 0, 2, 3],
    });
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex, fragment, name: "ground" }),
      resources: {
        uSand: sources.sand, uShade: sources.shade, uGrain: sources.grain,
        arena: { uSize: { value: new Float32Array([arena.width, arena.height]), type: "vec2<f32>" } },
      },
    });
    this.floor = new Mesh<Geometry, Shader>({ geometry, shader });
    this.floor.state = State.for2d();
    this.floor.state.blend = false;
    this.scatter(arena, atlas);
    for (const pad of pads) {
      const sprite = new Sprite({ texture: atlas.get("pad"), anchor: 0.5, position: { x: pad.x, y: pad.y } });
      sprite.scale.set(1 / density);
      this.litter.addChild(sprite);
    }
  }

  destroy(): void {
    this.floor.shader?.destroy();
    this.floor.geometry.destroy(true);
    this.floor.destroy();
    this.litter.destroy({ children: true });
  }

  private scatter(arena: Arena, atlas: Atlas): void {
    for (let row = 0; row < arena.rows; row++) {
      for (let column = 0; column < arena.columns; column++) {
        const dice = hash(column, row, 21);
        if (arena.at(column, row) !== Tile.floor || dice > 0.3) continue;
        const kind = dice < 0.1 ? "tuft" : `pebble-${Math.floor(dice * 97) % 3}`;
        const sprite = new Sprite({
          texture: atlas.get(kind), anchor: 0.5,
          position: { x: (column + hash(column, row, 22)) * arena.tile, y: (row + hash(column, row, 23)) * arena.tile },
          rotation: kind === "tuft" ? dice * 50 : 0,
        });
        sprite.scale.set((0.45 + hash(column, row, 24) * 0.5) / density);
        this.litter.addChild(sprite);
      }
    }
  }
}
