import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import { Fault, type CheckResult, type Fields, type InputRows, type Row, type Scalar } from "@poundwise/contracts";
import { createFilledTable } from "./append-rows.ts";
import { describeQuery } from "./describe-query.ts";
import { readEngineError } from "./engine-error.ts";
import type { Engine } from "./engine.ts";
import { registerRelations } from "./register-relations.ts";
import { runImplicitChecks } from "./run-checks.ts";
import {
  toFilePlace,
  type WarehouseComputedTable,
  type WarehouseSqlTable,
  type WarehouseTable,
} from "./warehouse-table.ts";
import { writeParquet } from "./write-parquet.ts";

export interface TableBuild {
  readonly table: WarehouseTable;
  readonly fields: Fields;
  /** Parquet file of each table that is read, by name; others are ignored. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Where the table goes, usually `<store>/<table>/<fingerprint>.parquet`. */
  readonly path: string;
}

export interface BuiltTable {
  readonly rows: number;
}

/**
 * Builds one table from its inputs and writes it, sorted by its grain. A pure function of inputs, contract and code:
 * the same build gives the same bytes. Nothing is written unless the grain is unique, required columns are filled and
 * all numbers are finite.
 *
 * @throws Fault `build.input_missing`, `contract.columns`, `contract.type_mismatch`, `build.query_failed`,
 * `build.compute_failed`, `rows.value_refused`, or `build.check_failed` naming rows
 */
export async function buildTable(engine: Engine, build: TableBuild): Promise<BuiltTable> {
  const { table, fields } = build;
  const types = table.contract.columns.map((name) => toFieldType(table, fields, name));
  return engine.alone(async () => {
    await registerRelations(engine, selectInputs(build));
    const source = table.kind === "sql" ? await runQuery(engine, table, types) : await runCompute(engine, table, types);
    const select = table.contract.columns.map(quotedIdentifier).join(", ");
    const grain = table.contract.grain.map(quotedIdentifier).join(", ");
    let rows = 0;
    await writeParquet(engine, `select ${select} from ${source} order by ${grain}`, build.path, async (written) => {
      const relation = `read_parquet(${quotedString(written)})`;
      const results = await runImplicitChecks(engine, table, fields, relation);
      const failed = results.find((result) => result.failures > 0);
      if (failed !== undefined) refuseRows(table, failed);
      rows = Number((await engine.readRows(`select count(*) as n from ${relation}`))[0]!["n"]);
    });
    await engine.run(`drop table ${source}`);
    return { rows };
  });
}

const RESULT = "built_rows";

async function runQuery(engine: Engine, table: WarehouseSqlTable, types: readonly string[]): Promise<string> {
  const threads = (await engine.readRows("select current_setting('threads') as n"))[0]!["n"];
  try {
    checkColumns(table, types, await describeQuery(engine, table.query));
    // Sums of doubles depend on the order of addition, which two threads do not keep.
    await engine.run("set threads = 1");
    await engine.run(`create or replace temp table ${RESULT} as (${table.query}\n)`);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const { message, line } = readEngineError(cause);
    throw new Fault("build.query_failed", message, {
      at: { ...toFilePlace(table, line ?? 1), table: table.name },
      next: "Mend the query, or the data it stumbles over.",
      cause,
    });
  } finally {
    await engine.run(`set threads = ${threads}`);
  }
  return `temp.${RESULT}`;
}

function checkColumns(
  table: WarehouseSqlTable,
  types: readonly string[],
  found: readonly { name: string; type: string }[],
): void {
  const names = found.map((column) => column.name);
  if (names.join() !== table.contract.columns.join()) {
    throw new Fault("contract.columns", "the query returns other columns than the contract lists", {
      at: { ...toFilePlace(table, 1), table: table.name },
      expected: table.contract.columns.join(", "),
      found: names.join(", "),
      next: "Make contract and query agree, in names and order.",
    });
  }
  const wrong = found.findIndex((column, index) => column.type !== types[index]);
  if (wrong === -1) return;
  throw new Fault("contract.type_mismatch", "the query returns another type than sql/fields.yaml declares", {
    at: { ...toFilePlace(table, 1), table: table.name, column: names[wrong]! },
    expected: types[wrong]!,
    found: found[wrong]!.type,
    next: "Cast the column in the query.",
  });
}

async function runCompute(engine: Engine, table: WarehouseComputedTable, types: readonly string[]): Promise<string> {
  const inputs: Record<string, InputRows> = {};
  for (const [name, input] of Object.entries(table.inputs)) {
    // A stored table is sorted by its grain, and the engine keeps the order of a file.
    inputs[name] = await engine.readRows(`from ${input}`);
  }
  let rows: readonly Row[];
  try {
    rows = table.compute(inputs);
  } catch (cause) {
    throw new Fault("build.compute_failed", `compute stopped: ${(cause as Error).message}`, {
      at: { file: table.file, table: table.name },
      next: "Run the table's own test with these inputs.",
      cause,
    });
  }
  const columns = table.contract.columns.map((name, index) => ({ name, type: types[index]! }));
  await createFilledTable(engine, { table: RESULT, columns, rows: toColumns(table, rows), place: table.name });
  return `temp.${RESULT}`;
}

function toColumns(table: WarehouseComputedTable, rows: readonly Row[]): Record<string, Scalar[]> {
  const names = table.contract.columns;
  const columns: Record<string, Scalar[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const [index, row] of rows.entries()) {
    const missing = names.filter((name) => row[name] === undefined);
    const extra = Object.keys(row).filter((name) => !(name in columns));
    if (missing.length > 0 || extra.length > 0) {
      throw new Fault("contract.columns", `row ${index + 1} of compute does not have the contract's columns`, {
        at: { file: table.file, table: table.name },
        expected: names.join(", "),
        found: [...missing.map((name) => `${name} missing`), ...extra.map((name) => `${name} not declared`)].join(", "),
        next: "Return every column in every row; null where there is no value.",
      });
    }
    for (const name of names) columns[name]!.push(row[name]!);
  }
  return columns;
}

function selectInputs({ table, inputs }: TableBuild): Map<string, string> {
  return new Map(
    table.reads.map((read) => {
      const path = inputs.get(read.name);
      if (path !== undefined) return [read.name, path];
      throw new Fault("build.input_missing", `${read.name} has not been built`, {
        at: { file: read.file, line: read.line, table: table.name },
        next: "Build the tables in the order of the graph.",
      });
    }),
  );
}

function toFieldType(table: WarehouseTable, fields: Fields, name: string): string {
  const type = fields[name]?.type;
  if (type !== undefined) return type;
  throw new Fault("field.missing", "the column is not in sql/fields.yaml", {
    at: { file: table.file, table: table.name, column: name },
    next: "Add an entry with type, unit and meaning, or use the name of an existing field.",
  });
}

const CHECK_WORDS: Readonly<Record<string, string>> = {
  "grain.unique": "keys of the grain occur more than once",
  "column.required": "rows lack a value in a column that is not optional",
  "value.finite": "rows hold a number that is NaN or infinite",
  "disclosure.small_count": "rows show a count of persons too small to leave core",
};

function refuseRows(table: WarehouseTable, failed: CheckResult): never {
  throw new Fault("build.check_failed", `${failed.name}: ${failed.failures} ${CHECK_WORDS[failed.name]}`, {
    at: { file: table.file, table: table.name },
    found: failed.examples
      .slice(0, 3)
      .map((row) => JSON.stringify(row))
      .join(" "),
    next: failed.name.startsWith("disclosure.")
      ? "Leave small counts, and what they could be worked out from, empty; see docs/guides/surveys.md."
      : "Look for a join that multiplies or loses rows, or correct the contract.",
  });
}
