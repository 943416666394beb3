import { describe, expect, test } from "vitest";
import type { JsonEntity, SnapshotParams } from "../contract.js";
import { EntityTable } from "../entity-table.js";
import { codecs } from "../formats.js";
import { Layout } from "../layout.js";
import { exampleSchema } from "./fake-server.js";
import { seeded } from "./random.js";

const tank = new Layout(exampleSchema[0]);
const all = tank.fields.length;

/** What a server writes, from the same whole numbers, in both formats. */
function entered(id: number, values: readonly number[]): [JsonEntity, number[]] {
  const fields = values.map((value, i) => [tank.fields[i]!.name, tank.fields[i]!.real(value)] as const);
  return [{ kind: "tank", id, ...Object.fromEntries(fields) }, [id, ...values]];
}

function changed(id: number, before: readonly number[], values: readonly number[]): [JsonEntity, number[]] {
  const json: Record<string, unknown> = {};
  const differences: number[] = [];
  let mask = 0;
  values.forEach((value, i) => {
    if (value === before[i]) return;
    mask |= 1 << i;
    differences.push((value - before[i]!) | 0);
    json[tank.fields[i]!.name] = tank.fields[i]!.real(value);
  });
  return [{ id, ...json }, [id, mask >>> 0, ...differences]];
}

function table(): EntityTable {
  return new EntityTable(exampleSchema);
}

test("an id that leaves and enters in one snapshot is a new entity", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, entered: [[65, 100]] });
  const before = entities.entities.get(65);
  const applied = entities.apply({ tick: 2, ack: 0, left: [65], entered: [[65, 900]] });
  expect(entities.entities.get(65)).toEqual({ kind: "shell", id: 65, x: 9 });
  expect(entities.entities.get(65)).not.toBe(before);
  expect([applied.left.length, applied.entered.length]).toEqual([1, 1]);
});

test("an id that enters again without leaving is the same entity, overwritten", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, entered: [[65, 100]] });
  const before = entities.entities.get(65);
  entities.apply({ tick: 5, ack: 0, entered: [[65, 300]] });
  expect(entities.entities.get(65)).toBe(before);
  expect(before).toMatchObject({ x: 3 });
});

test("private fields are there for the owner, and go when the entity is shown to somebody else's eyes", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, entered: [[1, 0, 0, 0, 0, 0, 1, 42]] });
  expect(entities.entities.get(1)).toMatchObject({ ammunition: 42 });
  entities.apply({ tick: 2, ack: 0, entered: [[1, 0, 0, 0, 0, 0, 1]] });
  expect(entities.entities.get(1)).not.toHaveProperty("ammunition");
});

test("the first snapshot on a line is the whole truth: what it does not mention is gone", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, entered: [[65, 100], [66, 200]] });
  const { left } = entities.apply({ tick: 9, ack: 0, entered: [[66, 300]] }, true);
  expect([...entities.entities.keys()]).toEqual([66]);
  expect(left.map((record) => record.entity.id)).toEqual([65]);
});

test("differences wrap at 32 bits", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, entered: [[1, 0, 0, 0, 0, 0, 2147483647]] });
  entities.apply({ tick: 2, ack: 0, changed: [[1, 1 << 5, 1]] });
  expect(entities.entities.get(1)).toMatchObject({ player: -2147483648 });
});

test("what the schema does not know is left alone", () => {
  const entities = table();
  entities.apply({ tick: 1, ack: 0, left: [9999], entered: [[9999, 1]], changed: [[5, 1, 1], { id: 6, x: 2 }] });
  expect(entities.entities.size).toBe(0);
});

describe("random games", () => {
  test.each(Array.from({ length: 25 }, (_, seed) => seed))("both formats show the same, seed %i", (seed) => {
    const random = seeded(seed);
    const whole = (below: number): number => Math.floor(random() * below);
    const truth = new Map<number, number[]>();
    const json = table();
    const msgpack = table();
    const value = (i: number): number => [whole(20_000) - 10_000, whole(20_000), whole(256), whole(2), whole(2), whole(64), whole(9)][i]!;
    for (let tick = 1; tick <= 60; tick++) {
      const left: number[] = [];
      const enter: [JsonEntity, number[]][] = [];
      const change: [JsonEntity, number[]][] = [];
      for (let id = 1; id <= 12; id++) {
        const before = truth.get(id);
        const dice = random();
        if (before && dice < 0.1) {
          left.push(id);
          truth.delete(id);
        }
        if (!truth.has(id) && dice < 0.3) {
          const values = Array.from({ length: id % 2 ? all : all - 1 }, (_, i) => value(i));
          truth.set(id, values);
          enter.push(entered(id, values));
        } else if (before && truth.has(id) && dice > 0.5) {
          const values = before.map((old, i) => (random() < 0.4 ? value(i) : old));
          truth.set(id, values);
          // A viewer who skipped ticks gets what changed in full instead.
          if (dice > 0.9) enter.push(entered(id, values));
          else if (values.some((now, i) => now !== before[i])) change.push(changed(id, before, values));
        }
      }

      const snapshot = (format: 0 | 1): SnapshotParams => ({
        tick, ack: 0, left, entered: enter.map((pair) => pair[format]), changed: change.map((pair) => pair[format]),
      });
      json.apply(codecs.json.decode(codecs.json.encode(snapshot(0))) as SnapshotParams);
      msgpack.apply(codecs.msgpack.decode(codecs.msgpack.encode(snapshot(1))) as SnapshotParams);
      const expected = [...truth].map(([id, values]) => entered(id, values)[0]);
      const shown = (entities: EntityTable): unknown[] => [...entities.entities.values()].sort((a, b) => a.id - b.id);
      expect(shown(msgpack)).toEqual(expected.sort((a, b) => a.id - b.id));
      expect(shown(json)).toEqual(shown(msgpack));
    }
  });
});
