import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TokenStore } from "../token-store.js";
import { memory } from "./fake-server.js";

const url = "ws://test/ws";
const key = `gameserver:${url}`;
let tab: ReturnType<typeof memory>;
let page: EventTarget & { visibilityState: "visible" | "hidden" };
let leaving: EventTarget;

beforeEach(() => {
  tab = memory();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" as const });
  leaving = new EventTarget();
  vi.stubGlobal("sessionStorage", tab);
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", leaving.addEventListener.bind(leaving));
});
afterEach(() => { vi.unstubAllGlobals(); });

function show(state: "visible" | "hidden"): void {
  page.visibilityState = state;
  page.dispatchEvent(new Event("visibilitychange"));
}

test("a tab that is duplicated while somebody looks at it copies no token", () => {
  const store = new TokenStore(url, undefined);
  store.token = "secret";
  expect(tab.items.size).toBe(0);
  expect(store.token).toBe("secret");
});

test("a reload keeps the token", () => {
  new TokenStore(url, undefined).token = "secret";
  leaving.dispatchEvent(new Event("pagehide"));
  expect(tab.getItem(key)).toBe("secret");
  const reloaded = new TokenStore(url, undefined);
  expect(reloaded.token).toBe("secret");
  expect(tab.items.size).toBe(0);
});

test("a tab that is discarded in the background keeps the token", () => {
  new TokenStore(url, undefined).token = "secret";
  show("hidden");
  expect(tab.getItem(key)).toBe("secret");
  show("visible");
  expect(tab.items.size).toBe(0);
});

test("a token that was given up is not written again", () => {
  const store = new TokenStore(url, undefined);
  store.token = "secret";
  show("hidden");
  store.token = null;
  expect(tab.items.size).toBe(0);
  leaving.dispatchEvent(new Event("pagehide"));
  expect(tab.items.size).toBe(0);
});

test("a storage of the app's own holds the token all the time", () => {
  const own = memory();
  new TokenStore(url, own).token = "secret";
  expect([own.getItem(key), tab.items.size]).toEqual(["secret", 0]);
});

test("a storage that refuses costs nothing but the resume", () => {
  const broken = (): never => { throw new DOMException("no storage here", "SecurityError"); };
  const store = new TokenStore(url, { getItem: broken, setItem: broken, removeItem: broken });
  store.token = "secret";
  expect(store.token).toBe("secret");
});
