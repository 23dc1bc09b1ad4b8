import { mkdtempSync, rmSync } from "node:fs";
import { realpath } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DuckDBInstance, quotedIdentifier, quotedString, version } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { Fault, type Row } from "@poundwise/contracts";
import { toRowReader } from "./duckdb-types.ts";

export interface EngineSettings {
  /** Default 2. Results never depend on it. */
  readonly threads?: number;
  /** As DuckDB writes it; default "2GB". */
  readonly memoryLimit?: string;
  /** Where sorts and joins spill; default a private folder, removed on close. */
  readonly tempDirectory?: string;
}

/**
 * One in-memory DuckDB for one piece of work. Files come in as attached databases or through `read_parquet`;
 * nothing is ever opened as the main database (see docs/decisions on the engine).
 */
export interface Engine {
  /** For bulk appends; statements go through `run` and `readRows`. */
  readonly connection: DuckDBConnection;
  /** Version of DuckDB, e.g. "v1.5.5". */
  readonly version: string;
  /** Runs one statement and drops its result. */
  run(sql: string, values?: readonly DuckDBValue[]): Promise<void>;
  /** All rows of a query as plain objects; see `toRowReader` for the conversion of types. */
  readRows(sql: string, values?: readonly DuckDBValue[]): Promise<Row[]>;
  /** The same in batches of about two thousand, for results that should not be held at once. */
  streamRows(sql: string, values?: readonly DuckDBValue[]): AsyncGenerator<Row[]>;
  /** Runs `work` once every earlier piece of work handed to `alone` has ended. Not re-entrant. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Attaches a database file under `alias`.
   * @throws Fault `engine.file_in_use` when this process has the file open for writing, or wants to write while it is open
   */
  attach(file: string, alias: string, mode: "read" | "write"): Promise<void>;
  detach(alias: string): Promise<void>;
  close(): void;
}

/** Opens an engine; the caller closes it. Prefer `withEngine`. */
export async function openEngine(settings: EngineSettings = {}): Promise<Engine> {
  const ownTemp = settings.tempDirectory === undefined;
  const tempDirectory = settings.tempDirectory ?? mkdtempSync(path.join(os.tmpdir(), "poundwise-engine-"));
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads ?? 2),
    memory_limit: settings.memoryLimit ?? "2GB",
    temp_directory: tempDirectory,
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  const attached = new Map<string, string>();
  let isOpen = true;
  let lastWork: Promise<unknown> = Promise.resolve();

  async function* streamRows(sql: string, values?: readonly DuckDBValue[]): AsyncGenerator<Row[]> {
    const result = await connection.stream(sql, values && [...values]);
    const readRow = toRowReader(result.deduplicatedColumnNames(), result.columnTypes());
    for await (const rows of result.yieldRows()) yield rows.map(readRow);
  }

  return {
    connection,
    version: version(),
    streamRows,
    async run(sql, values) {
      await connection.run(sql, values && [...values]);
    },
    async readRows(sql, values) {
      const all: Row[] = [];
      for await (const rows of streamRows(sql, values)) for (const row of rows) all.push(row);
      return all;
    },
    alone(work) {
      const result = lastWork.then(work);
      lastWork = result.catch(() => undefined);
      return result;
    },
    async attach(file, alias, mode) {
      const key = await claimFile(file, mode);
      try {
        const option = mode === "read" ? "READ_ONLY" : "STORAGE_VERSION 'v1.5.0'";
        await connection.run(`attach ${quotedString(file)} as ${quotedIdentifier(alias)} (${option})`);
        attached.set(alias, key);
      } catch (error) {
        releaseFile(key);
        throw error;
      }
    },
    async detach(alias) {
      await connection.run(`detach ${quotedIdentifier(alias)}`);
      const key = attached.get(alias);
      if (key !== undefined) releaseFile(key);
      attached.delete(alias);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      connection.closeSync();
      instance.closeSync();
      for (const key of attached.values()) releaseFile(key);
      if (ownTemp) rmSync(tempDirectory, { recursive: true, force: true });
    },
  };
}

/** Opens an engine, hands it to `work` and closes it whatever happens. */
export async function withEngine<T>(settings: EngineSettings, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(settings);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

// DuckDB lets one process open a file twice and then silently loses writes; its own lock only works between processes.
const openFiles = new Map<string, { mode: "read" | "write"; count: number }>();

async function claimFile(file: string, mode: "read" | "write"): Promise<string> {
  const folder = await realpath(path.dirname(path.resolve(file)));
  const key = path.join(folder, path.basename(file));
  const open = openFiles.get(key);
  if (open !== undefined && (open.mode === "write" || mode === "write")) {
    throw new Fault("engine.file_in_use", "the database file is already open in this process", {
      at: { file },
      next: "Close the other engine first; two writers on one file lose rows without an error.",
    });
  }
  openFiles.set(key, { mode, count: (open?.count ?? 0) + 1 });
  return key;
}

function releaseFile(key: string): void {
  const open = openFiles.get(key);
  if (open === undefined) return;
  if (open.count > 1) openFiles.set(key, { ...open, count: open.count - 1 });
  else openFiles.delete(key);
}
