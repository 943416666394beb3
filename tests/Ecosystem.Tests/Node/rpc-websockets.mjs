import { once } from "node:events";
import { Client } from "rpc-websockets";
import { play } from "./stock-client.mjs";

// It offers no subprotocol, so it is spoken to in JSON. A notification is an event of the name of its method.
play(async url => {
  const client = new Client(url, { reconnect: false });
  await once(client, "open");
  return {
    call: (method, params) => client.call(method, params),
    notify: (method, params) => { client.notify(method, params); },
    on: (method, listener) => client.on(method, listener),
    close: () => client.close(),
  };
});
