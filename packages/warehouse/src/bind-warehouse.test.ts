import {
  contractSchema,
  describeFinding,
  financialYear,
  gssCode,
  value,
  type Fields,
  type RowType,
  type TableContract,
  type TableName,
} from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bindWarehouse } from "./bind-warehouse.ts";
import type { WarehouseSqlTable } from "./warehouse-table.ts";

const fields: Fields = Object.fromEntries(
  Object.entries({
    area_code: "VARCHAR",
    financial_year: "VARCHAR",
    net_spend_gbp: "DECIMAL(18,2)",
    rank: "INTEGER",
  }).map(([name, type]) => [name, { type, unit: "x", about: "x" }]),
);
const stagingSchemas = new Map<string, RowType>([
  ["outturn", z.object({ area_code: gssCode(), financial_year: financialYear(), net_spend_gbp: value() })],
]);

function sqlTable(
  name: TableName,
  query: string,
  contract: Partial<z.input<typeof contractSchema>> = {},
): WarehouseSqlTable {
  const file = `sql/${name.replace(".", "/")}.sql`;
  return {
    kind: "sql",
    name,
    contract: contractSchema.parse({
      about: "x",
      grain: ["area_code"],
      columns: ["area_code", "net_spend_gbp"],
      ...contract,
    }) satisfies TableContract,
    query,
    file,
    queryLine: 20,
    parts: [{ file, fileLine: 20, queryLine: 1, text: query }],
    reads: [],
  };
}

const good = `select
    area_code,
    sum(net_spend_gbp)::decimal(18, 2) as net_spend_gbp,
from staging.outturn
group by area_code`;

const bind = async (...tables: WarehouseSqlTable[]) =>
  (await bindWarehouse({ tables, fields, stagingSchemas })).map(describeFinding);

describe("checking the warehouse without data", () => {
  it("finds nothing in a sound warehouse, with history, companions and origin at hand in staging", async () => {
    const spend = sqlTable("core.spend", good, {
      checks: [
        { name: "positive", fail_when: "net_spend_gbp < 0 -- pounds" },
        { name: "known", query: "select 1 from core.spend" },
      ],
      trace: [
        {
          table: "staging.outturn",
          match: { area_code: "split(area_code)", financial_year: "'2023-24'" },
          reads: ["net_spend_gbp"],
        },
      ],
    });
    const latest = sqlTable(
      "core.latest",
      `select area_code, max(net_spend_gbp)::decimal(18,2) as net_spend_gbp from staging_history.outturn
       where is_current and net_spend_gbp_status = 'ok' and row_number > 1 and published_date > date '2020-01-01' group by 1`,
    );
    expect(await bind(spend, latest)).toEqual([]);
  });

  it("names the line of a column whose type is not exactly the field's", async () => {
    expect(await bind(sqlTable("core.spend", good.replace("::decimal(18, 2)", "")))).toEqual([
      "sql/core/spend.sql:22, core.spend, column net_spend_gbp: the query returns DOUBLE, the field is declared as DECIMAL(18,2). Expected DECIMAL(18,2). Found DOUBLE. Cast it in the query (::decimal(18,2)), or correct sql/fields.yaml.",
    ]);
  });

  it("names the line on which a query does not bind", async () => {
    const [problem] = await bind(sqlTable("core.spend", good.replace("from staging.outturn", "from staging.outurn")));
    expect(problem).toMatch(/^sql\/core\/spend\.sql:23, core\.spend: Table with name outurn does not exist!/);
  });

  it("reports missing, undeclared and misplaced columns", async () => {
    const [missing] = await bind(sqlTable("core.spend", "select area_code from staging.outturn"));
    expect(missing).toContain("does not return net_spend_gbp");
    const [extra] = await bind(sqlTable("core.spend", good.replace("area_code,", "area_code, 1 as rank,")));
    expect(extra).toContain("the contract does not list rank");
    const turned = "select 1::decimal(18,2) as net_spend_gbp, area_code from staging.outturn";
    expect((await bind(sqlTable("core.spend", turned)))[0]).toContain("in another order");
  });

  it("reports all problems of all tables at once, and a missing field once", async () => {
    const columns = ["area_code", "net_spend_gbp", "mystery"];
    const query = good.replace("from", "    'x' as mystery\nfrom");
    const problems = await bind(
      sqlTable("core.a", query, { columns }),
      sqlTable("core.b", query, { columns, checks: [{ name: "c", fail_when: "nothing > 1" }] }),
      sqlTable("core.c", "select nonsense from staging.outturn", {
        trace: [{ table: "core.gone" }, { table: "core.a", match: { nope: "area_code" }, feeds: ["what"] }],
      }),
    );
    expect(problems.map((problem) => problem.split(". ")[0])).toEqual([
      "sql/core/a.sql:1, core.a, column mystery: the column is not in sql/fields.yaml (used by 2 tables)",
      expect.stringContaining('core.b: check "c": Referenced column "nothing" not found'),
      expect.stringContaining('sql/core/c.sql:20, core.c: Referenced column "nonsense" not found'),
      "sql/core/c.sql:1, core.c: trace names core.gone, which does not exist",
      "sql/core/c.sql:1, core.c: trace names nope, which core.a lacks",
      "sql/core/c.sql:1, core.c: trace names what, which core.c lacks",
    ]);
  });

  it("lets a check open no file and read no clock", async () => {
    const checks = [
      { name: "file", query: "select * from read_csv('x.csv')" },
      { name: "clock", fail_when: "area_code = current_date::varchar" },
    ];
    const problems = await bind(sqlTable("core.spend", good, { checks }));
    expect(problems[0]).toContain('check "file": table function read_csv may open files');
    expect(problems[1]).toContain('check "clock": now gives another answer on every build');
  });

  it("binds each part of a folder on its own; a part may leave out optional columns", async () => {
    const parts = [
      { file: "sql/core/v/a.sql", fileLine: 3, queryLine: 3, text: good },
      { file: "sql/core/v/b.sql", fileLine: 1, queryLine: 9, text: "select 'E1' as area_code,\n 2 as rank" },
    ];
    const table: WarehouseSqlTable = {
      ...sqlTable("core.v", "", {
        columns: ["area_code", "net_spend_gbp", "rank"],
        optional: ["net_spend_gbp", "rank"],
      }),
      query: `select area_code, net_spend_gbp, rank from (\n(\n${parts[0]!.text}\n) union all by name (\n${parts[1]!.text}\n)\n)`,
      parts,
    };
    expect(await bind(table)).toEqual([]);
    const wrong = { ...table, parts: [parts[0]!, { ...parts[1]!, text: "select 'E1' as area_code,\n 2.5 as rank" }] };
    expect(await bind(wrong)).toEqual([
      expect.stringMatching(/^sql\/core\/v\/b\.sql:2, core\.v, column rank: the query returns DECIMAL\(2,1\)/),
    ]);
    const lacking = { ...table, parts: [{ ...parts[1]!, text: "select 2 as rank" }] };
    expect(await bind(lacking)).toEqual([expect.stringContaining("does not return area_code")]);
  });
});
