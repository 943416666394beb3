import type { Methods, WalletEntry } from "./contract.js";

/** How the wallet calls the server. */
export type WalletCall = <M extends keyof Methods>(method: M, params?: Methods[M]["params"]) => Promise<Methods[M]["result"]>;

/** The coins of a registered player. Error of each: 1014 for a guest, who has none. */
export class Wallet {
  readonly #call: WalletCall;

  /** @internal */
  constructor(call: WalletCall) {
    this.#call = call;
  }

  /** How many coins there are. */
  async balance(): Promise<number> {
    const { coins } = await this.#call("wallet.balance");
    return coins;
  }

  /**
   * Pays for an item. Errors: 1013 not enough coins, 1015 no such item, or not at this price.
   * @param payment its `key` is made up by the app (`crypto.randomUUID()`) and kept until there is an answer: whoever
   * sends the same payment again after a lost line gets the entry of the first, and pays once.
   */
  take(payment: { amount: number; item: string; key: string }): Promise<WalletEntry> {
    return this.#call("wallet.take", payment);
  }

  /**
   * What came in and went out, newest first: 50 entries, or as many as asked for, up to 1000.
   * @param page `before`: an entry's id; only older ones are told.
   */
  history(page: { count?: number; before?: number } = {}): Promise<readonly WalletEntry[]> {
    return this.#call("wallet.history", page);
  }
}
