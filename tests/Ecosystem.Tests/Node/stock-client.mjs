// The tests that every stock client of JSON-RPC over a WebSocket has to pass. A script names the client and says how to
// use it: connect(url) answers { call(method, params), notify(method, params), on(method, listener), close() }.
import assert from "node:assert/strict";
import { test } from "node:test";

const options = { timeout: 60_000 };

export function play(connect) {
  const url = process.argv[2];

  const connected = (name, work) => test(name, options, async () => {
    const client = await connect(url);
    try {
      await work(client);
    } finally {
      client.close();
    }
  });

  connected("arguments by name and by position", async client => {
    const named = await client.call("server.ping", { seq: 7, sent: 1.5 });
    assert.deepEqual([named.seq, named.sent], [7, 1.5]);
    const positional = await client.call("server.ping", [8, -0.25]);
    assert.deepEqual([positional.seq, positional.sent], [8, -0.25]);
    assert.equal((await client.call("server.ping")).seq, 0);
    assert.equal((await client.call("server.info")).protocols[0], "gameserver.v1.json");
  });

  connected("an error with its number, message and data, and the connection lives", async client => {
    await fails(client.call("no.such", {}), -32601);
    await fails(client.call("room.join", { game: "tank" }), 1003);
    await fails(client.call("server.ping", { seq: "seven" }), -32602);
    await fails(client.call("login.resume", { token: "nothing" }), 1006);
    await client.call("login.guest", { name: "Errs" });
    await client.call("room.join", { game: "tank" });
    let refused;
    for (let line = 0; line < 20 && !refused; line++)
      await client.call("chat.say", { text: `line ${line}` }).catch(error => refused = error);
    assert.equal(refused.code, 1005);
    assert.ok(refused.data.retryAfterMs > 0);
    assert.equal((await client.call("server.ping", { seq: 9 })).seq, 9);
  });

  connected("a seat, snapshots, commands as notifications, and events", async client => {
    const acknowledged = heard(client, "room.snapshot", snapshot => snapshot.ack === 3);
    const said = heard(client, "chat.said", event => event.text === "hello");
    const { player } = await client.call("login.guest", { name: "Seat" });
    const { you, players } = await client.call("room.join", { game: "tank" });
    assert.equal(players.find(one => one.id === you).name, player.name);
    for (let seq = 1; seq <= 3; seq++)
      client.notify("tank.steer", { seq, throttle: 1, turn: 0.25, aim: 3.05, fire: true });
    assert.ok((await acknowledged).tick > 0);
    assert.equal(await client.call("chat.say", { text: "hello" }), null);
    const { event, name } = await said;
    assert.equal(name, player.name);
    assert.ok(Number.isInteger(event));
    assert.equal(await client.call("room.leave"), null);
  });

  connected("a hundred calls at once, each with its own reply", async client => {
    const replies = await Promise.all(Array.from({ length: 100 }, (_, seq) => client.call("server.ping", { seq })));
    assert.deepEqual(replies.map(reply => reply.seq), Array.from({ length: 100 }, (_, seq) => seq));
  });

  test("a session goes on over a second connection", options, async () => {
    const first = await connect(url);
    const { player, token } = await first.call("login.guest", { name: "Again" });
    await first.call("room.join", { game: "tank" });
    first.close();
    const second = await connect(url);
    const shown = heard(second, "room.snapshot", snapshot => snapshot.entered?.length > 0);
    const resumed = await second.call("login.resume", { token, lastEvent: 0 });
    assert.equal(resumed.player.id, player.id);
    assert.equal(resumed.token, token);
    assert.equal(resumed.room.room.game, "tank");
    await shown;
    second.close();
  });
}

function heard(client, method, wanted) {
  return new Promise(resolve => client.on(method, params => {
    if (wanted(params)) resolve(params);
  }));
}

async function fails(call, code) {
  const error = await call.then(() => assert.fail(`answered, not refused with ${code}`), refusal => refusal);
  assert.equal(error.code, code);
  assert.ok(error.message.length > 0);
}
