import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The text of PROTOCOL.md. */
export const specification =
  readFileSync(fileURLToPath(new URL("../../../GameServer.Abstractions/PROTOCOL.md", import.meta.url)), "utf8");

/** The rows of "How a connection ends": a line each code. */
export const closes = specification
  .split("## How a connection ends")[1]!
  .split("\n## ")[0]!
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .flatMap((line) => {
    const [, told, , again] = line.split("|").map((cell) => cell.trim());
    const [codes, reason = ""] = told!.split("`");
    return codes!.split(",").map((code) => ({ code: Number(code), reason, again: again! }));
  });
