/**
 * The absolute address of a WebSocket. A relative one is meant beside the page, so that a game plays below any path of a
 * host; `http:` and `https:` become `ws:` and `wss:`.
 * @throws TypeError it is relative where there is no page, or no address at all
 */
export function socketAddress(url: string): string {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw new TypeError(`"${url}" is no address of a server${base === undefined ? ": without a page it must be whole, as ws://localhost:5080/ws" : ""}.`);
  }
  if (address.protocol === "http:") address.protocol = "ws:";
  else if (address.protocol === "https:") address.protocol = "wss:";
  if (address.protocol !== "ws:" && address.protocol !== "wss:") {
    throw new TypeError(`"${url}" is no address of a server: it must begin with ws: or wss:, or be relative to a page of http: or https:.`);
  }
  // A fragment is refused by browsers.
  address.hash = "";
  return address.href;
}
