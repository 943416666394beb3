import { App } from "./app/app";
import { byId } from "./hud/dom";
import { Failure } from "./hud/failure";
import { GraphicsError } from "./render/scene";

const failure = new Failure();
try {
  await App.start(byId<HTMLCanvasElement>("arena"), failure);
} catch (error) {
  document.body.classList.remove("lobby");
  if (error instanceof GraphicsError) {
    failure.show("No picture", "The arena is drawn with WebGL, and this browser gives none. It may be switched off in its settings, or just be in use elsewhere.");
  } else {
    failure.show("That went wrong", "The page could not start.", error instanceof Error ? error.message : String(error));
  }
  throw error;
}
