import type { Tank } from "./wire";

/**
 * Shows one's own shots the moment the trigger is pulled, where the server will surely fire too, so that only shells
 * wait for the network.
 */
export class Guns {
  private readyAt = 0;
  private lastReadyTick = -1;
  private shownAhead: number[] = [];

  /** What the server says of one's tank: it corrects the guess. Times in milliseconds on the page's clock. */
  heed(tank: Tank, tick: number, now: number, tickMs: number): void {
    if (tank.readyAt === undefined || tank.readyAt === this.lastReadyTick) return;
    this.lastReadyTick = tank.readyAt;
    this.readyAt = now + (tank.readyAt - tick) * tickMs;
  }

  /** Share of the reload that is done, 0 to 1. */
  loaded(now: number, reloadMs: number): number {
    return Math.max(0, Math.min(1, 1 - (this.readyAt - now) / reloadMs));
  }

  /** The trigger is pulled: whether a shot is to be shown at once. */
  pull(now: number, reloadMs: number): boolean {
    if (now < this.readyAt) return false;
    this.readyAt = now + reloadMs;
    this.shownAhead.push(now);
    return true;
  }

  /** The server's own shell is here: whether its shot was shown already. */
  wasShown(now: number): boolean {
    this.shownAhead = this.shownAhead.filter((at) => now - at < 1200);
    return this.shownAhead.shift() !== undefined;
  }
}
