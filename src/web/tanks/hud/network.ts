import type { Format, LoggedMessage, Server } from "../../sdk";
import type { Battle } from "../game/battle";
import { byId, element, setText, show } from "./dom";
import { NetworkGraph } from "./networkGraph";

const listed = 14;
const stallEverySec = 4;

/** What goes over the line, and knobs to make it worse. */
export class NetworkPanel {
  private readonly root = byId("network");
  private readonly messages = byId("net-messages");
  private readonly detail = byId("net-detail");
  private readonly freezeButton = byId("net-freeze");
  private readonly radios = [...this.root.querySelectorAll<HTMLInputElement>("input[name=format]")];
  private readonly graph = new NetworkGraph();
  private readonly xrayBox = byId<HTMLInputElement>("xray");
  private refreshAt = 0;
  private frozen = false;
  private held = false;

  /** @param switchFormat goes on in another format; what it rejects with is shown by the caller. */
  constructor(private readonly server: Server, private readonly switchFormat: (format: Format) => Promise<void>) {
    byId("network-close").addEventListener("click", () => this.toggle(false));
    for (const radio of this.radios) radio.addEventListener("change", () => void this.change(radio.value as Format));
    byId("unplug").addEventListener("click", () => this.server.unplug());
    this.freezeButton.addEventListener("click", () => this.freeze(!this.frozen));
    for (const id of ["lag-latency", "lag-jitter", "lag-stall"]) byId(id).addEventListener("input", () => this.simulate());
    // Space fires and arrows drive: what was clicked must not take those keys.
    this.root.addEventListener("click", (event) => {
      if (event.detail > 0) (document.activeElement as HTMLElement | null)?.blur();
    });
    this.root.addEventListener("change", () => (document.activeElement as HTMLElement | null)?.blur());
    // Nobody can click on a list that runs away.
    this.messages.addEventListener("pointerenter", () => { this.held = true; });
    this.messages.addEventListener("pointerleave", () => { this.held = false; });
    this.simulate();
    this.showFormat();
  }

  /** Whether the server's own positions are to be drawn. */
  get xray(): boolean {
    return this.xrayBox.checked && !this.root.hidden;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  toggle(open: boolean = !this.isOpen): void {
    show(this.root, open);
    byId("tool-network").setAttribute("aria-pressed", String(open));
    this.refreshAt = 0;
  }

  /** The format in use changed, by this panel or otherwise. */
  showFormat(): void {
    for (const radio of this.radios) radio.checked = radio.value === this.server.format;
  }

  frame(now: number, battle: Battle | null): void {
    const { stats } = this.server;
    this.graph.sample(now, stats.bytesInPerSecond, stats.pingMs);
    if (this.root.hidden || now < this.refreshAt) return;
    this.refreshAt = now + 250;
    setText(byId("net-ping"), stats.pingMs === null ? "–" : `${Math.round(stats.pingMs)} ms`);
    setText(byId("net-in"), rate(stats.bytesInPerSecond));
    setText(byId("net-out"), rate(stats.bytesOutPerSecond));
    setText(byId("net-snapshots"), `${Math.round(stats.snapshotsPerSecond)} /s`);
    setText(byId("net-tick"), battle ? String(battle.room.tick) : "–");
    const prediction = battle?.prediction;
    setText(byId("net-prediction"), prediction ? `${prediction.pending} / ${prediction.mispredictions}` : "–");
    this.graph.draw();
    if (!this.frozen && !this.held) this.list(stats.messages);
  }

  private async change(format: Format): Promise<void> {
    for (const radio of this.radios) radio.disabled = true;
    try {
      await this.switchFormat(format);
    } finally {
      for (const radio of this.radios) radio.disabled = false;
      this.showFormat();
    }
  }

  private simulate(): void {
    const read = (id: string) => {
      const value = byId<HTMLInputElement>(id).valueAsNumber;
      setText(byId(`${id}-value`), `${value} ms`);
      return value;
    };
    this.server.simulate = {
      latencyMs: read("lag-latency"), jitterMs: read("lag-jitter"), stallMs: read("lag-stall"), stallEverySec,
    };
  }

  private freeze(frozen: boolean): void {
    this.frozen = frozen;
    setText(this.freezeButton, frozen ? "Go on" : "Freeze");
    if (!frozen) show(this.detail, false);
  }

  private list(messages: readonly LoggedMessage[]): void {
    this.messages.replaceChildren(...messages.slice(-listed).reverse().map((message) => {
      const row = element("li");
      row.tabIndex = 0;
      row.append(
        element("span", message.direction === "in" ? "◀" : "▶", message.direction),
        element("span", String(message.size), "size"),
        element("span", `${message.format === "json" ? "J" : "M"} ${summary(message.message)}`));
      const open = () => this.open(message);
      row.addEventListener("click", open);
      row.addEventListener("keydown", (event) => {
        if (event.key === "Enter") open();
      });
      return row;
    }));
  }

  private open(message: LoggedMessage): void {
    this.freeze(true);
    this.detail.textContent = JSON.stringify(message.message, null, 1);
    show(this.detail, true);
  }
}

function rate(bytes: number): string {
  return bytes < 1000 ? `${Math.round(bytes)} B/s` : `${(bytes / 1000).toFixed(1)} kB/s`;
}

/** A message in a line: its method and its arguments, or what it answers. */
function summary(message: unknown): string {
  if (typeof message !== "object" || message === null) return String(message);
  const { method, params, result, error, id } = message as Record<string, unknown>;
  const body = JSON.stringify(params ?? result ?? error ?? null);
  const head = typeof method === "string" ? method : `reply ${String(id)}`;
  return `${head} ${body.length > 160 ? `${body.slice(0, 160)}…` : body}`;
}
