import { expect, test } from "vitest";
import type { SnapshotParams } from "../contract.js";
import { EntityTable } from "../entity-table.js";
import { codecs, formats, type Format } from "../formats.js";
import { exampleSchema } from "./fake-server.js";
import { closes, specification } from "./specification.js";

interface Example {
  readonly jsonrpc: string;
  readonly method?: string;
  readonly params?: SnapshotParams;
}

function examples(format: Format): Example[] {
  return [...specification.matchAll(/```(json|msgpack)\n([\s\S]*?)```/g)]
    .filter(([, marked]) => marked === format)
    // A batch is an array of messages.
    .flatMap(([, , text]) => JSON.parse(text!) as Example | Example[]);
}

test.each(formats)("every %s example of the specification is a message that comes through its codec", (format) => {
  const found = examples(format);
  expect(found.length).toBeGreaterThan(0);
  for (const example of found) {
    expect(example.jsonrpc).toBe("2.0");
    expect(codecs[format].decode(codecs[format].encode(example))).toEqual(example);
  }
});

test("the two examples of a snapshot show the same", () => {
  const tables = formats.map((format) => {
    const table = new EntityTable(exampleSchema);
    // What the example leaves, and what it changes, has to be there before.
    table.apply({ tick: 1203, ack: 0, entered: [[71, 5], [1, 198, 64, 2, 1, 1, 4]] });
    const { params } = examples(format).find((example) => example.method === "room.snapshot")!;
    table.apply(params!);
    return Object.fromEntries(table.entities);
  });
  expect(tables[0]).toEqual(tables[1]);
  expect(tables[0]).toEqual({
    1: {
      kind: "tank", id: 1, x: 3.125, y: 1, heading: expect.closeTo(0.0245, 4) as number,
      hull: "brawler", shielded: true, player: 4,
    },
    3: { kind: "tank", id: 3, x: 12.5, y: -4.25, heading: Math.PI / 2, hull: "scout", shielded: false, player: 9 },
  });
});

test("the table of close codes says of each whether to try again", () => {
  expect(closes.map(({ code }) => code)).toEqual(expect.arrayContaining([1001, 1002, 1003, 1007, 1008, 1009, 1011, 1013]));
  for (const { again } of closes) expect(again).toMatch(/^(no|yes.*)$/);
});
