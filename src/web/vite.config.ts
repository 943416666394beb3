import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const wwwroot = fileURLToPath(new URL("../../wwwroot", import.meta.url));
const server = process.env.GAMESERVER_URL ?? "http://localhost:5080";

/** The dev server serves the page that the game server serves, with the sources in place of the built script. */
function page(): Plugin {
  return {
    name: "page",
    apply: "serve",
    configureServer(vite) {
      vite.middlewares.use(async (request, response, next) => {
        const path = request.url?.split("?")[0];
        if (path !== "/" && path !== "/index.html") return next();
        try {
          const html = (await readFile(join(wwwroot, "index.html"), "utf8")).replace("assets/tanks.js", "/tanks/main.ts");
          response.setHeader("Content-Type", "text/html; charset=utf-8");
          response.end(await vite.transformIndexHtml("/index.html", html));
        } catch (error) {
          next(error);
        }
      });
      // Vite serves these files as they are, knows no module of theirs, and so tells no page that one has changed.
      const changed = (file: string) => {
        const path = relative(wwwroot, file).split(sep).join("/");
        if (path.startsWith("..") || path.startsWith("assets/")) return;
        const url = `/${path}`;
        if (path.endsWith(".css")) {
          vite.ws.send({ type: "update", updates: [{ type: "css-update", path: url, acceptedPath: url, timestamp: Date.now() }] });
        } else {
          vite.ws.send({ type: "full-reload" });
        }
        vite.config.logger.info(`${path} changed`, { timestamp: true });
      };
      vite.watcher.add(wwwroot).on("change", changed).on("add", (file) => { if (ready) changed(file); }).on("unlink", changed);
      let ready = false;
      vite.watcher.once("ready", () => { ready = true; });
    },
  };
}

export default defineConfig(({ command }) => ({
  appType: "custom",
  // What is built names its parts relative to itself, so that it lies below any path.
  base: command === "build" ? "./" : "/",
  publicDir: command === "serve" ? wwwroot : false,
  plugins: [page()],
  server: {
    proxy: {
      "/ws": { target: server, ws: true },
      "/health": server,
    },
  },
  build: {
    outDir: join(wwwroot, "assets"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    sourcemap: true,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { tanks: fileURLToPath(new URL("tanks/main.ts", import.meta.url)) },
      output: {
        // index.html is written by hand, so the names it holds must not change with the content.
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
      },
    },
  },
  test: {
    include: ["sdk/**/*.test.ts", "tanks/**/*.test.ts"],
  },
}));
