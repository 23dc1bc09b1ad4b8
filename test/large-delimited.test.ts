import { openEngine, type Engine } from "@poundwise/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listDelimitedReadings } from "./list-delimited-readings.ts";
import { stageBothWays } from "./stage-both-ways.ts";

// Longer files say little new; whole-delimited.soak.test.ts reads them to their ends.
const { readings, areas } = await listDelimitedReadings(200_000);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
});
afterAll(() => engine.close());

describe("a delimited file staged by the engine", () => {
  it("is the rule for ledgers, payments and registers", () => {
    const ids = new Set(readings.map(({ id }) => id));
    for (const id of ["finance_general_ledger", "finance_sub_ledger", "council_payments", "reference_authorities"]) {
      expect(ids).toContain(id);
    }
  });

  it.each(readings)("$name gives what the ordinary reader gives ($id)", async ({ name, bytes, source }) => {
    const { byEngine, ordinary } = await stageBothWays(engine, source, { name, bytes }, areas);
    expect(byEngine).toEqual(ordinary);
  });
});
