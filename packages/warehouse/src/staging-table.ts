import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { Scalar } from "@poundwise/contracts";
import { createFilledTable, type TypedColumn } from "./append-rows.ts";
import type { Engine } from "./engine.ts";
import type { VintageKey } from "./select-vintages.ts";
import { writeParquet } from "./write-parquet.ts";

export interface StagingTable {
  /** As `listStagingTableColumns` gives them. */
  readonly columns: readonly TypedColumn[];
  /** The source's `vintageBy` columns. */
  readonly vintageBy: readonly string[];
  /** Every part that takes part, oldest first, with the keys for which it is the newest (none: it is only history). */
  readonly parts: readonly { readonly path: string; readonly keys: readonly VintageKey[] }[];
  readonly path: string;
}

/**
 * The distinct values of the `vintageBy` columns in a part, sorted; one empty key when there are no such columns.
 */
export async function readVintageKeys(
  engine: Engine,
  partPath: string,
  vintageBy: readonly string[],
): Promise<VintageKey[]> {
  if (vintageBy.length === 0) return [[]];
  const columns = vintageBy.map(quotedIdentifier).join(", ");
  const rows = await engine.readRows(`select distinct ${columns} from read_parquet($1) order by all`, [partPath]);
  return rows.map((row) => vintageBy.map((name) => row[name]!));
}

/**
 * Writes `staging.<source>`: for each vintage key the rows of the part that speaks for it. Parts oldest first, rows in
 * the order of their file. No parts give an empty table with all columns.
 */
export async function writeStagingTable(engine: Engine, table: StagingTable): Promise<void> {
  const names = table.columns.map((column) => quotedIdentifier(column.name)).join(", ");
  await writeUnion(
    engine,
    table,
    (rows) => `select ${names} from ${rows} where is_current order by part_number, part_row`,
  );
}

/** Writes `staging_history.<source>`: the rows of all parts, with `is_current` true for those in `staging.<source>`. */
export async function writeStagingHistory(engine: Engine, table: StagingTable): Promise<void> {
  const names = table.columns.map((column) => quotedIdentifier(column.name)).join(", ");
  await writeUnion(engine, table, (rows) => `select ${names}, is_current from ${rows} order by part_number, part_row`);
}

/** The columns of `staging_history.<source>`. */
export function listHistoryColumns(columns: readonly TypedColumn[]): TypedColumn[] {
  return [...columns, { name: "is_current", type: "BOOLEAN" }];
}

async function writeUnion(engine: Engine, table: StagingTable, select: (rows: string) => string): Promise<void> {
  await engine.alone(async () => {
    await createChoice(engine, table);
    const empty = table.columns.map((column) => `null::${column.type} as ${quotedIdentifier(column.name)}`).join(", ");
    const selects = [
      `select ${empty}, 0::bigint as part_row, 0 as part_number where false`,
      ...table.parts.map(
        (part, index) =>
          `select *, file_row_number as part_row, ${index} as part_number from read_parquet(${quotedString(part.path)}, file_row_number = true)`,
      ),
    ];
    const matches = table.vintageBy.map(
      (name) => `choice.${quotedIdentifier(name)} is not distinct from rows.${quotedIdentifier(name)}`,
    );
    const isCurrent = `exists (from temp.vintage_choice as choice where ${["choice.part_number = rows.part_number", ...matches].join(" and ")})`;
    await writeParquet(
      engine,
      select(`(select rows.*, ${isCurrent} as is_current from (${selects.join(" union all by name ")}) as rows)`),
      table.path,
    );
    await engine.run("drop table temp.vintage_choice");
  });
}

/** Which key is taken from which part, as a table to join with. */
async function createChoice(engine: Engine, { columns, vintageBy, parts, path }: StagingTable): Promise<void> {
  const typed = vintageBy.map((name) => {
    const column = columns.find((it) => it.name === name);
    if (column === undefined) throw new RangeError(`${path}: vintageBy names ${name}, which is no column.`);
    return column;
  });
  const choices = parts.flatMap((part, index) => part.keys.map((key) => ({ index, key })));
  const rows: Record<string, Scalar[]> = { part_number: choices.map(({ index }) => index) };
  for (const [position, name] of vintageBy.entries()) rows[name] = choices.map(({ key }) => key[position]!);
  await createFilledTable(engine, {
    table: "vintage_choice",
    columns: [{ name: "part_number", type: "INTEGER" }, ...typed],
    rows,
    place: path,
  });
}
