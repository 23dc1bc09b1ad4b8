import { listStagingColumns, type RowType } from "@poundwise/contracts";
import type { TypedColumn } from "./append-rows.ts";

/**
 * The columns of a staging table in order: those of the row type, each value followed by its status, cell and text as
 * printed; then where the row came from (file name, sheet, row, landed file, day of publication).
 * @throws RangeError when the row type was not made with the column helpers, or names one of ours
 */
export function listStagingTableColumns(row: RowType): TypedColumn[] {
  const columns = listStagingColumns(row).flatMap(({ name, type, isValue }) =>
    isValue
      ? [{ name, type }, ...["status", "cell", "raw"].map((suffix) => ({ name: `${name}_${suffix}`, type: "VARCHAR" }))]
      : [{ name, type }],
  );
  const all: TypedColumn[] = [...columns, ...ORIGIN_COLUMNS];
  const repeated = all.find((column, index) => all.findIndex((other) => other.name === column.name) !== index);
  if (repeated !== undefined)
    throw new RangeError(`Staging column ${repeated.name} exists twice; rename it in the row type.`);
  return all;
}

/** Where a staged row came from. `release` is the SHA-256 of the landed file. */
export const ORIGIN_COLUMNS: readonly TypedColumn[] = [
  { name: "file_name", type: "VARCHAR" },
  { name: "sheet", type: "VARCHAR" },
  { name: "row_number", type: "INTEGER" },
  { name: "release", type: "VARCHAR" },
  { name: "published_date", type: "DATE" },
];
