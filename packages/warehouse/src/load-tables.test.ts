import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TableName } from "@poundwise/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildGraph } from "./build-graph.ts";
import { openEngine, type Engine } from "./engine.ts";
import { loadTables, toComputedTable } from "./load-tables.ts";
import { toFilePlace, type WarehouseSqlTable } from "./warehouse-table.ts";

let engine: Engine;
let root: string;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "poundwise-tables-"));
  await mkdir(path.join(root, "sql", "core"), { recursive: true });
  await mkdir(path.join(root, "sql", "curated"), { recursive: true });
});

const header = "/* contract\nabout: x\ngrain: [area_code]\ncolumns: [area_code]\n*/\n";

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
}

const computed = (name: TableName, inputs: Record<string, TableName>) =>
  toComputedTable(name, `pipelines/computed/${name}.ts`, {
    contract: { about: "x", grain: ["area_code"], columns: ["area_code"] },
    inputs,
    compute: () => [],
  });

const load = (tables: Parameters<typeof loadTables>[1]["computed"] = []) =>
  loadTables(engine, { sqlFolder: path.join(root, "sql"), root, computed: tables });

describe("the tables of the warehouse", () => {
  it("are the files of each layer, each with what it reads", async () => {
    await write("sql/core/areas.sql", `${header}select area_code\nfrom staging.register\n`);
    await write("sql/core/areas.cases.yaml", "- case: ignored");
    await write("sql/curated/scores.sql", `${header}select area_code from core.areas;\n`);
    const tables = await load([computed("curated.ranks", { scores: "curated.scores" })]);
    expect(
      tables.map((table) => [table.name, table.reads.map((read) => `${read.name} ${read.file}:${read.line}`)]),
    ).toEqual([
      ["core.areas", ["staging.register sql/core/areas.sql:7"]],
      ["curated.ranks", ["curated.scores pipelines/computed/curated.ranks.ts:1"]],
      ["curated.scores", ["core.areas sql/curated/scores.sql:6"]],
    ]);
  });

  it("can be folders whose parts are united by name under one contract", async () => {
    await write(
      "sql/core/values/_contract.yaml",
      "about: x\ngrain: [area_code]\ncolumns: [area_code, amount]\noptional: [amount]\n",
    );
    await write("sql/core/values/b.sql", "select 'B' as area_code -- only the code\n");
    await write(
      "sql/core/values/a.sql",
      "\n-- In the file: pounds.\nselect\n    1 as amount,\n    'A' as area_code\nfrom staging.a\n",
    );
    const [table] = (await load()) as [WarehouseSqlTable];
    expect(table.reads).toEqual([{ name: "staging.a", file: "sql/core/values/a.sql", line: 6 }]);
    await engine.run("create schema if not exists staging; create or replace table staging.a as select 1");
    expect(await engine.readRows(`${table.query} order by 1`)).toEqual([
      { area_code: "A", amount: 1 },
      { area_code: "B", amount: null },
    ]);
    const lines = table.query.split("\n");
    for (const part of table.parts) {
      expect(
        lines
          .slice(part.queryLine - 1)
          .join("\n")
          .startsWith(part.text),
      ).toBe(true);
    }
    expect(toFilePlace(table, lines.indexOf("from staging.a") + 1)).toEqual({ file: "sql/core/values/a.sql", line: 6 });
  });

  it("must have a contract, a part and a plain name, and be declared once", async () => {
    await write("sql/core/values/a.sql", "select 1 as area_code");
    await expect(load()).rejects.toMatchObject({ code: "contract.missing" });
    await write("sql/core/values/_contract.yaml", "about: x\ngrain: [area_code]\ncolumns: [area_code]\n");
    await expect(load([computed("core.values", {})])).rejects.toMatchObject({ code: "table.repeated" });
    await write("sql/core/Bad-Name.sql", `${header}select 1 as area_code`);
    await expect(load()).rejects.toMatchObject({ code: "table.bad_name" });
  });
});

describe("the graph", () => {
  const sql = (name: string, reads: string[]): WarehouseSqlTable => ({
    kind: "sql",
    name: name as TableName,
    contract: toComputedTable(name as TableName, "x", computed("core.x", {})).contract,
    query: "",
    file: `${name}.sql`,
    queryLine: 1,
    parts: [],
    reads: reads.map((read, index) => ({ name: read, file: `${name}.sql`, line: index + 1 })),
  });

  it("puts every table after all it reads", () => {
    const graph = buildGraph(
      [
        sql("curated.a", ["core.z", "core.m"]),
        sql("core.z", ["core.m", "staging.s"]),
        sql("core.m", ["staging_history.s"]),
      ],
      ["s"],
    );
    expect(graph.order.map((table) => table.name)).toEqual(["core.m", "core.z", "curated.a"]);
    expect(graph.inputs.get("core.z")).toEqual(["core.m", "staging.s"]);
    expect(graph.readers.get("core.m")).toEqual(["core.z", "curated.a"]);
    expect(graph.readers.get("staging.s")).toEqual(["core.z"]);
  });

  it("refuses a circle and shows it", () => {
    const tables = [sql("core.a", ["core.b"]), sql("core.b", ["core.c"]), sql("core.c", ["core.b"])];
    expect(() => buildGraph(tables, [])).toThrow(
      "core.c.sql:1: tables read each other in a circle. Found core.b → core.c → core.b.",
    );
    expect(() => buildGraph([sql("core.a", ["core.a"])], [])).toThrow("core.a → core.a");
  });

  it("refuses an unknown table and says which are near", () => {
    expect(() => buildGraph([sql("core.a", ["staging.ons_populaton"])], ["ons_population", "mhclg"])).toThrow(
      /core\.a\.sql:1, core\.a: staging\.ons_populaton does not exist\. Expected one of staging\.ons_population\./,
    );
  });

  it("lets no layer read below itself or past the layer above", () => {
    expect(() => buildGraph([sql("core.a", ["curated.b"]), sql("curated.b", [])], [])).toThrow(
      "may not read curated.b",
    );
    expect(() => buildGraph([sql("curated.b", ["staging.s"])], ["s"])).toThrow("Conform the source in a core table");
  });
});
