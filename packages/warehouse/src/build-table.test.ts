import { mkdtemp, readFile, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { contractSchema, type Fields, type InputRows, type Row, type TableContract } from "@poundwise/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTable } from "./build-table.ts";
import { openEngine, withEngine, type Engine } from "./engine.ts";
import { registerRelations } from "./register-relations.ts";
import { runChecks } from "./run-checks.ts";
import type { WarehouseComputedTable, WarehouseSqlTable } from "./warehouse-table.ts";
import { writeParquet } from "./write-parquet.ts";

const fields: Fields = Object.fromEntries(
  Object.entries({
    area_code: "VARCHAR",
    mid_year: "INTEGER",
    net_spend_gbp: "DECIMAL(18,2)",
    spend_share: "DOUBLE",
  }).map(([name, type]) => [name, { type, unit: "x", about: "x" }]),
);
const file = "sql/core/spend.sql";

function sqlTable(query: string, contract: Partial<TableContract> = {}): WarehouseSqlTable {
  return {
    kind: "sql",
    name: "core.spend",
    contract: contractSchema.parse({
      about: "x",
      grain: ["area_code"],
      columns: ["area_code", "net_spend_gbp"],
      optional: ["net_spend_gbp"],
      ...contract,
    }),
    query,
    file,
    queryLine: 10,
    parts: [{ file, fileLine: 10, queryLine: 1, text: query }],
    reads: [{ name: "staging.lines", file, line: 12 }],
  };
}

let engine: Engine;
let folder: string;
let inputs: Map<string, string>;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-build-"));
  inputs = new Map([["staging.lines", path.join(folder, "in", "lines.parquet")]]);
  await writeParquet(
    engine,
    `select * from (values ('E2', 10.5, 2), ('E1', 1.25, 1), ('E1', 2.0, 1)) t(area_code, amount, n)`,
    inputs.get("staging.lines")!,
  );
});

const target = () => path.join(folder, "out", "spend.parquet");
const build = (table: WarehouseSqlTable | WarehouseComputedTable) =>
  buildTable(engine, { table, fields, inputs, path: target() });
const summed = `select area_code, sum(amount)::decimal(18, 2) as net_spend_gbp from staging.lines group by area_code`;

describe("building a table", () => {
  it("runs its query over the inputs and writes the rows in the order of the grain", async () => {
    expect(await build(sqlTable(summed))).toEqual({ rows: 2 });
    expect(await engine.readRows("from read_parquet($1)", [target()])).toEqual([
      { area_code: "E1", net_spend_gbp: 3.25 },
      { area_code: "E2", net_spend_gbp: 10.5 },
    ]);
    expect(await readdir(path.dirname(target()))).toEqual(["spend.parquet"]);
  });

  it("gives the same bytes on one thread and on two, also for sums of doubles over many rows", async () => {
    const big = path.join(folder, "big.parquet");
    await writeParquet(
      engine,
      "select 'E' || (i * 7919 % 1000) as area_code, (hash(i) % 1000000) / 977.0::double as v from range(500000) t(i)",
      big,
    );
    const table = sqlTable("select area_code, avg(v) as spend_share from staging.lines group by area_code", {
      columns: ["area_code", "spend_share"],
      optional: [],
    });
    const bytes: Buffer[] = [];
    for (const threads of [1, 2, 2, 2]) {
      const out = path.join(folder, `${bytes.length}.parquet`);
      await withEngine({ threads }, (own) =>
        buildTable(own, { table, fields, inputs: new Map([["staging.lines", big]]), path: out }),
      );
      bytes.push(await readFile(out));
    }
    expect(bytes.slice(1).every((it) => it.equals(bytes[0]!))).toBe(true);
  });

  it("refuses a key that occurs twice, a gap in a required column and a NaN, naming rows, and writes nothing", async () => {
    const twice = "select area_code, amount::decimal(18, 2) as net_spend_gbp from staging.lines";
    await expect(build(sqlTable(twice))).rejects.toThrow(/grain\.unique: 1 keys.*\{"area_code":"E1","copies":2\}/);
    const gap = "select area_code, nullif(max(n), 2)::decimal(18, 2) as net_spend_gbp from staging.lines group by 1";
    expect(await build(sqlTable(gap))).toEqual({ rows: 2 });
    const required = sqlTable(gap, { optional: [] });
    await expect(buildTable(engine, { table: required, fields, inputs, path: path.join(folder, "x") })).rejects.toThrow(
      /column\.required: 1 rows.*"area_code":"E2","failing_columns":"net_spend_gbp"/,
    );
    const nan = sqlTable("select distinct area_code, if(n = 1, 'nan', '1')::double as spend_share from staging.lines", {
      columns: ["area_code", "spend_share"],
      optional: [],
    });
    await expect(buildTable(engine, { table: nan, fields, inputs, path: path.join(folder, "x") })).rejects.toThrow(
      /value\.finite: 1 rows/,
    );
    expect((await readdir(folder)).sort()).toEqual(["in", "out"]);
  });

  it("refuses a type that DuckDB would quietly convert, and columns in another order", async () => {
    const wide = sqlTable("select area_code, sum(amount) as net_spend_gbp from staging.lines group by area_code");
    await expect(build(wide)).rejects.toThrow(
      /column net_spend_gbp: .*Expected DECIMAL\(18,2\)\. Found DECIMAL\(38,2\)/,
    );
    const turned = sqlTable("select 1::decimal(18, 2) as net_spend_gbp, area_code from staging.lines");
    await expect(build(turned)).rejects.toMatchObject({ code: "contract.columns" });
  });

  it("says file and line when the query fails, and sees only its declared inputs", async () => {
    await expect(build(sqlTable("select area_code,\n nothing as net_spend_gbp\nfrom staging.lines"))).rejects.toThrow(
      /^sql\/core\/spend\.sql:11, core\.spend: Referenced column "nothing" not found/,
    );
    await build(sqlTable(summed));
    const other = {
      ...sqlTable("select area_code, amount::decimal(18, 2) as net_spend_gbp from staging.lines"),
      reads: [],
    };
    await expect(build(other)).rejects.toThrow(/Table with name lines does not exist/);
    inputs.clear();
    await expect(build(sqlTable(summed))).rejects.toThrow(
      "sql/core/spend.sql:12, core.spend: staging.lines has not been built",
    );
  });
});

describe("building a computed table", () => {
  const computed = (compute: (inputs: Readonly<Record<string, InputRows>>) => Row[]): WarehouseComputedTable => ({
    kind: "computed",
    name: "curated.spend",
    contract: sqlTable("").contract,
    file: "pipelines/computed/curated.spend.ts",
    inputs: { spend: "core.spend" },
    compute,
    reads: [{ name: "core.spend", file: "pipelines/computed/curated.spend.ts", line: 1 }],
  });
  beforeEach(async () => {
    await build(sqlTable(summed));
    inputs.set("core.spend", target());
  });
  const buildComputed = (table: WarehouseComputedTable) =>
    buildTable(engine, { table, fields, inputs, path: path.join(folder, "computed.parquet") });

  it("hands compute its inputs in the order of their grain and writes the rows in the order of its own", async () => {
    const table = computed(({ spend }) => {
      expect(spend!.map((row) => row["area_code"])).toEqual(["E1", "E2"]);
      return spend!.map((row) => ({ ...row, net_spend_gbp: Number(row["net_spend_gbp"]) * 2 })).reverse();
    });
    expect(await buildComputed(table)).toEqual({ rows: 2 });
    expect(await engine.readRows("from read_parquet($1)", [path.join(folder, "computed.parquet")])).toEqual([
      { area_code: "E1", net_spend_gbp: 6.5 },
      { area_code: "E2", net_spend_gbp: 21 },
    ]);
  });

  it("refuses rows with other columns, values that do not fit exactly, and repeats", async () => {
    const row = { area_code: "E1", net_spend_gbp: 1 };
    await expect(buildComputed(computed(() => [{ area_code: "E1", extra: 1 }]))).rejects.toThrow(
      /Found net_spend_gbp missing, extra not declared/,
    );
    await expect(
      buildComputed(computed(() => [row, { ...row, area_code: "E2", net_spend_gbp: 1.005 }])),
    ).rejects.toThrow(/column net_spend_gbp: row 2: expected an amount with at most 2 decimal places, found 1.005/);
    await expect(buildComputed(computed(() => [row, row]))).rejects.toMatchObject({ code: "build.check_failed" });
    const stops = computed(() => {
      throw new RangeError("no areas");
    });
    await expect(buildComputed(stops)).rejects.toThrow(
      "pipelines/computed/curated.spend.ts, curated.spend: compute stopped: no areas",
    );
  });
});

describe("checks", () => {
  it("count failing rows, show at most ten, and report what passed", async () => {
    const table = sqlTable("", {
      checks: [
        { name: "spend is small", fail_when: "net_spend_gbp > 5 -- pounds", severity: "warn" },
        {
          name: "areas are known",
          query: "select area_code from core.spend anti join core.areas using (area_code)",
          severity: "block",
        },
      ],
    });
    const spend = path.join(folder, "s.parquet");
    const areas = path.join(folder, "a.parquet");
    await writeParquet(
      engine,
      "select 'E' || i as area_code, i::decimal(18, 2) as net_spend_gbp from range(30) t(i)",
      spend,
    );
    await writeParquet(engine, "select 'E' || i as area_code from range(30) t(i)", areas);
    await registerRelations(
      engine,
      new Map([
        ["core.spend", spend],
        ["core.areas", areas],
      ]),
    );
    const results = await runChecks(engine, table, fields, "2025-01-01");
    expect(results.map((it) => [it.name, it.severity, it.failures, it.examples.length])).toEqual([
      ["grain.unique", "block", 0, 0],
      ["column.required", "block", 0, 0],
      ["spend is small", "warn", 24, 10],
      ["areas are known", "block", 0, 0],
    ]);
    expect(results[2]!.examples[0]).toEqual({ area_code: "E10", net_spend_gbp: 10 });
    const broken = sqlTable("", { checks: [{ name: "x", fail_when: "nothing > 1", severity: "block" }] });
    await expect(runChecks(engine, broken, fields, "2025-01-01")).rejects.toMatchObject({ code: "check.broken" });
  });
});
