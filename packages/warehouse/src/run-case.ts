import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Fault, type Row, type Scalar, type TableCase } from "@poundwise/contracts";
import { createFilledTable, type TypedColumn } from "./append-rows.ts";
import { listColumns, type WarehouseSchema } from "./bind-warehouse.ts";
import { buildTable } from "./build-table.ts";
import type { Engine } from "./engine.ts";
import type { WarehouseTable } from "./warehouse-table.ts";
import { writeParquet } from "./write-parquet.ts";

export interface CaseResult {
  readonly case: string;
  /** What differs, in words; empty when the case holds. */
  readonly differences: readonly string[];
}

/**
 * Builds a table from the rows of a case as it would be built for publication, grain and required columns included, and
 * compares what comes out with what the case expects. Numbers agree within one part in 10⁹.
 *
 * @throws Fault `cases.unknown_table` or `cases.unknown_column` when the case names what does not exist; whatever
 *   `buildTable` throws
 */
export async function runCase(
  engine: Engine,
  schema: WarehouseSchema,
  table: WarehouseTable,
  testCase: TableCase,
): Promise<CaseResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-case-"));
  try {
    const inputs = await writeInputs(engine, schema, table, testCase, folder);
    const file = path.join(folder, "built.parquet");
    await buildTable(engine, { table, fields: schema.fields, inputs, path: file });
    const rows = await engine.readRows("from read_parquet($1)", [file]);
    return { case: testCase.case, differences: compareRows(table, testCase, rows) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeInputs(
  engine: Engine,
  schema: WarehouseSchema,
  table: WarehouseTable,
  { case: name, given }: TableCase,
  folder: string,
): Promise<Map<string, string>> {
  const columnsOf = listColumns(schema);
  const read = table.reads.map((input) => input.name);
  for (const input of Object.keys(given)) {
    if (!read.includes(input)) throw toUnknown("cases.unknown_table", table, name, input, read);
  }
  const files = new Map<string, string>();
  for (const input of read) {
    const columns = columnsOf.get(input)!;
    const rows = (given[input] ?? []).map((row) => fillRow(row, columns, input));
    for (const column of rows.flatMap((row) => Object.keys(row))) {
      const known = columns.map((it) => it.name);
      if (!known.includes(column)) throw toUnknown("cases.unknown_column", table, name, `${input}.${column}`, known);
    }
    const file = path.join(folder, `${input}.parquet`);
    await engine.alone(async () => {
      const columnar = Object.fromEntries(columns.map((it) => [it.name, rows.map((row) => row[it.name] ?? null)]));
      await createFilledTable(engine, { table: "case_input", columns, rows: columnar, place: `${name}, ${input}` });
      await writeParquet(engine, "from temp.case_input", file);
    });
    files.set(input, file);
  }
  return files;
}

/** Staged values come with a status: what is given counts as ok. */
function fillRow(row: Row, columns: readonly TypedColumn[], input: string): Row {
  if (!input.startsWith("staging")) return row;
  const statuses = columns
    .map(({ name }) => name)
    .filter((name) => name.endsWith("_status") && columns.some((it) => it.name === name.slice(0, -"_status".length)));
  const filled = statuses.map((status) => {
    const value = row[status.slice(0, -"_status".length)] ?? null;
    return [status, row[status] ?? (value === null ? "missing" : "ok")] as const;
  });
  return { ...row, ...Object.fromEntries(filled) };
}

function compareRows(table: WarehouseTable, { expect }: TableCase, rows: readonly Row[]): string[] {
  const differences: string[] = [];
  const left = [...rows];
  for (const expected of expect) {
    const exact = left.findIndex((row) => listDifferent(expected, row).length === 0);
    if (exact !== -1) {
      left.splice(exact, 1);
      continue;
    }
    const keys = table.contract.grain.filter((key) => expected[key] !== undefined);
    const near = left.findIndex(
      (row) => keys.length > 0 && keys.every((key) => isSame(expected[key]!, row[key] ?? null)),
    );
    if (near === -1) {
      differences.push(`no row ${JSON.stringify(expected)}`);
      continue;
    }
    const [row] = left.splice(near, 1);
    for (const column of listDifferent(expected, row!)) {
      const where = keys.map((key) => `${key} ${String(expected[key])}`).join(", ");
      differences.push(
        `${where}: ${column} is ${JSON.stringify(row![column] ?? null)}, expected ${JSON.stringify(expected[column])}`,
      );
    }
  }
  for (const row of left) differences.push(`a row that the case does not expect: ${JSON.stringify(row)}`);
  return differences;
}

const listDifferent = (expected: Row, row: Row): string[] =>
  Object.keys(expected).filter((column) => !isSame(expected[column]!, row[column] ?? null));

function isSame(expected: Scalar, found: Scalar): boolean {
  if (typeof expected === "number" && typeof found === "number") {
    return Math.abs(expected - found) <= 1e-9 * Math.max(Math.abs(expected), Math.abs(found));
  }
  return expected === found;
}

function toUnknown(code: string, table: WarehouseTable, name: string, found: string, known: readonly string[]): Fault {
  return new Fault(code, `case "${name}" names ${found}, which is not there`, {
    at: { table: table.name },
    expected: `one of ${known.slice(0, 12).join(", ")}`,
    found,
    next: "Correct the case.",
  });
}
