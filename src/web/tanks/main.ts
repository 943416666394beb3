import { App } from "./app/app";
import { byId, element } from "./hud/dom";

try {
  await App.start(byId<HTMLCanvasElement>("arena"));
} catch (error) {
  const box = byId("failure");
  box.replaceChildren(
    element("p", "This browser cannot show the arena: it needs WebGL."),
    element("p", error instanceof Error ? error.message : String(error), "dim"));
  box.hidden = false;
  throw error;
}
