import { Sound } from "../audio/sound";
import { assist } from "../game/aim";
import { Battle, placeOf, type TankRoom } from "../game/battle";
import { picture } from "../game/picture";
import { explain, Session } from "../game/session";
import type { Steer } from "../game/wire";
import { Account } from "../hud/account";
import { byId } from "../hud/dom";
import { Garage } from "../hud/garage";
import { Lobby } from "../hud/lobby";
import { recall, remember } from "../hud/memory";
import { Controls } from "../input/controls";
import { Keyboard } from "../input/keyboard";
import { Mouse } from "../input/mouse";
import { Sticks } from "../input/sticks";
import { drawPortrait } from "../render/portrait";
import { Scene } from "../render/scene";
import { Xray } from "../render/xray";
import { happenings, taken } from "./happenings";
import { installHook, type Phase } from "./hook";
import { Hud } from "./hud";
import { bindKeys } from "./keys";

/** The page: puts scene, line, controls and panels together. */
export class App {
  private readonly sound = new Sound();
  private readonly controls = new Controls();
  private readonly xray = new Xray();
  private readonly hud: Hud;
  private readonly lobby: Lobby;
  private readonly account: Account;
  private readonly garage: Garage;
  private readonly mouse: Mouse;
  private readonly pace = { frames: 0, fps: 0 };
  private battle: Battle | null = null;
  private lastFrame = performance.now();

  /** Begins: the line opens while the pictures are drawn. */
  static async start(canvas: HTMLCanvasElement): Promise<App> {
    const session = new Session(socketUrl(), recall("format") === "json" ? "json" : "msgpack");
    return new App(canvas, await Scene.create(canvas), session);
  }

  private constructor(canvas: HTMLCanvasElement, private readonly scene: Scene, private readonly session: Session) {
    const { server } = session;
    this.hud = new Hud(server, {
      say: async (text) => this.battle?.room.say(text),
      respawn: () => this.respawn(),
      again: () => {
        server.open();
        void this.watch();
      },
    });
    this.garage = new Garage(
      (card, hull, paint) => drawPortrait(scene.atlas, card, hull, paint),
      (choice) => { if (this.seated) this.battle?.room.send("choose", choice); });
    this.garage.mount(byId("lobby-garage"));
    this.garage.mount(byId("garage-choice"));
    this.lobby = new Lobby((name) => this.drive(name), explain);
    this.account = new Account({
      explain,
      signIn: async (account) => this.signed(() => this.session.server.login.signIn(account)),
      register: async (account) => this.signed(() => this.session.server.login.register(account)),
      signOut: async () => this.signOut(),
    });
    byId("account-open").addEventListener("click", () => this.account.open(this.session.player));
    this.mouse = new Mouse(canvas, (x, y) => scene.camera.toWorld(x, y));
    this.bind(canvas);
    this.listen();
    scene.overlay.addChild(this.xray.view);
    installHook(this.session, scene, () => this.battle, () => this.phase, this.pace);
    requestAnimationFrame((now) => this.frame(now));
    this.lobby.open();
    void this.watch();
  }

  /** Whether one sits in a tank, or waits for the next one. */
  private get seated(): boolean {
    return this.battle !== null && !this.battle.room.watching && !this.battle.room.isClosed;
  }

  private get phase(): Phase {
    const { state } = this.session.server.line;
    if (state === "closed") return "closed";
    if (!this.battle) return state === "connecting" ? "connecting" : "lobby";
    if (!this.seated) return "lobby";
    if (this.battle.round?.phase === "intermission") return "intermission";
    return this.battle.own ? "playing" : "destroyed";
  }

  private bind(canvas: HTMLCanvasElement): void {
    const touch = () => document.body.classList.add("touch");
    if (matchMedia("(pointer: coarse)").matches) touch();
    this.controls.add(new Keyboard());
    this.controls.add(this.mouse);
    this.controls.add(new Sticks(canvas, byId("sticks"), touch));
    bindKeys({
      chat: () => this.hud.chat.open(),
      scores: (held) => this.hud.scoreboard.hold(held),
      toggleScores: () => this.hud.scoreboard.toggle(),
      network: () => this.hud.network.toggle(),
      garage: () => byId<HTMLDialogElement>("garage").showModal(),
      mute: () => this.mute(!this.sound.muted),
      respawn: () => this.respawn(),
      seated: () => this.seated,
    });
    for (const wakes of ["keydown", "pointerdown"]) window.addEventListener(wakes, () => this.sound.wake());
    window.addEventListener("resize", () => this.scene.resize());
    window.addEventListener("blur", () => this.controls.release());
    document.addEventListener("visibilitychange", () => {
      this.controls.release();
      // Nobody looks: the tank must not drive on.
      if (document.hidden && this.seated) this.battle?.room.input("steer", { throttle: 0, turn: 0, aim: this.aimAhead(), fire: false });
    });
    canvas.addEventListener("pointerdown", () => (document.activeElement as HTMLElement | null)?.blur());
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const heed = () => { this.scene.camera.shakiness = calm.matches ? 0.15 : 1; };
    calm.addEventListener("change", heed);
    heed();
    this.mute(this.sound.muted);
  }

  private listen(): void {
    const { server } = this.session;
    server.on("line", (change) => {
      this.hud.banner.line(change);
      if (change.cause === "format") {
        remember("format", server.format);
        this.hud.network.showFormat();
      }
      if (change.state === "signed-out" || change.state === "closed") this.toLobby("");
    });
    server.on("server.draining", ({ seconds }) => this.hud.banner.draining(seconds));
  }

  /** Watches a battle behind the name box. */
  private async watch(): Promise<void> {
    try {
      const room = await this.session.watch();
      if (this.seated) return;
      this.enter(room);
      this.lobby.leaderboard(await this.session.server.leaderboard.top(5));
    } catch (error) {
      if (this.session.server.line.state !== "closed") this.lobby.open(explain(error));
    }
  }

  private async drive(name: string): Promise<void> {
    this.sound.wake();
    this.enter(await this.session.drive(name, this.garage.choice));
    this.lobby.close();
  }

  /** A room is here: shows its arena. */
  private enter(room: TankRoom): void {
    const before = this.battle;
    const known = before?.place === placeOf(room) ? before.arena : null;
    before?.end();
    this.hud.feed.clear();
    this.hud.chat.clear();
    const events = happenings(this.scene, this.sound, this.hud, () => this.battle, (sameRoom) => this.rejoined(room, sameRoom));
    this.battle = new Battle(room, events, room.watching ? null : () => this.steer(), known);
    if (!known) this.scene.load(this.battle.arena, room.world.pads);
    this.hud.minimap.changed();
    this.garage.explain(room.world.hulls);
    this.lobby.players(room.players.values());
    this.controls.enabled = !room.watching;
  }

  private rejoined(room: TankRoom, sameRoom: boolean): void {
    if (!sameRoom) this.enter(room);
    if (!room.watching) room.send("choose", this.garage.choice);
  }

  private toLobby(message: string): void {
    if (!this.seated && document.body.classList.contains("lobby")) return;
    this.controls.enabled = false;
    this.lobby.open(message);
    if (this.session.server.line.state !== "closed") void this.watch();
  }

  private async signed(how: () => Promise<{ readonly name: string }>): Promise<void> {
    const { name } = await how();
    this.lobby.signedIn(name);
  }

  private async signOut(): Promise<void> {
    await this.session.server.login.signOut();
    this.lobby.signedIn(null);
    this.session.server.open();
    this.toLobby("You are signed out.");
    void this.watch();
  }

  private respawn(): boolean {
    if (!this.hud.death.ready) return false;
    this.battle?.room.send("respawn", {});
    return true;
  }

  private mute(muted: boolean): void {
    this.sound.mute(muted);
    byId("tool-sound").classList.toggle("muted", muted);
    byId("tool-sound").setAttribute("aria-pressed", String(muted));
  }

  /** One tick's steering, from all devices. */
  private steer(): Omit<Steer, "seq"> {
    const { battle } = this;
    const tank = battle && ([...battle.tanks()].find((one) => one.player === battle.room.you) ?? battle.own);
    if (!battle || !tank) return { throttle: 0, turn: 0, aim: 0, fire: false };
    const wish = this.controls.read(tank);
    let aim = wish.aim ?? tank.heading;
    if (wish.assisted) aim = assist(tank, aim, [...battle.tanks()].filter((one) => one !== tank), battle.arena);
    const loadedAndFree = battle.round?.phase === "playing";
    if (wish.fire && loadedAndFree && battle.guns.pull(performance.now(), battle.reloadMs(tank))) this.shoot(tank);
    return { throttle: wish.throttle, turn: wish.turn, aim: wrapped(aim), fire: wish.fire };
  }

  /** Shows one's own shot before the server has spoken. */
  private shoot(tank: { readonly x: number; readonly y: number; readonly turret: number; readonly hull: string }): void {
    const far = this.battle?.room.world.muzzleDistance ?? 1.35;
    const x = tank.x + Math.cos(tank.turret) * far;
    const y = tank.y + Math.sin(tank.turret) * far;
    this.scene.toys.recoil(this.battle?.room.you ?? 0);
    this.scene.effects.muzzle(x, y, tank.turret);
    this.scene.camera.shake(0.13);
    this.sound.fire(x, y, tank.hull === "heavy");
  }

  private aimAhead(): number {
    return wrapped(this.battle?.own?.turret ?? 0);
  }

  private frame(now: number): void {
    requestAnimationFrame((next) => this.frame(next));
    const dt = Math.min(0.1, Math.max(0.001, (now - this.lastFrame) / 1000));
    this.lastFrame = now;
    this.pace.frames++;
    this.pace.fps += (1 / dt - this.pace.fps) * 0.05;
    const { battle, scene } = this;
    if (battle) {
      battle.frame(performance.now());
      const state = picture(battle, this.seated ? this.mouse.at : null);
      scene.frame(state, dt, (look) => taken(scene, this.sound, look));
      this.sound.listen(state.focus.x, state.focus.y);
      const own = this.seated ? battle.own : null;
      this.sound.engine(own ? Math.min(1, Math.abs(own.speed ?? 0) / battle.rules(own.hull).maxSpeed) : -1);
    }
    this.xray.frame(battle, this.hud.network.xray);
    this.hud.frame(now, battle, this.seated);
  }
}

function wrapped(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function socketUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
