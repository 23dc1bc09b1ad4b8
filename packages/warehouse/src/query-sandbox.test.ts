import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome, storeVersion, toRequest } from "../test/publication-fixture.ts";
import type { Home } from "./home.ts";
import { publish } from "./publish.ts";
import { runQuery, streamQuery, type AnalystQuery, type QueryAnswer } from "./query-sandbox.ts";

let home: Home;
let secretFile: string;
beforeAll(async () => {
  home = await makeHome();
  await publish(home, toRequest(await storeVersion(home, 1), "run-1"));
  secretFile = path.join(home.root, "secret.csv");
  await writeFile(secretFile, "name,salary\nann,1\n");
});
afterAll(() => rm(home.root, { recursive: true, force: true }));

const ask = (sql: string, options: Omit<AnalystQuery, "sql"> = {}): Promise<QueryAnswer> =>
  runQuery(home, { sql, ...options });

async function refusalOf(sql: string, options: Omit<AnalystQuery, "sql"> = {}) {
  try {
    const answer = await ask(sql, options);
    return { code: "none", message: JSON.stringify(answer) };
  } catch (error) {
    return error as { code: string; message: string };
  }
}

describe("an analyst's query", () => {
  it("reads published tables and gives exact values", async () => {
    const answer = await ask(
      "select area_code, net_spend_gbp, paid_date from core.spend_lines where net_spend_gbp > 10 order by area_code limit 1",
    );
    expect(answer).toMatchObject({
      publicationId: expect.stringMatching(/^pub-000001-/),
      columns: [
        { name: "area_code", type: "VARCHAR" },
        { name: "net_spend_gbp", type: "DECIMAL(18,2)" },
        { name: "paid_date", type: "DATE" },
      ],
      rows: [["E00000001", 10.25, "2024-04-02"]],
      isTruncated: false,
    });
  });

  it("may use CTEs, recursion, windows, lists, a pivot with named values, and look at its own tables", async () => {
    const { rows } = await ask(`
      with recursive steps as (select 1 as n union all select n + 1 from steps where n < 3),
           ranked as (select area_code, row_number() over (order by net_spend_gbp desc) as place from core.spend_lines)
      select area_code, place, [x * 2 for x in [1, 2]], (select max(n) from steps) from ranked where place = 1`);
    expect(rows).toEqual([["E00000199", 1, [2, 4], 3]]);
    const others = [
      "pivot curated.unit_costs on rank in (1, 2) using count(*)",
      "select column_name from (describe core.spend_lines) where column_name like '%gbp'",
      "select seq from poundwise.publication",
      "select table_name from information_schema.tables where table_schema = 'core'",
    ];
    expect((await Promise.all(others.map((sql) => ask(sql)))).map((answer) => answer.rows)).toEqual([
      [[1, 1, 1]],
      [["net_spend_gbp"]],
      [[1]],
      [["spend_lines"]],
    ]);
  });

  it("gives numbers too large for a number as text, and says not-a-number", async () => {
    const { rows } = await ask("select 9007199254740993::bigint, 12345678901234567.89::decimal(20,2), 'nan'::double");
    expect(rows).toEqual([["9007199254740993", "12345678901234567.89", "NaN"]]);
  });

  it("cuts the answer off at the row and size limits and says so", async () => {
    const answer = await ask("select i from range(5000) as r(i)", { limits: { rows: 2500 } });
    expect(answer.rows).toHaveLength(2500);
    expect(answer.isTruncated).toBe(true);
    expect((await ask("select i from range(2500) as r(i)", { limits: { rows: 2500 } })).isTruncated).toBe(false);
    const wide = await ask("select repeat('x', 1000) from range(50000)", { limits: { rows: 50_000, characters: 5e6 } });
    expect(wide.isTruncated).toBe(true);
    expect(wide.rows.length).toBeLessThan(5000);
  });

  it("can be asked for its plan", async () => {
    const { rows } = await ask("select sum(net_spend_gbp) from core.spend_lines", { explain: true });
    expect(String(rows[0]![1])).toContain("spend_lines");
  });

  it("stops its process when the reader leaves early", async () => {
    const started = Date.now();
    for await (const event of streamQuery(home, { sql: "select i from range(1000000000) as r(i)" })) {
      if (event.kind === "rows") break;
    }
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it("says in plain words what is wrong, with the nearest names", async () => {
    const cases: [sql: string, code: string, says: string][] = [
      ["select net_spnd_gbp from core.spend_lines", "query.unknown_column", "Did you mean net_spend_gbp"],
      ["select * from core.spendlines", "query.unknown_table", "core.spend_lines"],
      ["select * from spend_lines", "query.unqualified_table", "core.spend_lines"],
      ["select * fro core.spend_lines", "query.syntax", "core"],
      ["select zum(rank) from curated.unit_costs", "query.unknown_function", "sum"],
      [" -- nothing", "query.not_one_statement", "empty"],
    ];
    const refusals = await Promise.all(cases.map(([sql]) => refusalOf(sql)));
    expect(refusals).toMatchObject(cases.map(([, code, says]) => ({ code, message: expect.stringContaining(says) })));
  });
});

describe("a query that means harm", () => {
  const file = () => secretFile.replaceAll("\\", "/");
  const attacks: [string, () => string][] = [
    ["reads a file", () => `select * from read_csv('${file()}')`],
    ["reads a file by name", () => `select * from '${file()}'`],
    ["reads the environment of the process", () => `select * from read_text('/proc/self/environ')`],
    ["writes to stdout", () => `copy (select 1) to '/dev/stdout'`],
    ["drops a table after a select", () => `select 1; drop table core.spend_lines`],
    ["switches on logging, which ends the process", () => `select * from enable_logging(storage_path = '/tmp/x')`],
    ["looks for paths in a view", () => `select path from duckdb_databases`],
    ["asks for parameters", () => `select $1`],
  ];

  it("gets nothing but a refusal", async () => {
    const before = await readFolder(home);
    const refusals = await Promise.all(attacks.map(([, sql]) => refusalOf(sql())));
    const outcomes = refusals.map(({ code, message }, index) => {
      const isRefused = code.startsWith("query.") && code !== "query.worker_died" && !/salary|\.duckdb\b/.test(message);
      return isRefused ? "refused" : `${attacks[index]![0]}: ${code} ${message}`;
    });
    expect(outcomes).toEqual(attacks.map(() => "refused"));
    expect(await readFolder(home)).toEqual(before);
  });

  it("cannot hide its table function behind explain", async () => {
    expect((await refusalOf("select * from enable_logging()", { explain: true })).code).toBe("query.not_allowed");
    expect((await refusalOf("analyze select 1", { explain: true })).code).not.toBe("none");
  });

  it("is ended when it takes too long", async () => {
    const sql = "select count(*) from range(1000000) as a(i), range(1000000) as b(i) where hash(a.i, b.i) = 1";
    const started = Date.now();
    expect(await refusalOf(sql, { limits: { seconds: 1 } })).toMatchObject({ code: "query.too_slow" });
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it("is killed when it cannot be interrupted", async () => {
    const sql = "select max(levenshtein(repeat('ab', 60000) || i, repeat('ba', 60000))) from range(50) as r(i)";
    const started = Date.now();
    expect(await refusalOf(sql, { limits: { seconds: 1 } })).toMatchObject({ code: "query.too_slow" });
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it.each([
    "select len(list_sort(range(100000000)))",
    "select len(repeat('x', 4000000000))",
    "select count(*) from (select unnest(range(400000000)))",
    "select list(i) from range(200000000) as r(i)",
  ])("is ended when it takes too much memory: %s", async (sql) => {
    const { code } = await refusalOf(sql, { limits: { memoryMegabytes: 200, seconds: 20 } });
    expect(code).toBe("query.too_much_memory");
  });
});

async function readFolder(where: Home): Promise<string[]> {
  await mkdir(where.published, { recursive: true });
  const files = (await readdir(where.published)).sort();
  return [...files, await readFile(path.join(where.published, "CURRENT"), "utf8"), await readFile(secretFile, "utf8")];
}
