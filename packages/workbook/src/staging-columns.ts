import { listStagingColumns, type RowType, type Scalar } from "@poundwise/contracts";
import type { Candidate, PhysicalColumn } from "./release-reading.ts";
import { toAddress } from "./workbook.ts";

/**
 * The columns of a source's staging table, in order: those of the row type, each value column followed by its
 * `_status`, `_cell` (A1 address) and `_raw` (text as stored), then `file_name`, `sheet` and `row_number`.
 */
export function listPhysicalColumns(row: RowType): PhysicalColumn[] {
  const columns = listStagingColumns(row).flatMap(({ name, type, isValue }): PhysicalColumn[] =>
    isValue
      ? [
          { name, type },
          { name: `${name}_status`, type: "VARCHAR" },
          { name: `${name}_cell`, type: "VARCHAR" },
          { name: `${name}_raw`, type: "VARCHAR" },
        ]
      : [{ name, type }],
  );
  return [
    ...columns,
    { name: "file_name", type: "VARCHAR" },
    { name: "sheet", type: "VARCHAR" },
    { name: "row_number", type: "INTEGER" },
  ];
}

/** Turns candidates into columns. A value column that no cell fills is null with status not_applicable. */
export function toStagingRows(
  row: RowType,
  candidates: readonly Candidate[],
  fileName: string,
): Record<string, Scalar[]> {
  const rows: Record<string, Scalar[]> = {};
  for (const { name, isValue } of listStagingColumns(row)) {
    if (!isValue) {
      rows[name] = candidates.map((candidate) => candidate.keys[name] ?? null);
      continue;
    }
    rows[name] = candidates.map((candidate) => candidate.values[name]?.value ?? null);
    rows[`${name}_status`] = candidates.map((candidate) => candidate.values[name]?.status ?? "not_applicable");
    rows[`${name}_cell`] = candidates.map(({ values, origin }) => {
      const value = values[name];
      return value === undefined ? null : toAddress(origin.rowNumber, value.column);
    });
    rows[`${name}_raw`] = candidates.map((candidate) => candidate.values[name]?.raw ?? null);
  }
  rows["file_name"] = candidates.map(() => fileName);
  rows["sheet"] = candidates.map((candidate) => candidate.origin.sheet);
  rows["row_number"] = candidates.map((candidate) => candidate.origin.rowNumber);
  return rows;
}
