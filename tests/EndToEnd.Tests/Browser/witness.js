// What a test needs inside a tab: eyes that miss nothing between two looks. It reads `window.gameServerPage` only;
// keys, mouse and touch come from outside, as a player's do.
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective}: ${event.blockedURI}`));

/** The kinds of the frames that arrived last, as devtools would show them. */
window.kinds = [];
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener("message", ({ data }) => {
      kinds.push(typeof data === "string" ? "text" : "binary");
      if (kinds.length > 20) kinds.shift();
    });
  }
};

/** What the banner said, one after the other. */
window.told = [];
let shown = "";
new MutationObserver(() => {
  const banner = document.getElementById("banner");
  const text = banner && !banner.hidden ? banner.textContent : "";
  if (text !== shown && text) told.push(text);
  shown = text;
}).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] });

/** Keeps an eye on another player's tank: metres moved, whether it fired, and how often it was wrecked before one's eyes. */
window.watch = (player) => {
  const seen = window.seen = { moved: 0, fired: false, wrecked: 0 };
  let last = null, deaths = 0;
  setInterval(() => {
    const page = gameServerPage;
    const tank = page.tanks.find((one) => one.player === player);
    const lost = page.scores.find((one) => one.player === player)?.deaths ?? 0;
    // Between two deaths a tank goes nowhere but by driving.
    if (tank && last && lost === deaths) seen.moved += Math.hypot(tank.x - last.x, tank.y - last.y);
    seen.fired ||= page.shells.some((shell) => shell.player === player);
    if (!tank && last && lost > deaths) seen.wrecked++;
    if (tank || lost > deaths) [last, deaths] = [tank ? { x: tank.x, y: tank.y } : null, lost];
  }, 15);
};

/** Where the mouse must be to aim at another player's tank; null while there is nobody to aim at or to aim. */
window.sights = (player) => {
  const page = gameServerPage, me = page.me, foe = page.tanks.find((tank) => tank.player === player);
  if (!me.alive || !foe) return null;
  const from = page.toPage(me.x, me.y), to = page.toPage(foe.x, foe.y);
  const share = Math.min(1, 90 / Math.hypot(to.x - from.x, to.y - from.y));
  return [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
};

/** Whether one's own tank has stood still for the last second, and nothing was fired; `stood` is when it was first seen so. */
window.stands = () => {
  const { me, room, shells } = gameServerPage;
  if (!me.alive) return false;
  const { last } = window.stood ?? {};
  const moved = !last || Math.hypot(me.x - last.x, me.y - last.y) > 0.02 || Math.abs(me.heading - last.heading) > 0.02;
  if (moved || shells.some((shell) => shell.player === room.you)) window.stood = { last: me, since: room.tick };
  return room.tick >= window.stood.since + 30;
};

/** What to do: 1 and the direction of the nearest scrap, or, where none lies, 0 and that of another player's tank. */
window.quarry = (player) => {
  const { me, scraps, tanks } = gameServerPage;
  if (!me.alive) return null;
  const away = (one) => Math.hypot(one.x - me.x, one.y - me.y);
  const [scrap] = [...scraps].sort((a, b) => away(a) - away(b));
  const target = scrap ?? tanks.find((tank) => tank.player === player);
  return target ? [scrap ? 1 : 0, Math.atan2(target.y - me.y, target.x - me.x)] : null;
};
