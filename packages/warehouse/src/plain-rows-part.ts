import { rm } from "node:fs/promises";
import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { PlainRowPlan } from "@poundwise/contracts";
import { createFilledTable, type TypedColumn } from "./append-rows.ts";
import { moveDurably } from "./durable-files.ts";
import type { Engine } from "./engine.ts";
import { readNumberedSql, stageNumberedSql, type PartOrigin } from "./plain-row-sql.ts";
import { registerRowFunctions, type RowFunctions } from "./row-functions.ts";
import { writeParquet } from "./write-parquet.ts";

export interface NumberedPart {
  readonly plan: PlainRowPlan;
  /** As `listStagingTableColumns` gives them. */
  readonly columns: readonly TypedColumn[];
  /** A delimited file whose records start with their number; with a minus, where the reader of rows has the record. */
  readonly numberedPath: string;
  readonly origin: PartOrigin;
  /** Columns that identify a row. */
  readonly grain: readonly string[];
  readonly functions: RowFunctions;
  readonly path: string;
}

export interface NumberedPartRows {
  /** Rows in the file at `draftPath`. */
  readonly staged: number;
  /** Numbers of the rows that share their grain with another, with the texts of their cells where they were plain. */
  readonly repeated: readonly { readonly row: number; readonly cells: readonly (string | null)[] | null }[];
  readonly draftPath: string;
}

/**
 * Stages a numbered delimited file into a draft beside the part's path, in one pass, rows in the order of the file.
 * The caller finishes it with `finishNumberedPart` or drops it with `dropDraft`.
 * @throws whatever a row function throws; engine errors when a record has more cells than the plan allows
 */
export async function draftNumberedPart(engine: Engine, part: NumberedPart): Promise<NumberedPartRows> {
  const draftPath = `${part.path}.draft`;
  const { names, thrown } = registerRowFunctions(engine, part.functions);
  try {
    await writeParquet(
      engine,
      stageNumberedSql(part.numberedPath, part.plan, part.columns, part.origin, names),
      draftPath,
    );
  } catch (error) {
    throw thrown() ?? error;
  }
  const [count] = await engine.readRows("select count(*)::integer as rows from read_parquet($1)", [draftPath]);
  return { staged: Number(count!["rows"]), repeated: await findRepeated(engine, part, draftPath), draftPath };
}

/**
 * Exact sums of value columns over the plain rows of a draft.
 * @param apart numbers of the rows that are not plain; they are left out
 * @returns column → decimal text
 */
export async function sumPlainRows(
  engine: Engine,
  draftPath: string,
  columns: readonly string[],
  apart: readonly number[],
): Promise<Record<string, string>> {
  if (columns.length === 0) return {};
  const sums = columns.map((name, index) => {
    const column = quotedIdentifier(name);
    return `coalesce(sum(${column}::decimal(38, 4)) filter (${column} is not null), 0)::varchar as s${index}`;
  });
  await listRows(engine, apart);
  const [row] = await engine.readRows(
    `select ${sums.join(", ")} from read_parquet($1) where row_number not in (select row_number from temp.listed_rows)`,
    [draftPath],
  );
  await engine.run("drop table temp.listed_rows");
  return Object.fromEntries(columns.map((name, index) => [name, String(row![`s${index}`])]));
}

/** Turns a draft into the part: by its name alone when no row is to go, else by a copy without them. */
export async function finishNumberedPart(
  engine: Engine,
  { draftPath }: Pick<NumberedPartRows, "draftPath">,
  path: string,
  without: readonly number[],
): Promise<void> {
  if (without.length === 0) {
    await moveDurably(draftPath, path);
    return;
  }
  await listRows(engine, without);
  const listed = "select row_number from temp.listed_rows";
  await writeParquet(
    engine,
    `select * from read_parquet(${quotedString(draftPath)}) where row_number not in (${listed})`,
    path,
  );
  await engine.run("drop table temp.listed_rows");
  await dropDraft(draftPath);
}

export async function dropDraft(draftPath: string): Promise<void> {
  await rm(draftPath, { force: true });
}

async function findRepeated(
  engine: Engine,
  { grain, plan, numberedPath }: NumberedPart,
  draftPath: string,
): Promise<NumberedPartRows["repeated"]> {
  const keys = grain.map(quotedIdentifier).join(", ");
  // Groups of hashes are a fraction of the size of groups of keys; the few that meet are then looked at in full.
  const suspects = `select hash(${keys}) as h from read_parquet($1) group by h having count(*) > 1`;
  const rows = await engine.readRows(
    `select unnest(rows) as row from (select list(row_number) as rows from read_parquet($1)
     where hash(${keys}) in (${suspects}) group by ${keys} having count(*) > 1) order by row`,
    [draftPath],
  );
  if (rows.length === 0) return [];
  const numbers = rows.map((row) => Number(row["row"]));
  const cells = Array.from({ length: plan.columnCount + 1 }, (_, index) => `c${index + 1}`);
  await listRows(engine, numbers);
  const records = await engine.readRows(
    `select n, ${cells.join(", ")} from ${readNumberedSql(numberedPath, plan)}
     where n in (select row_number from temp.listed_rows)`,
  );
  await engine.run("drop table temp.listed_rows");
  const texts = new Map(
    records.map((record) => [Number(record["n"]), cells.map((cell) => record[cell] as string | null)]),
  );
  return numbers.map((row) => ({ row, cells: texts.get(row) ?? null }));
}

async function listRows(engine: Engine, rows: readonly number[]): Promise<void> {
  const columns = [{ name: "row_number", type: "INTEGER" }];
  await createFilledTable(engine, { table: "listed_rows", columns, rows: { row_number: rows }, place: "listed rows" });
}
