import { expect, test } from "vitest";
import { formats } from "./index";

test("both formats are offered, each once", () => {
  expect([...new Set(formats)].sort()).toEqual(["json", "msgpack"]);
});
