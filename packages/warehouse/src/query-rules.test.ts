import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectTo, openReadOnly } from "./open-publication.ts";
import { findProblem } from "./query-rules.ts";

let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
let systemViews: Set<string>;
const file = () => path.join(folder, "secret.csv").replaceAll("\\", "/");

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-rules-"));
  await writeFile(file(), "name,salary\nann,1\n");
  const database = path.join(folder, "tables.duckdb");
  const builder = await DuckDBInstance.create(":memory:");
  const build = await builder.connect();
  await build.run(`attach '${database}' as build (storage_version 'v1.5.0')`);
  await build.run("create schema build.core");
  await build.run("create table build.core.spend_lines as select 'E10000014' as area_code, 1 as version");
  build.closeSync();
  builder.closeSync();
  instance = await openReadOnly(database, { temp_directory: path.join(folder, "spill"), memory_limit: "1GB" });
  connection = await connectTo(instance);
  const views = await connection.runAndReadAll("select lower(view_name) from duckdb_views() where internal");
  systemViews = new Set(views.getRowsJS().map(([name]) => String(name)));
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true, force: true });
});

async function judge(sql: string) {
  const reader = await connection.runAndReadAll("select json_serialize_sql($1::varchar)::varchar", [sql]);
  return findProblem(JSON.parse(String(reader.getRowsJS()[0]![0])), systemViews);
}

const attacks: [string, () => string][] = [
  ["reads a file", () => `select * from read_csv('${file()}')`],
  ["reads a file by name", () => `select * from '${file()}'`],
  ["reads text", () => `select * from read_text('${file()}')`],
  ["reads bytes", () => `select * from read_blob('${file()}')`],
  ["sniffs", () => `select * from sniff_csv('${file()}')`],
  ["lists files", () => `select * from glob('/*')`],
  ["reads the environment of the process", () => `select * from read_text('/proc/self/environ')`],
  ["reads another database", () => `select * from read_duckdb('${file()}')`],
  ["reads Parquet metadata", () => `select * from parquet_metadata('${file()}')`],
  ["hides the file in a subquery", () => `select (select count(*) from read_text('${file()}'))`],
  ["hides the file in a CTE", () => `with a as (select * from read_text('${file()}')) select * from a`],
  ["hides the file in a lateral join", () => `select * from range(1) as r(i), lateral (from read_text('${file()}'))`],
  ["hides the file behind query()", () => `select * from query('select * from read_text(''${file()}'')')`],
  ["hides the file behind query_table()", () => `select * from query_table('${file()}')`],
  ["runs a serialized statement", () => `select * from json_execute_serialized_sql('{}')`],
  ["writes with copy", () => `copy (select 1) to '${file()}'`],
  ["writes to stdout", () => `copy (select 1) to '/dev/stdout'`],
  ["exports", () => `export database '${path.dirname(file())}'`],
  ["attaches a file", () => `attach '${file()}' as other`],
  ["attaches memory", () => `attach ':memory:' as other`],
  ["installs an extension", () => `install httpfs`],
  ["loads an extension", () => `load httpfs`],
  ["raises its memory limit", () => `set memory_limit = '100GB'`],
  ["resets a setting", () => `reset memory_limit`],
  ["changes the search path", () => `set search_path = 'core'`],
  ["uses a pragma", () => `pragma enable_profiling`],
  ["calls a pragma function", () => `call pragma_database_list()`],
  ["drops a table", () => `drop table core.spend_lines`],
  ["drops a table after a select", () => `select 1; drop table core.spend_lines`],
  ["asks twice", () => `select 1; select 2`],
  ["changes a row", () => `update core.spend_lines set version = 2`],
  ["comments on a table", () => `comment on table core.spend_lines is 'x'`],
  ["creates a macro", () => `create temp macro m() as 1`],
  ["prepares", () => `prepare p as select 1`],
  ["begins a transaction", () => `begin`],
  ["checkpoints", () => `checkpoint`],
  ["switches on logging, which ends the process", () => `select * from enable_logging(storage_path = '/tmp/x')`],
  ["switches on logging in an expression", () => `select (from enable_logging()) from core.spend_lines`],
  ["switches logging off", () => `select * from disable_logging()`],
  ["clears logs", () => `select * from truncate_duckdb_logs()`],
  ["writes a log", () => `select write_log('x')`],
  ["checkpoints by select", () => `select * from checkpoint()`],
  ["profiles by select", () => `select * from enable_profiling()`],
  ["switches the parser", () => `select * from enable_peg_parser()`],
  ["waits", () => `select sleep_ms(100000)`],
  ["looks for paths in settings", () => `select * from duckdb_settings()`],
  ["looks for paths in databases", () => `select path from duckdb_databases()`],
  ["looks for paths in a view", () => `select path from duckdb_databases`],
  ["looks for paths in a pragma view", () => `select file from pragma_database_list`],
  ["looks for paths in a qualified view", () => `select * from system.main.duckdb_databases`],
  ["looks for paths in pg_catalog", () => `select * from pg_catalog.pg_settings`],
  ["looks for paths through show", () => `show databases`],
  ["looks for paths through describe", () => `select * from (describe duckdb_databases)`],
  ["covers a view with a CTE", () => `with duckdb_databases as (select 1) select * from duckdb_databases`],
  ["reads a setting", () => `select current_setting('temp_directory')`],
  ["reads an environment variable", () => `select getenv('HOME')`],
  ["reads over the network", () => `select * from 'https://example.org/x.parquet'`],
  ["explains a file", () => `explain select * from read_text('${file()}')`],
  ["pivots without names", () => `pivot core.spend_lines on area_code using count(*)`],
];

describe("the rules for queries", () => {
  it.each(attacks)("refuse a query that %s", async (_, sql) => {
    expect(await judge(sql())).toMatchObject({ code: expect.stringMatching(/^query\./) });
  });

  it.each([
    "select area_code from core.spend_lines order by 1",
    "select * from warehouse.core.spend_lines",
    "with a as (select 1 as x), b as (select x from a) select * from a join b using (x)",
    "with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select * from r",
    "select sum(version) over (partition by area_code) from core.spend_lines qualify row_number() over () = 1",
    "select i, unnest([1, 2]) from range(3) as r(i), lateral (select i + 1)",
    "select list_transform([1, 2], lambda x: x + 1), {'a': 1}.a, [y for y in [1, 2]]",
    "pivot core.spend_lines on version in (1, 2) using count(*)",
    "unpivot core.spend_lines on version",
    "from core.spend_lines select * exclude (version) union all by name values ('x')",
    "select a.area_code from core.spend_lines a asof join core.spend_lines b on a.version >= b.version",
    "describe core.spend_lines",
    "summarize core.spend_lines",
    "select * from information_schema.columns",
    "select regexp_replace(area_code, 'E', 'W'), now(), pg_typeof(version) from core.spend_lines",
  ])("let ordinary analysis through: %s", async (sql) => {
    expect(await judge(sql)).toBeNull();
  });
});

describe("the engine's settings, without the rules", () => {
  const stopped =
    /reads (?!a setting)|sniffs|lists files|hides the file|copy|stdout|exports|attaches a file|extension|memory limit|resets|drops a table$|changes a row|comments/;

  it.each(attacks.filter(([name]) => stopped.test(name)))("stop a query that %s", async (_, sql) => {
    await expect(connection.run(sql())).rejects.toThrow();
  });

  it("leave the folder as it was", async () => {
    expect((await readdir(folder)).sort()).toEqual(["secret.csv", "tables.duckdb"]);
  });
});
