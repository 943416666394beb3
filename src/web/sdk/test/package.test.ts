import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const web = fileURLToPath(new URL("../..", import.meta.url));

test("the package builds, and plain Node can import it", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "gameserver-client-"));
  try {
    const tsc = join(web, "node_modules", "typescript", "bin", "tsc");
    await run(process.execPath, [tsc, "-p", join(web, "sdk", "npm"), "--outDir", join(folder, "dist")]);
    await symlink(join(web, "node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "package.json"), await readFile(join(web, "sdk", "npm", "package.json")));
    await writeFile(join(folder, "try.js"), 'console.log(Object.keys(await import("gameserver-client")).sort().join());');
    const { stdout } = await run(process.execPath, ["try.js"], { cwd: folder });
    expect(stdout.trim()).toBe("CallTimeoutError,ErrorCodes,LineError,RpcError,Server,connect,formats");
    // What is for the SDK's own files only stays out of what others compile against.
    expect(await readFile(join(folder, "dist", "room.d.ts"), "utf8")).not.toContain("reattach");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
