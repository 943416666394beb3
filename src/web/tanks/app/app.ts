import { Sound } from "../audio/sound";
import { Battle, placeOf, type TankRoom } from "../game/battle";
import { picture } from "../game/picture";
import { explain, Session } from "../game/session";
import { Account } from "../hud/account";
import { byId } from "../hud/dom";
import type { Failure } from "../hud/failure";
import { Lobby } from "../hud/lobby";
import { recall, remember } from "../hud/memory";
import { Controls } from "../input/controls";
import { Keyboard } from "../input/keyboard";
import { onInterruption } from "../input/interruptions";
import { Mouse } from "../input/mouse";
import { Sticks } from "../input/sticks";
import { Scene } from "../render/scene";
import { Xray } from "../render/xray";
import { Driver } from "./driver";
import { watchGraphics } from "./graphics";
import { happenings, taken } from "./happenings";
import { installHook, type Phase } from "./hook";
import { Hud } from "./hud";
import { bindKeys } from "./keys";
import { Outfitter } from "./outfitter";

/** The page: puts scene, line, controls and panels together. */
export class App {
  private readonly sound = new Sound();
  private readonly controls = new Controls();
  private readonly xray = new Xray();
  private readonly hud: Hud;
  private readonly lobby: Lobby;
  private readonly account: Account;
  private readonly outfitter: Outfitter;
  private readonly mouse: Mouse;
  private readonly driver: Driver;
  private readonly pace = { frames: 0, fps: 0 };
  private battle: Battle | null = null;
  private lastFrame = performance.now();
  private looking = false;
  /** True while the browser has taken the graphics away, so that nothing is drawn and the tank is not driven. */
  private blind = false;

  /** Begins: the line opens while the pictures are drawn. */
  static async start(canvas: HTMLCanvasElement, failure: Failure): Promise<App> {
    const session = new Session(namedServer(), recall("format") === "json" ? "json" : "msgpack");
    // Who comes back into a seat is not asked for a name meanwhile.
    document.body.classList.toggle("lobby", !session.canResume);
    return new App(canvas, await Scene.create(canvas), session, failure);
  }

  private constructor(canvas: HTMLCanvasElement, private readonly scene: Scene, private readonly session: Session, failure: Failure) {
    const { server } = session;
    this.driver = new Driver(this.controls, scene, this.sound);
    this.hud = new Hud(server, {
      say: async (text) => this.battle?.room.say(text),
      respawn: () => this.respawn(),
      again: () => void this.begin(),
      seated: () => this.seated,
    });
    this.outfitter = new Outfitter(
      session, scene, () => (this.seated ? session.room : null), () => this.account.open(session.player));
    this.lobby = new Lobby((name) => this.drive(name), explain);
    this.account = new Account({
      explain,
      signIn: async (account) => this.signed(() => this.session.server.login.signIn(account)),
      register: async (account) => this.signed(() => this.session.server.login.register(account)),
      signOut: () => this.session.server.login.signOut(),
    });
    byId("account-open").addEventListener("click", () => this.account.open(this.session.player));
    this.mouse = new Mouse(canvas, (x, y) => scene.camera.toWorld(x, y));
    this.bind(canvas);
    watchGraphics(canvas, {
      lost: () => this.see(false),
      restored: () => {
        this.see(true);
        failure.hide();
      },
      gone: () => failure.show("The picture is gone", "The browser took the graphics away from this page and does not give them back."),
    });
    this.listen();
    scene.overlay.addChild(this.xray.view);
    installHook(this.session, scene, () => this.battle, () => this.phase, this.pace);
    requestAnimationFrame((now) => this.frame(now));
    if (!session.canResume) this.lobby.open();
    void this.begin();
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
      network: () => {
        if (!this.hud.network.isOpen) this.controls.release();
        this.hud.network.toggle();
      },
      garage: () => this.outfitter.open(),
      mute: () => this.mute(!this.sound.muted),
      respawn: () => this.respawn(),
      seated: () => this.seated,
    });
    for (const wakes of ["keydown", "pointerdown"]) window.addEventListener(wakes, () => this.sound.wake());
    window.addEventListener("resize", () => this.scene.resize());
    onInterruption(() => this.controls.release());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.battle && this.seated) this.driver.halt(this.battle);
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
      this.named();
      if (change.cause === "format") {
        remember("format", server.format);
        this.hud.network.showFormat();
      }
      if (change.reason === "signed-out") void this.signedOut();
      else if (change.state === "signed-out" || change.state === "closed") this.toLobby();
    });
    server.on("server.draining", ({ seconds }) => this.hud.banner.draining(seconds));
  }

  /** Goes on in the seat that one still has, from before the page was loaded anew or the line closed. */
  private async begin(): Promise<void> {
    try {
      const room = await this.session.resume();
      this.named();
      if (!room || room.watching) {
        this.lobby.show();
        await this.watch();
        return;
      }
      if (room !== this.battle?.room) this.enter(room);
      this.lobby.close();
      this.hud.banner.returned();
    } catch (error) {
      this.lobby.open(explain(error));
      await this.watch();
    }
  }

  /** Watches a battle behind the name box. */
  private async watch(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const room = await this.session.watch();
      if (this.seated || room.isClosed) return;
      this.enter(room);
      this.lobby.leaderboard(await this.session.server.leaderboard.top(5, "best"));
    } catch (error) {
      if (this.session.server.line.state !== "closed") this.lobby.open(explain(error));
    } finally {
      this.looking = false;
    }
  }

  private async drive(name: string): Promise<void> {
    this.sound.wake();
    this.enter(await this.session.drive(name, this.outfitter.choice));
    this.lobby.close();
  }

  /** A room is here: shows its arena. */
  private enter(room: TankRoom): void {
    const before = this.battle;
    const known = before?.place === placeOf(room) ? before.arena : null;
    before?.end();
    this.hud.feed.clear();
    this.hud.chat.clear();
    const events = happenings(this.scene, this.sound, this.hud, () => this.battle, {
      rejoined: (sameRoom) => this.rejoined(room, sameRoom),
      roundEnded: () => {
        if (this.seated) void this.outfitter.earn((text) => this.hud.scoreboard.earned(text));
      },
    });
    this.battle = new Battle(room, events, room.watching ? null : () => this.battle && this.driver.steer(this.battle), known);
    if (!known) this.scene.load(this.battle.arena, room.world.pads);
    this.hud.minimap.changed();
    this.outfitter.explain(room.world.hulls);
  }

  private rejoined(room: TankRoom, sameRoom: boolean): void {
    if (!sameRoom) this.enter(room);
    if (room.watching) return;
    this.lobby.close();
    // A seat that is a new one begins with a tank of its own choice.
    this.outfitter.wear();
  }

  private toLobby(): void {
    if (!this.seated && this.lobby.isOpen) return;
    this.lobby.open();
    if (this.session.server.line.state !== "closed") void this.watch();
  }

  private async signed(how: () => Promise<unknown>): Promise<void> {
    await this.session.ready();
    const { seated } = this;
    await how();
    this.named();
    // A guest who registered keeps the room; that of another account was left.
    if (this.session.room) return;
    if (seated) this.enter(await this.session.join(this.outfitter.choice));
    else await this.watch();
  }

  private async signedOut(): Promise<void> {
    this.named();
    this.lobby.open("You are signed out.");
    await this.session.ready().then(() => this.watch(), (error: unknown) => this.lobby.open(explain(error)));
  }

  /** The name box shows who signed in by a name of his own. */
  private named(): void {
    const { player } = this.session;
    this.lobby.signedIn(player && !player.guest ? player.name : null);
    this.outfitter.refresh();
  }

  private see(seeing: boolean): void {
    this.blind = !seeing;
    document.body.classList.toggle("blind", this.blind);
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
      if (!this.blind) scene.frame(state, dt, (look) => taken(scene, this.sound, look));
      this.sound.listen(state.focus.x, state.focus.y);
      const own = this.seated ? battle.own : null;
      this.sound.engine(own ? Math.min(1, Math.abs(own.speed ?? 0) / battle.rules(own.hull).maxSpeed) : -1);
    }
    if (battle && this.lobby.isOpen) this.lobby.players(battle.room.players.values());
    this.xray.frame(battle, this.hud.network.xray);
    const playing = this.seated && !this.lobby.isOpen;
    this.controls.enabled = playing && !this.blind;
    this.hud.frame(now, battle, playing);
  }
}

/** The server that the page names; without one it is that which serves the page. */
function namedServer(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="gameserver"]')?.content;
}
