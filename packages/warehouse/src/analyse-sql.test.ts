import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyseQuery } from "./analyse-sql.ts";
import { openEngine, type Engine } from "./engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const place = { file: "sql/core/x.sql", line: 10 };
const analyse = (sql: string) => analyseQuery(engine, sql, place);

describe("the tables a query reads", () => {
  it("are found in joins, subqueries, common table expressions and set operations", async () => {
    const found = await analyse(`with spend as materialized (
        select * from staging.spend left join core.areas using (area_code)
      )
      select a, (select max(b) from core.periods) from spend
      where exists (select 1 from staging_history.spend)
      union all by name select a from curated.index_scores, unnest([1]) as u(x) where x in (select r from range(3) t(r))`);
    expect(found.map((it) => it.name)).toEqual([
      "staging.spend",
      "core.areas",
      "core.periods",
      "staging_history.spend",
      "curated.index_scores",
    ]);
    expect(found.map((it) => it.line)).toEqual([11, 11, 13, 14, 15]);
  });

  it("are named once, with the line of the first mention, also after non-ASCII text", async () => {
    expect(await analyse("select '£££££££',\n a from core.b as x\njoin core.b as y using (a)")).toEqual([
      { name: "core.b", line: 11 },
    ]);
  });

  it("include those behind asof joins, static pivots and recursive queries", async () => {
    const asof = "select * exclude (a) from core.a asof join core.b on a.t >= b.t";
    const pivot = "from (pivot core.c on k in ('x') using sum(v))";
    const recursive =
      "with recursive t as (select 1 as n from core.d union all select n + 1 from t where n < 3) from t";
    for (const [sql, names] of [
      [asof, ["core.a", "core.b"]],
      [pivot, ["core.c"]],
      [recursive, ["core.d"]],
    ] as const) {
      expect((await analyse(sql)).map((it) => it.name)).toEqual(names);
    }
  });
});

describe("a query is refused", () => {
  it.each([
    ["select 1; select 2", "sql.many_statements"],
    ["", "sql.many_statements"],
    ["create table t as select 1", "sql.not_a_select"],
    ["describe core.a", "sql.not_a_select"],
    ["pivot core.c on k using sum(v)", "sql.not_a_select"],
    ["select a fro core.a x", "sql.syntax"],
    ["select * from areas", "sql.unqualified_table"],
    ["select * from information_schema.tables", "sql.unknown_layer"],
    ["select * from other.core.areas", "sql.unknown_layer"],
    ["select * from 'x.parquet'", "sql.opens_a_file"],
    ['select * from core."x.csv"', "sql.opens_a_file"],
    ["select * from read_csv('x.csv')", "sql.table_function"],
    ["select * from query('select 1')", "sql.table_function"],
    ["select (select max(c) from read_text('/etc/passwd') t(c))", "sql.table_function"],
    ["select now()", "sql.not_repeatable"],
    ["select current_date as d from core.a", "sql.not_repeatable"],
    ["select random() from core.a", "sql.not_repeatable"],
    ["select * from core.a using sample 10%", "sql.not_repeatable"],
    ["select a from core.a order by uuid()", "sql.not_repeatable"],
  ])("%s (%s)", async (sql, code) => {
    await expect(analyse(sql)).rejects.toMatchObject({ code, detail: { at: { file: "sql/core/x.sql" } } });
  });

  it("with the line of the file where the trouble is", async () => {
    await expect(analyse("select a,\n  b\nfrom areas")).rejects.toThrow(
      "sql/core/x.sql:12: table areas is named without",
    );
    await expect(analyse("select a\nfrom core.a\nwher x")).rejects.toMatchObject({ detail: { at: { line: 12 } } });
  });
});
