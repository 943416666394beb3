import { readFile } from "node:fs/promises";
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
          const html = (await readFile(`${wwwroot}/index.html`, "utf8"))
            .replace("/assets/tanks.js", "/tanks/main.ts");
          response.setHeader("Content-Type", "text/html; charset=utf-8");
          response.end(await vite.transformIndexHtml("/index.html", html));
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

export default defineConfig(({ command }) => ({
  appType: "custom",
  base: command === "build" ? "/assets/" : "/",
  publicDir: command === "serve" ? wwwroot : false,
  plugins: [page()],
  server: {
    proxy: {
      "/ws": { target: server, ws: true },
      "/health": server,
    },
  },
  build: {
    outDir: `${wwwroot}/assets`,
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
