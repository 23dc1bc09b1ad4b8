import type { TypedColumn } from "./append-rows.ts";
import type { Engine } from "./engine.ts";

/**
 * The columns that a query returns, without running it, as DuckDB prints their types.
 * @throws the engine's error when the query does not bind
 */
export async function describeQuery(engine: Engine, sql: string): Promise<TypedColumn[]> {
  const prepared = await engine.connection.prepare(sql);
  try {
    return Array.from({ length: prepared.columnCount }, (_, index) => ({
      name: prepared.columnName(index),
      type: prepared.columnType(index).toString(),
    }));
  } finally {
    prepared.destroySync();
  }
}
