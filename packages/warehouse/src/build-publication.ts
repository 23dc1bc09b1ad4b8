import { quotedIdentifier, quotedString, type DuckDBValue } from "@duckdb/node-api";
import { Fault, type CheckResult, type StagedRelease, type TableName } from "@poundwise/contracts";
import type { Engine } from "./engine.ts";

/** One table to publish, as it lies in the store. */
export interface PublicationTable {
  readonly name: TableName;
  /** Its Parquet file in the store, sorted by grain. */
  readonly parquetPath: string;
  readonly fingerprint: string;
  /** Rows the store says it has; the build refuses another count. */
  readonly rows: number;
  /** Made from invented data; says so in its comment. */
  readonly synthetic: boolean;
  /** What the table is about, for people who open the file in another tool. */
  readonly comment: string;
  /** Meaning and unit by column. */
  readonly columnComments: Readonly<Record<string, string>>;
  /** Rows about persons: checks see the table, the publication does not hold it. */
  readonly isHeldBack?: boolean;
}

/** What a publication says about itself in its own schema `poundwise`. */
export interface PublicationFacts {
  readonly seq: number;
  readonly createdAt: string;
  readonly asKnownAt: string | null;
  readonly planFingerprint: string;
  readonly gitCommit: string | null;
  readonly runId: string;
  readonly releases: readonly StagedRelease[];
}

/**
 * Copies the tables from the store into the attached, empty database `build`, in the order of the Parquet rows, with
 * comments. Tables held back are views in a database `aside` in memory. `core.…` and `curated.…` resolve on the engine's
 * connection afterwards, in either.
 *
 * @throws Fault `publish.rows_differ` when a Parquet file does not hold the rows it should
 */
export async function fillTables(engine: Engine, tables: readonly PublicationTable[]): Promise<void> {
  await engine.run("use build");
  for (const schema of ["core", "curated", "poundwise"]) await engine.run(`create schema ${schema}`);
  await engine.run("attach ':memory:' as aside");
  await engine.run("create schema aside.core");
  for (const table of tables) {
    const name = table.name.split(".").map(quotedIdentifier).join(".");
    if (table.isHeldBack === true) {
      await engine.run(`create view aside.${name} as from read_parquet(${quotedString(table.parquetPath)})`);
      await requireRows(engine, table, `aside.${name}`);
      continue;
    }
    await engine.run(`create table ${name} as select * from read_parquet(${quotedString(table.parquetPath)})`);
    await requireRows(engine, table, name);
    const comment = table.synthetic ? `Synthetic data. ${table.comment}` : table.comment;
    await engine.run(`comment on table ${name} is ${quotedString(comment)}`);
    for (const [column, meaning] of Object.entries(table.columnComments)) {
      await engine.run(`comment on column ${name}.${quotedIdentifier(column)} is ${quotedString(meaning)}`);
    }
  }
  // Only paths with a schema make the engine look for core in both databases.
  await engine.run("set search_path = 'build.core,aside.core'");
}

/** What may be said of checks outside core: the failing rows of tables held back are counted, not shown. */
export function withoutHeldRows(
  checks: readonly CheckResult[],
  tables: readonly Pick<PublicationTable, "name" | "isHeldBack">[],
): CheckResult[] {
  const held = new Set<string>(tables.filter(({ isHeldBack }) => isHeldBack === true).map(({ name }) => name));
  return checks.map((check) => (held.has(check.table) ? { ...check, examples: [] } : check));
}

async function requireRows(engine: Engine, table: PublicationTable, name: string): Promise<void> {
  const [counted] = await engine.readRows(`select count(*)::integer as row_count from ${name}`);
  if (counted!["row_count"] === table.rows) return;
  throw new Fault("publish.rows_differ", "the stored table does not hold the rows it should", {
    at: { table: table.name, file: table.parquetPath },
    expected: `${table.rows} rows`,
    found: `${String(counted!["row_count"])} rows`,
    next: "Delete the stored file and run the refresh again; it will be built anew.",
  });
}

/** Writes what analysts may want to know about the publication into tables of its own, so that SQL can join to it. */
export async function fillFacts(
  engine: Engine,
  facts: PublicationFacts,
  tables: readonly (PublicationTable & { readonly sha256: string })[],
  checks: readonly CheckResult[],
): Promise<void> {
  await createFactTable(
    engine,
    "publication",
    "This publication. One row.",
    "seq integer, created_at varchar, as_known_at date, plan_fingerprint varchar, engine_version varchar, git_commit varchar, run_id varchar",
    [
      [
        facts.seq,
        facts.createdAt,
        facts.asKnownAt,
        facts.planFingerprint,
        engine.version,
        facts.gitCommit,
        facts.runId,
      ],
    ],
  );
  await createFactTable(
    engine,
    "tables",
    "The published tables: fingerprint, rows and the hash of the stored file.",
    "table_name varchar, fingerprint varchar, rows_count integer, sha256 varchar, is_synthetic boolean, about varchar",
    tables.map((table) => [table.name, table.fingerprint, table.rows, table.sha256, table.synthetic, table.comment]),
  );
  await createFactTable(
    engine,
    "releases",
    "The publishers' files behind the tables, one row per file in use.",
    "source varchar, sha256 varchar, file_name varchar, published_date date, layout varchar, fingerprint varchar, rows_read_count integer, rows_staged_count integer, rows_quarantined_count integer, rows_skipped json, findings json",
    facts.releases.map((release) => [
      release.source,
      release.sha256,
      release.fileName,
      release.publishedDate,
      release.layout,
      release.fingerprint,
      release.rowsRead,
      release.rowsStaged,
      release.rowsQuarantined,
      JSON.stringify(release.rowsSkipped),
      JSON.stringify(release.findings),
    ]),
  );
  await createFactTable(
    engine,
    "checks",
    "Every check that ran before publication; failures_count 0 = passed.",
    "table_name varchar, check_name varchar, severity varchar, failures_count integer, examples json",
    checks.map((check) => [check.table, check.name, check.severity, check.failures, JSON.stringify(check.examples)]),
  );
}

async function createFactTable(
  engine: Engine,
  name: string,
  about: string,
  columns: string,
  rows: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  const table = `poundwise.${quotedIdentifier(name)}`;
  await engine.run(`create table ${table} (${columns})`);
  await engine.run(`comment on table ${table} is ${quotedString(about)}`);
  for (const row of rows) {
    const places = row.map((_, index) => `$${index + 1}`).join(", ");
    await engine.run(`insert into ${table} values (${places})`, row);
  }
}
