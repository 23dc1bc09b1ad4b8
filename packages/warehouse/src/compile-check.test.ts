import { checkSchema, contractSchema } from "@poundwise/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toFailingRows } from "./compile-check.ts";
import { openEngine, type Engine } from "./engine.ts";
import type { WarehouseSqlTable } from "./warehouse-table.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  await engine.run("create schema core");
  await engine.run(`create table core.areas as from (values ('E1'), ('E2'), ('E3')) as t(area_code)`);
  await engine.run(`create table core.spend as from (values
    ('E1', '2022-23', 'total', 30.0, date '2023-03-31'), ('E1', '2022-23', 'adults', 20.0, null), ('E1', '2022-23', 'roads', 10.0, null),
    ('E2', '2022-23', 'total', 30.0, null), ('E2', '2022-23', 'adults', 25.5, null), ('E9', '2023-24', 'adults', null, null)
  ) as t(area_code, financial_year, service_line, net_gbp, period_end_date)`);
});
afterAll(() => engine.close());

const table: WarehouseSqlTable = {
  kind: "sql",
  name: "core.spend",
  contract: contractSchema.parse({
    about: "x",
    grain: ["area_code", "financial_year", "service_line"],
    columns: ["area_code", "financial_year", "service_line", "net_gbp", "period_end_date"],
  }),
  query: "",
  file: "sql/core/spend.sql",
  queryLine: 1,
  parts: [],
  reads: [],
};

async function findFailures(rule: object, newestRelease = "2024-03-31") {
  const check = checkSchema.parse({ name: "under test", ...rule });
  return engine.readRows(`select * from (${toFailingRows(table, check, newestRelease)}\n) order by all`);
}

describe("a declared check", () => {
  it("unique finds keys that occur twice", async () => {
    expect(await findFailures({ unique: ["area_code", "service_line"] })).toEqual([]);
    expect(await findFailures({ unique: ["area_code", "financial_year"] })).toMatchObject([
      { area_code: "E1", copies: 3 },
      { area_code: "E2", copies: 2 },
    ]);
  });

  it("not_null finds gaps", async () => {
    expect(await findFailures({ not_null: ["net_gbp"] })).toMatchObject([{ area_code: "E9" }]);
  });

  it("relationship finds values that the other table lacks, and lets gaps pass", async () => {
    expect(await findFailures({ relationship: { columns: ["area_code"], table: "core.areas" } })).toEqual([
      { area_code: "E9" },
    ]);
  });

  it("accepted finds other values", async () => {
    expect(await findFailures({ accepted: { column: "service_line", values: ["total", "adults"] } })).toEqual([
      { service_line: "roads" },
    ]);
  });

  it("range allows both ends, in the column's own unit", async () => {
    expect(await findFailures({ range: { column: "net_gbp", min: 10, max: 30 } })).toEqual([]);
    expect(await findFailures({ range: { column: "net_gbp", min: 10.5 } })).toMatchObject([{ service_line: "roads" }]);
  });

  it("balance finds totals that their parts miss by more than the tolerance; groups that lack either are not judged", async () => {
    const balance = {
      column: "net_gbp",
      by: ["area_code", "financial_year"],
      parts: "service_line <> 'total'",
      total: "service_line = 'total' -- printed",
    };
    expect(await findFailures({ balance: { ...balance, tolerance: 4.5 } })).toEqual([]);
    expect(await findFailures({ balance: { ...balance, tolerance: 4.49 } })).toMatchObject([
      { area_code: "E2", parts_sum: 25.5, total_sum: 30 },
    ]);
  });

  it("conserves finds rows lost or doubled", async () => {
    expect(await findFailures({ conserves: { table: "core.areas" } })).toMatchObject([
      { found_rows: 6, expected_rows: 3 },
    ]);
  });

  it("expected finds the areas and periods that are not there", async () => {
    const absent = await findFailures({
      expected: { table: "core.areas", columns: ["area_code"], across: ["financial_year"], where: "area_code <> 'E3'" },
    });
    expect(absent).toEqual([
      { area_code: "E1", financial_year: "2023-24" },
      { area_code: "E2", financial_year: "2023-24" },
    ]);
  });

  it("freshness looks back from the newest release in use, not from a clock", async () => {
    const freshness = { freshness: { column: "period_end_date", within_days: 365 } };
    expect(await findFailures(freshness, "2024-03-30")).toEqual([]);
    expect(await findFailures(freshness, "2024-03-31")).toHaveLength(1);
  });

  it("anomaly finds the series that moved otherwise than its peers", async () => {
    await engine.run(`create table core.rates as
      select 'E' || area as area_code, '202' || year as financial_year,
        area * 10.0 + year * (1 + area / 100.0) + case when area = 7 and year = 3 then 4 else 0 end as rate
      from range(1, 13) as a(area), range(1, 4) as y(year)`);
    const rule = { column: "rate", series: ["area_code"], period: "financial_year", peers: [], max_deviations: 6 };
    expect(() => checkSchema.parse({ name: "x", anomaly: rule })).toThrow();
    const anomaly = { ...rule, peers: ["financial_year"] };
    const check = checkSchema.parse({ name: "x", anomaly });
    const rates = { ...table, name: "core.rates" } as WarehouseSqlTable;
    expect(await engine.readRows(toFailingRows(rates, check, "2024-03-31"))).toMatchObject([
      { area_code: "E7", financial_year: "2023" },
    ]);
  });

  it("says one thing, and only what a check can say", () => {
    expect(() => checkSchema.parse({ name: "two", fail_when: "true", unique: ["a"] })).toThrow(/says one of/);
    expect(() => checkSchema.parse({ name: "none" })).toThrow(/says one of/);
    expect(() => checkSchema.parse({ name: "other", regex: "x" })).toThrow();
  });
});
