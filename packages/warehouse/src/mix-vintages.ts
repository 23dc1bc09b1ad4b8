import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { Engine } from "./engine.ts";
import { ORIGIN_COLUMNS } from "./staging-columns.ts";
import { writeParquet } from "./write-parquet.ts";

/** Two states of `staging.<source>`, as Parquet files with the same columns. */
export interface StagingStates {
  readonly before: string;
  readonly after: string;
  /** The source's `vintageBy` columns, usually the year; none: the whole table is one vintage. */
  readonly vintageBy: readonly string[];
}

/** What sets two states of a source apart. */
export interface VintageOverlap {
  /** Vintage keys, as text, that only the later state has: "2024-25". Sorted. */
  readonly added: readonly string[];
  /** Those that only the earlier state has. */
  readonly dropped: readonly string[];
  /** SHA-256 of the releases that only the later state has rows of. */
  readonly newReleases: readonly string[];
  /** SHA-256 of those that only the earlier state has rows of. */
  readonly goneReleases: readonly string[];
  /** Rows of shared keys that are in one state only. Where a row was read from does not count. */
  readonly changedRows: number;
}

/** Compares two states of a source: keys of one state only, and rows of shared keys that differ. */
export async function compareVintages(engine: Engine, states: StagingStates): Promise<VintageOverlap> {
  const { before, after } = states;
  const described = await engine.readRows(`describe from ${toRelation(after)}`);
  const origins = new Set(ORIGIN_COLUMNS.map(({ name }) => name));
  const columns = described
    .map((row) => String(row["column_name"]))
    .filter((name) => !origins.has(name) && !name.endsWith("_cell"))
    .map(quotedIdentifier)
    .join(", ");
  const oldRows = `select ${columns} from ${selectRows(states, before, after, "shared")}`;
  const newRows = `select ${columns} from ${selectRows(states, after, before, "shared")}`;
  const [changed] = await engine.readRows(`
    select (
      (select count(*) from (${oldRows} except all ${newRows}))
      + (select count(*) from (${newRows} except all ${oldRows}))
    )::integer as rows`);
  return {
    added: await listKeys(engine, states, after, before),
    dropped: await listKeys(engine, states, before, after),
    newReleases: await listReleases(engine, after, before),
    goneReleases: await listReleases(engine, before, after),
    changedRows: Number(changed!["rows"]),
  };
}

/**
 * Writes a state between the two: the later rows of all shared keys, and the earlier rows of keys that the later state
 * lacks. New keys are not in it yet.
 */
export async function mixVintages(engine: Engine, states: StagingStates, path: string): Promise<void> {
  const { before, after } = states;
  const select = `from ${selectRows(states, after, before, "shared")} union all by name from ${selectRows(states, before, after, "own")}`;
  await engine.alone(() => writeParquet(engine, select, path));
}

async function listReleases(engine: Engine, from: string, other: string): Promise<string[]> {
  const rows = await engine.readRows(
    `select release from (select release from ${toRelation(from)} except select release from ${toRelation(other)}) order by release`,
  );
  return rows.map((row) => String(row["release"]));
}

async function listKeys(engine: Engine, states: StagingStates, from: string, other: string): Promise<string[]> {
  if (states.vintageBy.length === 0) return [];
  const keys = states.vintageBy.map(quotedIdentifier).join(", ");
  const rows = await engine.readRows(
    `select distinct ${keys} from ${selectRows(states, from, other, "own")} order by all`,
  );
  return rows.map((row) => states.vintageBy.map((name) => String(row[name])).join(" "));
}

/** The rows of one file whose vintage key the other has too ("shared") or has not ("own"). */
function selectRows({ vintageBy }: StagingStates, from: string, other: string, which: "shared" | "own"): string {
  const same = vintageBy.map(
    (name) => `one.${quotedIdentifier(name)} is not distinct from two.${quotedIdentifier(name)}`,
  );
  const found = `exists (from ${toRelation(other)} as two where ${same.length === 0 ? "true" : same.join(" and ")})`;
  return `(select one.* from ${toRelation(from)} as one where ${which === "own" ? "not " : ""}${found})`;
}

const toRelation = (path: string) => `read_parquet(${quotedString(path)})`;
