import { readFileSync } from "node:fs";
import path from "node:path";
import { listStagingColumns, type RowType, type Scalar } from "@poundwise/contracts";
import { parseCsv, type CsvRow } from "./csv-table.ts";

/**
 * Columns of data/facts/<source>.csv: release, table (the sheet), cell (of the row's first figure), the row type's keys, and
 * for each value column the number, its status and the text as printed.
 */
export function listFactColumns(row: RowType): string[] {
  const columns = listStagingColumns(row);
  const keys = columns.filter((column) => !column.isValue).map((column) => column.name);
  const values = columns.filter((column) => column.isValue).map((column) => column.name);
  return ["release", "table", "cell", ...keys, ...values.flatMap((name) => [name, `${name}_status`, `${name}_raw`])];
}

/** One staged row as a line of facts. */
export function toFact(release: string, row: RowType, staged: Readonly<Record<string, Scalar>>): CsvRow {
  const values = listStagingColumns(row).filter((column) => column.isValue);
  const cell = values.map(({ name }) => staged[`${name}_cell`]).find((address) => address !== null) ?? "";
  const fact: Record<string, string> = { release, table: toText(staged.sheet), cell: toText(cell) };
  for (const name of listFactColumns(row).slice(3)) fact[name] = toText(staged[name]);
  return fact;
}

/** The shipped facts of one source, in file order. */
export function readFacts(repositoryRoot: string, sourceId: string): CsvRow[] {
  return parseCsv(readFileSync(path.join(repositoryRoot, "data", "facts", `${sourceId}.csv`), "utf8"));
}

const toText = (value: Scalar | undefined) => (value === null || value === undefined ? "" : String(value));
