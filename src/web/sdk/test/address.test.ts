import { afterEach, expect, test, vi } from "vitest";
import { socketAddress } from "../address.js";

afterEach(() => { vi.unstubAllGlobals(); });

test.each([
  ["http://localhost:5080/", "ws://localhost:5080/ws"],
  ["https://play.example.org/", "wss://play.example.org/ws"],
  ["https://example.org/game/", "wss://example.org/game/ws"],
  ["https://example.org/game/index.html?invite=7#lobby", "wss://example.org/game/ws"],
  ["https://example.org/a/b/c/", "wss://example.org/a/b/c/ws"],
  ["http://[::1]:5080/game/", "ws://[::1]:5080/game/ws"],
])("on the page %s the server is beside it: %s", (baseURI, address) => {
  vi.stubGlobal("document", { baseURI });
  expect(socketAddress("ws")).toBe(address);
});

test("an address that is whole stays what it is, and one of a page becomes one of a socket", () => {
  vi.stubGlobal("document", { baseURI: "https://example.org/game/" });
  expect(socketAddress("ws://localhost:5080/ws")).toBe("ws://localhost:5080/ws");
  expect(socketAddress("https://play.example.org/tanks/ws")).toBe("wss://play.example.org/tanks/ws");
  expect(socketAddress("/other/ws")).toBe("wss://example.org/other/ws");
  expect(socketAddress("//cdn.example.org/ws#x")).toBe("wss://cdn.example.org/ws");
});

test("in a worker, which has no document, it is beside the worker", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("location", { href: "https://example.org/game/worker.js" });
  expect(socketAddress("ws")).toBe("wss://example.org/game/ws");
});

test("a relative address without a page, and what is no address, is told at once", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("location", undefined);
  expect(socketAddress("ws://localhost:5080/ws")).toBe("ws://localhost:5080/ws");
  expect(() => socketAddress("ws")).toThrow('"ws" is no address of a server: without a page it must be whole');
  expect(() => socketAddress("ftp://localhost/ws")).toThrow("it must begin with ws: or wss:");
});
