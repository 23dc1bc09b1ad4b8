import { DuckDBDataChunk, quotedIdentifier } from "@duckdb/node-api";
import { Fault, type Scalar } from "@poundwise/contracts";
import { toEngineType, toEngineValue } from "./duckdb-types.ts";
import type { Engine } from "./engine.ts";

export interface TypedColumn {
  readonly name: string;
  /** As `toEngineType` takes it. */
  readonly type: string;
}

/** Values by column, all of one length. */
export type ColumnarRows = Readonly<Record<string, readonly Scalar[]>>;

// The engine's own vector size: the largest chunk an appender takes.
const CHUNK_ROWS = 2048;

/**
 * Creates a temporary table and fills it with typed values, in order. Nothing is coerced.
 *
 * @param table name of the temporary table, replaced when it exists
 * @param place said in messages, e.g. "staging.ons_population_estimates"
 * @returns the number of rows
 * @throws Fault `rows.ragged` or `rows.unknown_column`; `rows.value_refused` naming column and row
 */
export async function createFilledTable(
  engine: Engine,
  {
    table,
    columns,
    rows,
    place,
  }: { table: string; columns: readonly TypedColumn[]; rows: ColumnarRows; place: string },
): Promise<number> {
  const count = checkShape(columns, rows, place);
  const types = columns.map((column) => toEngineType(column.type));
  const declared = columns.map((column) => `${quotedIdentifier(column.name)} ${column.type}`).join(", ");
  await engine.run(`create or replace temp table ${quotedIdentifier(table)} (${declared})`);

  const converters = columns.map((column) => toEngineValue(column.type));
  const appender = await engine.connection.createAppender(table, "main", "temp");
  try {
    for (let start = 0; start < count; start += CHUNK_ROWS) {
      const end = Math.min(start + CHUNK_ROWS, count);
      const chunk = DuckDBDataChunk.create(types, end - start);
      chunk.setColumns(
        columns.map((column, index) => {
          const values = rows[column.name]!;
          return Array.from({ length: end - start }, (_, offset) =>
            convert(converters[index]!, values[start + offset]!, { place, column: column.name, row: start + offset }),
          );
        }),
      );
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
  return count;
}

function checkShape(columns: readonly TypedColumn[], rows: ColumnarRows, place: string): number {
  const names = new Set(columns.map((column) => column.name));
  const unknown = Object.keys(rows).find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new Fault("rows.unknown_column", `values are given for ${unknown}, which is not a column`, {
      at: { table: place, column: unknown },
      expected: [...names].join(", "),
      next: "Leave the column out, or declare it.",
    });
  }
  const count = rows[columns[0]?.name ?? ""]?.length ?? 0;
  for (const { name } of columns) {
    const found = rows[name]?.length;
    if (found === count) continue;
    throw new Fault("rows.ragged", "the columns differ in length", {
      at: { table: place, column: name },
      expected: `${count} values`,
      found: found === undefined ? "no such column" : `${found}`,
      next: "Give one value, or null, for each row and column.",
    });
  }
  return count;
}

function convert<T>(
  converter: (value: Scalar) => T,
  value: Scalar,
  { place, column, row }: { place: string; column: string; row: number },
): T {
  try {
    return converter(value);
  } catch (cause) {
    throw new Fault("rows.value_refused", `row ${row + 1}: ${(cause as Error).message}`, {
      at: { table: place, column },
      next: "Convert the value where it is made; nothing is rounded or parsed here.",
      cause,
    });
  }
}
