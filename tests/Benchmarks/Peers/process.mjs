// How a contender of Node talks to the benchmark, which runs `node <file> <contender> <stage>`: it prints its address
// when it is ready, answers `begin` and `end` with a line of figures about itself, and ends with its standard input.
// Imported first, because libraries read NODE_ENV as they load.
import { createInterface } from "node:readline";

process.env.NODE_ENV ??= "production";

/** Which of a file's contenders is meant. */
export const contender = process.argv[2];

/** Whether everybody who is connected is sent the arena thirty times a second. */
export const broadcasts = process.argv[3] === "broadcast";

/** Announces that the server is ready and answers for it until nobody asks any more. */
export function announce(port) {
  let used = process.cpuUsage();
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (command) => {
    if (command === "collect") globalThis.gc?.();
    if (command === "begin") used = process.cpuUsage();
    const { user, system } = process.cpuUsage(used);
    const { rss, heapUsed } = process.memoryUsage();
    console.log(JSON.stringify({ rss, heapUsed, cpu: (user + system) / 1e6 }));
  });
  lines.on("close", () => process.exit(0));
  console.log(`http://127.0.0.1:${port}`);
}
