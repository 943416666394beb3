/** What becomes of a canvas's WebGL context. */
export interface GraphicsHost {
  /** The browser took it away; nothing can be drawn. */
  lost(): void;
  /** It is here again. */
  restored(): void;
  /** It does not come back. */
  gone(): void;
}

/** How long the browser may take to give a lost context back while the page is in view, in milliseconds. */
const patienceMs = 4000;

/**
 * Watches over a canvas's WebGL context. A browser takes contexts from pages when the graphics card is reset or wanted
 * elsewhere, and mostly gives them back, but to a page in the background only once it is looked at.
 */
export function watchGraphics(canvas: HTMLCanvasElement, host: GraphicsHost): void {
  let isLost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    if (isLost && !document.hidden) timer = setTimeout(() => host.gone(), patienceMs);
  };
  canvas.addEventListener("webglcontextlost", (event) => {
    // Otherwise it is never given back.
    event.preventDefault();
    isLost = true;
    host.lost();
    wait();
  });
  canvas.addEventListener("webglcontextrestored", () => {
    isLost = false;
    clearTimeout(timer);
    host.restored();
  });
  document.addEventListener("visibilitychange", wait);
}
