import { contractSchema, type Fields, type TableCase } from "@poundwise/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WarehouseSchema } from "./bind-warehouse.ts";
import { openEngine, type Engine } from "./engine.ts";
import { runCase } from "./run-case.ts";
import type { WarehouseSqlTable } from "./warehouse-table.ts";

const text = (about: string) => ({ type: "VARCHAR", unit: "code", about });
const fields: Fields = {
  area_code: text("GSS code"),
  net_gbp: { type: "DOUBLE", unit: "gbp", about: "Net." },
  half_gbp: { type: "DOUBLE", unit: "gbp", about: "Half of it." },
};

function makeTable(name: "core.spend" | "curated.halves", columns: string[], query: string): WarehouseSqlTable {
  return {
    kind: "sql",
    name,
    contract: contractSchema.parse({ about: "x", grain: ["area_code"], columns, optional: [columns[1]!] }),
    query,
    file: `sql/${name}.sql`,
    queryLine: 1,
    parts: [],
    reads: name === "curated.halves" ? [{ name: "core.spend", file: "", line: 1 }] : [],
  };
}

const spend = makeTable("core.spend", ["area_code", "net_gbp"], "select 1");
const halves = makeTable(
  "curated.halves",
  ["area_code", "half_gbp"],
  "select area_code, net_gbp / 2 as half_gbp from core.spend",
);
const schema: WarehouseSchema = { tables: [spend, halves], fields, stagingSchemas: new Map() };
const given: TableCase["given"] = {
  "core.spend": [
    { area_code: "E1", net_gbp: 10 },
    { area_code: "E2", net_gbp: null },
  ],
};

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const run = (testCase: Partial<TableCase>) =>
  runCase(engine, schema, halves, { case: "under test", given, expect: [], ...testCase });

describe("a case of a table", () => {
  it("holds when every row comes out as expected, whatever their order", async () => {
    const expected = [{ area_code: "E2", half_gbp: null }, { area_code: "E1" }];
    expect((await run({ expect: expected })).differences).toEqual([]);
  });

  it("names the column that differs, the row that is missing and the row too many", async () => {
    const { differences } = await run({
      expect: [
        { area_code: "E1", half_gbp: 6 },
        { area_code: "E3", half_gbp: 1 },
      ],
    });
    expect(differences).toEqual([
      "area_code E1: half_gbp is 5, expected 6",
      'no row {"area_code":"E3","half_gbp":1}',
      'a row that the case does not expect: {"area_code":"E2","half_gbp":null}',
    ]);
  });

  it("is refused when it names a table that is not read or a column that is not there", async () => {
    await expect(run({ given: { "core.areas": [] } })).rejects.toMatchObject({ code: "cases.unknown_table" });
    await expect(run({ given: { "core.spend": [{ gross: 1 }] } })).rejects.toMatchObject({
      code: "cases.unknown_column",
    });
  });

  it("fails as the build would when the rows break the contract", async () => {
    const twice = { "core.spend": [...given["core.spend"]!, { area_code: "E1", net_gbp: 1 }] };
    await expect(run({ given: twice })).rejects.toMatchObject({ code: "build.check_failed" });
  });
});
