import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CallTimeoutError, LineError, type PlayerIdentity, RpcError, type WalletEntry } from "../../sdk";
import { Shop, type ShopServer } from "./shop";

const ann: PlayerIdentity = { id: 7, name: "Ann", guest: false };
const guest: PlayerIdentity = { id: 8, name: "Guest", guest: true };

/** A wallet as the server keeps it: a key is taken once. */
class Bank {
  readonly ledger: WalletEntry[] = [];
  readonly keys: string[] = [];
  calls = 0;
  player: PlayerIdentity | null = ann;
  /** What happens to the answer of a payment that was made. */
  answer = (entry: WalletEntry): WalletEntry => entry;
  ready = vi.fn(() => Promise.resolve());

  constructor() {
    this.pay(1000, "welcome", "/welcome");
  }

  pay(coins: number, item: string, key: string): WalletEntry {
    const balance = (this.ledger[0]?.balance ?? 0) + coins;
    if (balance < 0) throw new RpcError(1013, "Not enough coins.", undefined, "wallet.take");
    const entry = { id: this.ledger.length + 1, coins, balance, item, key, at: "2026-01-02T03:04:05Z" };
    this.ledger.unshift(entry);
    return entry;
  }

  readonly wallet = {
    balance: async () => {
      this.calls++;
      return this.ledger[0]!.balance;
    },
    history: async ({ count = 50, before = Infinity }: { count?: number; before?: number } = {}) => {
      this.calls++;
      return this.ledger.filter(({ id }) => id < before).slice(0, count);
    },
    take: async ({ amount, item, key }: { amount: number; item: string; key: string }) => {
      this.keys.push(key);
      return this.answer(this.ledger.find((entry) => entry.key === key) ?? this.pay(-amount, item, key));
    },
  };
}

let bank: Bank;

beforeEach(() => {
  vi.useFakeTimers();
  bank = new Bank();
});
afterEach(() => { vi.useRealTimers(); });

async function open(changed = () => {}): Promise<Shop> {
  const shop = new Shop(bank as unknown as ShopServer, changed);
  await shop.refresh();
  return shop;
}

const lost = (): never => { throw new LineError("The line was lost."); };

test("a registered player's coins and paints are known", async () => {
  bank.pay(-400, "paint-9", "12345678");
  for (let i = 0; i < 1500; i++) bank.pay(1, "scrap", `/scrap-${i}`);
  const changed = vi.fn();
  const shop = await open(changed);
  expect([shop.isGuest, shop.coins, shop.has(9), shop.has(8), shop.has(7)]).toEqual([false, 2100, true, false, true]);
  expect(changed).toHaveBeenCalled();
});

test("a guest has neither, and is not asked for", async () => {
  bank.player = guest;
  const shop = await open();
  expect([shop.isGuest, shop.coins, shop.has(8), await shop.earned(), bank.calls]).toEqual([true, null, false, 0, 0]);
});

test("what one player had is not the next one's", async () => {
  bank.pay(-400, "paint-9", "12345678");
  const shop = await open();
  bank.player = guest;
  await shop.refresh();
  expect([shop.coins, shop.has(9)]).toEqual([null, false]);
});

test("a paint is paid for, and every purchase has a key of its own", async () => {
  const shop = await open();
  await shop.buy(8);
  await shop.buy(9);
  expect([shop.coins, shop.has(8), shop.has(9), shop.has(10)]).toEqual([200, true, true, false]);
  expect(new Set(bank.keys).size).toBe(2);
  for (const key of bank.keys) expect(key).toMatch(/^[A-Za-z0-9_.:-]{8,64}$/);
  await expect(shop.buy(10)).rejects.toMatchObject({ code: 1013 });
  expect([shop.coins, shop.has(10)]).toEqual([200, false]);
});

test("a line that is lost before the answer costs once, and the paint is there when the line is", async () => {
  const shop = await open();
  bank.answer = (entry) => (bank.keys.length < 3 ? lost() : entry);
  await shop.buy(8);
  expect([bank.keys.length, new Set(bank.keys).size, bank.ledger.length, shop.coins, shop.has(8)]).toEqual([3, 1, 2, 600, true]);
  expect(bank.ready).toHaveBeenCalledTimes(2);
});

test("a server that does not answer is asked a few times, and the next attempt is still the same purchase", async () => {
  const shop = await open();
  bank.answer = () => { throw new CallTimeoutError("wallet.take", 10_000); };
  await expect(shop.buy(8)).rejects.toThrow(CallTimeoutError);
  expect(bank.keys).toHaveLength(3);
  bank.answer = (entry) => entry;
  await shop.buy(8);
  expect([new Set(bank.keys).size, bank.ledger.length, shop.coins]).toEqual([1, 2, 600]);
});

test("a line that is closed for good ends the purchase, whose key is kept", async () => {
  const shop = await open();
  bank.answer = lost;
  bank.ready.mockRejectedValueOnce(new LineError("The line is closed.", 1008, "kicked"));
  await expect(shop.buy(8)).rejects.toMatchObject({ reason: "kicked" });
  bank.answer = (entry) => entry;
  await shop.buy(8);
  expect([new Set(bank.keys).size, bank.ledger.length]).toEqual([1, 2]);
});

test("a round's scrap is told as soon as it is paid", async () => {
  const shop = await open();
  const earning = shop.earned();
  await vi.advanceTimersByTimeAsync(500);
  bank.pay(35, "scrap", "/scrap");
  await vi.advanceTimersByTimeAsync(1000);
  expect([await earning, shop.coins]).toEqual([35, 1035]);
  const nothing = shop.earned();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await nothing).toBe(0);
});
