import "pixi.js/unsafe-eval";
import { Container, WebGLRenderer } from "pixi.js";
import type { Arena } from "../game/arena";
import { Atlas } from "./atlas";
import { Blocks } from "./blocks";
import { Bushes } from "./bushes";
import { Camera } from "./camera";
import { Decals } from "./decals";
import { Effects } from "./effects";
import { sandTexture, stoneGrain } from "./grain";
import { Ground } from "./ground";
import { type ItemLook, Items } from "./items";
import { type LabelLook, Labels } from "./labels";
import { drawPickups } from "./pickupArt";
import { drawProps } from "./propArt";
import { drawsInSoftware, Quality } from "./quality";
import { Shade } from "./shade";
import { type ShellLook, Shells } from "./shells";
import { SolidMaterial } from "./solid";
import type { TankLook } from "./tank";
import { drawTanks } from "./tankArt";
import { Toys } from "./toys";
import { Vignette } from "./vignette";

/** Everything that one picture shows. */
export interface SceneState {
  readonly tanks: readonly TankLook[];
  readonly labels: readonly LabelLook[];
  readonly shells: readonly ShellLook[];
  readonly items: readonly ItemLook[];
  /** Where the camera looks. */
  readonly focus: { readonly x: number; readonly y: number };
  /** Where you are, if your tank stands. */
  readonly me: { readonly x: number; readonly y: number } | null;
}

interface Place {
  readonly arena: Arena;
  readonly ground: Ground;
  readonly shade: Shade;
  readonly blocks: Blocks;
  readonly bushes: Bushes;
}

/** The browser gives no WebGL, so that nothing can be drawn. */
export class GraphicsError extends Error {}

/** The diorama: arena, toys and effects, drawn on a canvas. */
export class Scene {
  readonly camera = new Camera();
  readonly effects: Effects;
  readonly toys: Toys;
  readonly decals: Decals;
  /** Drawn over the world in its own units; for the X-ray. */
  readonly overlay = new Container();
  readonly atlas = new Atlas(2048);
  private readonly stage = new Container();
  private readonly world = new Container();
  private readonly shells: Shells;
  private readonly items: Items;
  private readonly labels = new Labels();
  private readonly sand = sandTexture(512);
  private readonly grain = stoneGrain();
  private readonly vignette = new Vignette();
  private readonly material: SolidMaterial;
  private readonly quality: Quality;
  private place: Place | null = null;
  private stopped = 0;
  private misfit = false;
  private last: SceneState | null = null;

  /**
   * Begins on a canvas of the page.
   * @throws GraphicsError the browser gives no WebGL
   */
  static async create(canvas: HTMLCanvasElement): Promise<Scene> {
    const renderer = new WebGLRenderer();
    try {
      // Smooth edges cost a machine without a graphics card more than they give.
      await renderer.init({ canvas, antialias: !drawsInSoftware(), backgroundColor: 0x4a3828, powerPreference: "high-performance", autoDensity: false });
    } catch (error) {
      throw new GraphicsError(error instanceof Error ? error.message : String(error));
    }
    return new Scene(renderer, canvas);
  }

  private constructor(private readonly renderer: WebGLRenderer, private readonly canvas: HTMLCanvasElement) {
    const atlas = this.atlas;
    drawTanks(atlas);
    drawProps(atlas);
    drawPickups(atlas);
    this.material = new SolidMaterial(this.grain);
    this.decals = new Decals(atlas);
    this.effects = new Effects(atlas, this.decals);
    this.toys = new Toys(atlas, this.decals, this.effects);
    this.shells = new Shells(atlas, this.effects);
    this.items = new Items(atlas);
    this.quality = new Quality(() => this.resize());
    this.stage.addChild(this.world, this.vignette.sprite, this.labels.layer);
    this.fit();
  }

  /** Shows another arena. */
  load(arena: Arena, pads: readonly { readonly x: number; readonly y: number }[]): void {
    const old = this.place;
    this.items.clear();
    this.world.removeChildren();
    if (old) {
      old.ground.destroy();
      old.shade.destroy();
      old.blocks.destroy();
      old.bushes.destroy();
    }
    const shade = new Shade(arena);
    const ground = new Ground(arena, this.atlas, pads, { sand: this.sand, grain: this.grain, shade: shade.source });
    const blocks = new Blocks(arena, this.material);
    const bushes = new Bushes(arena, this.atlas);
    this.place = { arena, ground, shade, blocks, bushes };
    this.world.addChild(
      ground.floor, ...this.decals.layers, ground.litter, this.items.layer, this.shells.shadows, this.toys.shadows,
      this.shells.layer, this.effects.low.layer, blocks.layer, this.toys.layer, bushes.layer, this.effects.high.layer,
      this.overlay);
  }

  /** A tile is not what it was: its wall, its shadow and perhaps its rubble change. */
  changed(column: number, row: number): void {
    this.place?.blocks.changed(column, row);
    this.place?.shade.changed(column, row);
  }

  /** Holds the picture for a moment, so that a blow is felt. */
  hitStop(seconds: number): void {
    this.stopped = Math.max(this.stopped, seconds * this.camera.shakiness);
  }

  /** The page has another size: the next picture will fit it. */
  resize(): void {
    this.misfit = true;
  }

  /** Just before a picture is drawn, for a canvas that changes its size is blank until then. */
  private fit(): void {
    this.misfit = false;
    const { clientWidth, clientHeight } = this.canvas;
    const width = Math.max(1, clientWidth);
    const height = Math.max(1, clientHeight);
    this.renderer.resize(width, height, this.quality.resolution);
    const shorter = Math.min(width, height);
    const across = Math.max(14, Math.min(21, 14 + ((shorter - 390) / 330) * 7));
    const fit = Math.max(width / 40, height / 24);
    this.camera.fit(width, height, Math.max(fit, shorter / across));
    this.vignette.resize(width, height);
  }

  /** Draws one picture. `taken` is told of each item that vanished. */
  frame(now: SceneState, dt: number, taken: (look: ItemLook) => void): void {
    if (this.misfit) this.fit();
    let state = now;
    let step = dt;
    if (this.stopped > 0 && this.last) {
      this.stopped -= dt;
      state = this.last;
      step = dt * 0.06;
    }
    this.last = state;
    const focus = this.inside(state.focus);
    this.camera.follow(focus.x, focus.y, step);
    this.camera.apply(this.world, dt);
    this.toys.frame(state.tanks, this.camera, step);
    this.shells.frame(state.shells, this.camera, step);
    this.items.frame(state.items, this.camera, step, taken);
    this.labels.frame(state.labels, this.camera, this.world);
    this.decals.frame(step);
    this.effects.frame(this.camera, step);
    this.place?.blocks.frame(this.camera);
    this.place?.shade.frame();
    this.place?.bushes.frame(this.camera, step, state.me);
    this.renderer.render(this.stage);
    this.quality.frame(dt);
  }

  /** Keeps the picture on the tray: little is to be seen on the table. */
  private inside({ x, y }: SceneState["focus"]): { x: number; y: number } {
    const { camera, place } = this;
    if (!place) return { x, y };
    const hold = (at: number, half: number, length: number) => {
      const margin = half - 2.4;
      return 2 * margin > length ? length / 2 : Math.max(margin, Math.min(length - margin, at));
    };
    return { x: hold(x, camera.halfWidth, place.arena.width), y: hold(y, camera.halfHeight, place.arena.height) };
  }
}
