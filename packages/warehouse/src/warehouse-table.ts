import type { ComputedTable, SqlTable } from "@poundwise/contracts";
import type { TableReference } from "./analyse-sql.ts";

/** A stretch of a query that stands in a file of its own: the whole query, or one part of a folder's union. */
export interface QueryPart {
  readonly file: string;
  /** Line of `file` on which the text starts (1-based). */
  readonly fileLine: number;
  /** Line of the whole query on which the text starts (1-based). */
  readonly queryLine: number;
  readonly text: string;
}

/** One table of the warehouse with what it reads, in the order of first mention. */
export type WarehouseTable = WarehouseSqlTable | WarehouseComputedTable;

export interface WarehouseSqlTable extends SqlTable {
  readonly parts: readonly QueryPart[];
  readonly reads: readonly ReadTable[];
}

export interface WarehouseComputedTable extends ComputedTable {
  readonly reads: readonly ReadTable[];
}

/** A table that another reads, and where it says so. */
export interface ReadTable extends TableReference {
  readonly file: string;
}

/** The file and line of a line of the whole query, for messages. */
export function toFilePlace(table: WarehouseSqlTable, queryLine: number): { file: string; line: number } {
  const part = [...table.parts].reverse().find((it) => it.queryLine <= queryLine) ?? table.parts[0];
  if (part === undefined) return { file: table.file, line: table.queryLine };
  return { file: part.file, line: part.fileLine + Math.max(0, queryLine - part.queryLine) };
}
