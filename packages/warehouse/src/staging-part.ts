import { createFilledTable, type ColumnarRows, type TypedColumn } from "./append-rows.ts";
import type { Engine } from "./engine.ts";
import { writeParquet } from "./write-parquet.ts";

export interface StagingPart {
  /** As `listStagingTableColumns` gives them. */
  readonly columns: readonly TypedColumn[];
  /** In the order of the file read. */
  readonly rows: ColumnarRows;
  readonly path: string;
}

/**
 * Writes the typed rows of one release as a Parquet file. The same rows give the same bytes.
 *
 * @returns the number of rows
 * @throws Fault `rows.*` when a value does not fit its column exactly; nothing is then written
 */
export async function writeStagingPart(engine: Engine, part: StagingPart): Promise<number> {
  return engine.alone(async () => {
    const table = "staging_part";
    const count = await createFilledTable(engine, { table, columns: part.columns, rows: part.rows, place: part.path });
    await writeParquet(engine, `from temp.${table}`, part.path);
    await engine.run(`drop table temp.${table}`);
    return count;
  });
}
