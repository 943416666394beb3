import { CallTimeoutError, RpcError, type Server } from "../../sdk";

/** Paints below this number are everybody's; the others are sold. */
export const freePaints = 8;

/** What each of the others costs, in coins. */
export const paintPrice = 400;

/** How often a payment without an answer is sent again before the player is told. */
const maxSilence = 3;

/** A round's scrap is paid in a batch a moment after its end: how long to wait before each look, in milliseconds. */
const looks = [250, 750, 1500, 2500];

/** As many entries of the history as one call gives. */
const page = 1000;

/** What the shop needs of the server. */
export type ShopServer = Pick<Server, "player" | "wallet" | "ready">;

/** The coins of a registered player, and the paints that he bought with them. */
export class Shop {
  private account: number | null = null;
  private bought: ReadonlySet<number> = new Set();
  private coins_: number | null = null;
  private readonly keys = new Map<number, string>();

  /** @param changed is told when there are more coins or paints than before, or fewer. */
  constructor(private readonly server: ShopServer, private readonly changed: () => void) {}

  /** Whether nobody is signed in by a name of his own: guests have no coins. */
  get isGuest(): boolean {
    return this.server.player?.guest ?? true;
  }

  /** How many coins there are; null while it is not known, and for a guest. */
  get coins(): number | null {
    return this.coins_;
  }

  /** Whether a tank may wear this paint. */
  has(paint: number): boolean {
    return paint < freePaints || this.bought.has(paint);
  }

  /** Somebody may have signed in or out: learns what he has. */
  async refresh(): Promise<void> {
    const account = this.isGuest ? null : this.server.player!.id;
    if (account !== this.account) this.forget(account);
    if (account === null || this.coins_ !== null) return;
    const [coins, bought] = await Promise.all([this.server.wallet.balance(), this.history()]);
    if (account === this.account) this.learn(coins, bought);
  }

  /**
   * Buys a paint. The payment's key stays the same until the server has answered, so that a line that is lost on the way
   * costs neither the paint nor the coins twice.
   */
  async buy(paint: number): Promise<void> {
    const { account } = this;
    const key = this.keys.get(paint) ?? newKey();
    this.keys.set(paint, key);
    for (let silent = 0; ;) {
      try {
        const { balance } = await this.server.wallet.take({ amount: paintPrice, item: `paint-${paint}`, key });
        if (account !== this.account) return;
        this.keys.delete(paint);
        this.learn(balance, new Set([...this.bought, paint]));
        return;
      } catch (error) {
        if (error instanceof RpcError || (error instanceof CallTimeoutError && ++silent === maxSilence)) throw error;
        await this.server.ready();
      }
    }
  }

  /** A round is over: waits for what its scrap brings in. 0 where nothing comes. */
  async earned(): Promise<number> {
    const { account } = this;
    for (const ms of looks) {
      if (this.coins_ === null) return 0;
      await new Promise((resolve) => setTimeout(resolve, ms));
      const coins = await this.server.wallet.balance();
      if (account !== this.account) return 0;
      const more = coins - (this.coins_ ?? coins);
      this.learn(coins, this.bought);
      if (more > 0) return more;
    }
    return 0;
  }

  private async history(): Promise<ReadonlySet<number>> {
    const bought = new Set<number>();
    for (let before: number | undefined; ;) {
      const entries = await this.server.wallet.history({ count: page, ...(before !== undefined && { before }) });
      for (const { item } of entries) {
        const paint = /^paint-(\d+)$/.exec(item)?.[1];
        if (paint !== undefined) bought.add(Number(paint));
      }
      before = entries.at(-1)?.id;
      if (entries.length < page) return bought;
    }
  }

  private forget(account: number | null): void {
    this.account = account;
    this.bought = new Set();
    this.coins_ = null;
    this.keys.clear();
    this.changed();
  }

  private learn(coins: number, bought: ReadonlySet<number>): void {
    this.coins_ = coins;
    this.bought = bought;
    this.changed();
  }
}

/** Not `randomUUID`, which a page has only over TLS and on its own machine. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
