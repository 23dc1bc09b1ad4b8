import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Fault, type CheckResult, type Manifest } from "@poundwise/contracts";
import {
  fillFacts,
  fillTables,
  withoutHeldRows,
  type PublicationFacts,
  type PublicationTable,
} from "./build-publication.ts";
import { cleanAborted } from "./clean-aborted.ts";
import { moveDurably, syncFile, writeFileDurably } from "./durable-files.ts";
import { withEngine, type Engine } from "./engine.ts";
import { requireFreeSpace } from "./free-space.ts";
import type { Home } from "./home.ts";
import { appendHistory, readCurrent, readHistory, writeCurrent } from "./publications.ts";
import { hashFile } from "./table-store.ts";
import { verifyDatabaseFile } from "./verify-publication.ts";
import { acquireWriterLock, type WriterLock } from "./writer-lock.ts";

export interface PublishRequest extends Omit<PublicationFacts, "seq" | "createdAt"> {
  readonly tables: readonly PublicationTable[];
  /** `staging.<source>` → fingerprint of the rows in use; kept in the manifest for tracing. */
  readonly staging: Readonly<Record<string, string>>;
  /** How tables and staged rows were made; kept in the manifest for comparisons. */
  readonly definitions?: Readonly<Record<string, string>>;
  /** False keeps the publication beside the others without readers seeing it (tables as known at a past day). Default true. */
  readonly makeCurrent?: boolean;
  /** The publication that readers see: a table of the same fingerprint must be the same bytes as there. */
  readonly previous?: Manifest | null;
  /** Publish although a table changed without a cause; the reason is kept with the check. */
  readonly acceptUnexplained?: string | null;
  /** Who publishes (user name), for the log. */
  readonly publishedBy: string;
  /**
   * Runs every check inside the finished build; `core.…` and `curated.…` resolve on the engine's connection.
   * One failing check of severity `block` holds the publication back.
   */
  readonly runChecks: (engine: Engine) => Promise<CheckResult[]>;
}

/** Held: a blocking check failed, nothing was published and readers see what they saw before. */
export type PublishResult =
  | { readonly held: true; readonly checks: readonly CheckResult[] }
  | { readonly held: false; readonly manifest: Manifest };

const STORAGE_VERSION = "v1.5.0";

/**
 * Publishes a set of stored tables: all of them become visible together, or nothing changes. The database is built aside,
 * checked inside the build, flushed, read back by a second process, given a name never used before, and only then does
 * `CURRENT` move. When it returns, the publication is on disk.
 *
 * @throws Fault `publish.busy` (another writer), `disk.too_full`, `publish.rows_differ`, `publish.build_failed`,
 *   `publish.wal_left`, `publish.verification_failed`, `publish.name_taken` or `publish.lock_lost`; the pointer is untouched then
 */
export async function publish(home: Home, request: PublishRequest): Promise<PublishResult> {
  if (!/^[\w.-]+$/.test(request.runId))
    throw new RangeError("A run id may hold letters, digits, points and dashes only.");
  await mkdir(home.published, { recursive: true });
  const lock = await acquireWriterLock(home);
  try {
    await cleanAborted(home);
    await requireFreeSpace(home.published, await estimateBytes(home, request.tables));
    return await publishLocked(home, request, lock);
  } finally {
    await lock.release();
  }
}

async function publishLocked(home: Home, request: PublishRequest, lock: WriterLock): Promise<PublishResult> {
  const buildFile = path.join(home.published, `build-${request.runId}.duckdb`);
  try {
    const facts: PublicationFacts = { ...request, seq: await nextSeq(home), createdAt: new Date().toISOString() };
    const tables = await Promise.all(
      request.tables.map(async (table) => ({ ...table, sha256: await hashFile(table.parquetPath) })),
    );
    const unexplained = checkUnexplained(tables, request);
    const { checks, engineVersion } = await build(buildFile, facts, tables, async (engine) => [
      ...(await request.runChecks(engine)),
      ...unexplained,
    ]);
    if (checks.some((check) => check.severity === "block" && check.failures > 0)) return { held: true, checks };
    requireNoWal(buildFile);
    await syncFile(buildFile);
    const database = await verifyBuild(
      buildFile,
      tables.filter(({ isHeldBack }) => isHeldBack !== true),
    );

    const id = `pub-${String(facts.seq).padStart(6, "0")}-${database.sha256.slice(0, 12)}`;
    const file = `${id}.duckdb`;
    const finalFile = path.join(home.published, file);
    requireFreeName(finalFile);
    await lock.assertHeld();
    await chmod(buildFile, 0o444);
    await moveDurably(buildFile, finalFile);

    const manifest: Manifest = {
      format: 1,
      id,
      seq: facts.seq,
      createdAt: facts.createdAt,
      asKnownAt: facts.asKnownAt,
      planFingerprint: facts.planFingerprint,
      engine: { name: "duckdb", version: engineVersion, storageVersion: STORAGE_VERSION },
      gitCommit: facts.gitCommit,
      runId: facts.runId,
      database: { file, ...database },
      tables: Object.fromEntries(
        tables.map(({ name, fingerprint, rows, sha256, synthetic, isHeldBack }) => [
          name,
          { fingerprint, rows, sha256, synthetic, ...(isHeldBack === true ? { isHeldBack } : {}) },
        ]),
      ),
      staging: { ...request.staging },
      ...(request.definitions === undefined ? {} : { definitions: { ...request.definitions } }),
      releases: [...facts.releases],
      checks: [...checks],
    };
    await writeFileDurably(path.join(home.published, `${id}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
    const from = await readCurrent(home);
    await lock.assertHeld();
    const isCurrent = request.makeCurrent !== false;
    if (isCurrent) await writeCurrent(home, { id, file, sha256: database.sha256, seq: facts.seq });
    await appendHistory(home, {
      action: isCurrent ? "publish" : "keep",
      id,
      seq: facts.seq,
      from: from?.id ?? null,
      by: request.publishedBy,
      reason: null,
    });
    return { held: false, manifest };
  } finally {
    for (const suffix of ["", ".wal"]) await rm(`${buildFile}${suffix}`, { force: true });
  }
}

async function build(
  buildFile: string,
  facts: PublicationFacts,
  tables: readonly (PublicationTable & { readonly sha256: string })[],
  runChecks: PublishRequest["runChecks"],
): Promise<{ checks: CheckResult[]; engineVersion: string }> {
  try {
    return await withEngine({}, async (engine) => {
      await engine.attach(buildFile, "build", "write");
      await fillTables(engine, tables);
      const checks = withoutHeldRows(await runChecks(engine), tables);
      const shown = tables.filter(({ isHeldBack }) => isHeldBack !== true);
      await fillFacts(engine, facts, shown, checks);
      await engine.run("checkpoint build");
      await engine.run("use memory");
      await engine.detach("build");
      await engine.run("detach aside");
      return { checks, engineVersion: engine.version };
    });
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("publish.build_failed", "the publication could not be built", {
      at: { file: buildFile },
      found: (cause as Error).message,
      next: "Nothing was published; readers still see the publication before. Mend the cause and run it again.",
      cause,
    });
  }
}

/** Tables that changed although neither their inputs nor their code did: one failing check each. */
function checkUnexplained(
  tables: readonly (PublicationTable & { readonly sha256: string })[],
  { previous, acceptUnexplained }: PublishRequest,
): CheckResult[] {
  return tables.flatMap(({ name, fingerprint, sha256 }): CheckResult[] => {
    const before = previous?.tables[name];
    if (before === undefined || before.fingerprint !== fingerprint || before.sha256 === sha256) return [];
    const example = { published_sha256: before.sha256, sha256, accepted_because: acceptUnexplained ?? null };
    const severity = (acceptUnexplained ?? null) === null ? "block" : "warn";
    return [{ table: name, name: "changes.unexplained", severity, failures: 1, examples: [example] }];
  });
}

async function verifyBuild(
  buildFile: string,
  tables: readonly PublicationTable[],
): Promise<{ sha256: string; bytes: number }> {
  const found = await verifyDatabaseFile(
    buildFile,
    tables.map((table) => table.name),
  );
  for (const { name, rows } of tables) {
    if (found.rows[name] === rows) continue;
    throw new Fault("publish.verification_failed", "a second process reads other rows than were written", {
      at: { table: name, file: buildFile },
      expected: `${rows} rows`,
      found: `${found.rows[name] ?? 0} rows`,
      next: "Nothing was published. Check the disk, then run it again.",
    });
  }
  return { sha256: found.sha256, bytes: found.bytes };
}

function requireNoWal(buildFile: string): void {
  if (!existsSync(`${buildFile}.wal`)) return;
  throw new Fault("publish.wal_left", "the engine left a write-ahead log beside the finished build", {
    at: { file: `${buildFile}.wal` },
    next: "Nothing was published: the log would be replayed into the publication. Run it again.",
  });
}

function requireFreeName(finalFile: string): void {
  if (!existsSync(finalFile) && !existsSync(`${finalFile}.wal`)) return;
  throw new Fault("publish.name_taken", "a file with the name of the new publication is already there", {
    at: { file: finalFile },
    next: "Nothing was published. Move the file out of the published folder and run it again.",
  });
}

// A number counts as used when any trace of it is left anywhere, so that two different publications never share one.
async function nextSeq(home: Home): Promise<number> {
  const seqs = (await readHistory(home)).map((entry) => entry.seq);
  seqs.push((await readCurrent(home))?.seq ?? 0);
  for (const file of await readdir(home.published)) seqs.push(Number(/^pub-(\d+)-/.exec(file)?.[1] ?? 0));
  return Math.max(0, ...seqs) + 1;
}

// The engine's own format takes up to about twice the room of the compressed store.
async function estimateBytes(home: Home, tables: readonly PublicationTable[]): Promise<number> {
  const stored = await Promise.all(tables.map(async (table) => (await stat(table.parquetPath)).size));
  const current = await readCurrent(home);
  const currentFile = current === null ? null : path.join(home.published, current.file);
  const currentBytes = currentFile !== null && existsSync(currentFile) ? (await stat(currentFile)).size : 0;
  return Math.max(currentBytes, 2 * stored.reduce((sum, bytes) => sum + bytes, 0));
}
