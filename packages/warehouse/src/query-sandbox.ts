import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Fault } from "@poundwise/contracts";
import type { Home } from "./home.ts";
import { findPublication, type PublicationChoice } from "./publications.ts";
import { describeTooSlow, TOO_MUCH_MEMORY } from "./query-errors.ts";
import {
  OUT_OF_MEMORY_SIGN,
  toProcessBytes,
  type QueryCell,
  type QueryColumn,
  type QueryLimits,
  type QueryMessage,
  type QueryOrder,
} from "./query-protocol.ts";
import type { QueryProblem } from "./query-rules.ts";
import { requireCleanFile } from "./rollback.ts";
import { startWorker } from "./start-worker.ts";

export interface AnalystQuery {
  /** One select statement over `core.…`, `curated.…` and `poundwise.…`. */
  readonly sql: string;
  /** Which publication to ask; default the current one. */
  readonly publication?: PublicationChoice;
  /** Answer with the plan instead of the rows. */
  readonly explain?: boolean;
  /** Default: 30 seconds, 10,000 rows, 50 million characters, 1,024 MB, 2 threads. */
  readonly limits?: Partial<QueryLimits>;
}

/** What comes back, in this order: one head, rows in batches, one end. */
export type QueryEvent =
  | { readonly kind: "head"; readonly publicationId: string; readonly columns: readonly QueryColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly (readonly QueryCell[])[] }
  | { readonly kind: "end"; readonly isTruncated: boolean; readonly memoryGuard: MemoryGuard };

/**
 * Who keeps the query from taking all memory: the operating system (Linux), or only the engine's own limit and a
 * watchdog in the process, which a single huge value can outrun for some tens of milliseconds.
 */
export type MemoryGuard = "operating_system" | "watchdog";

export interface QueryAnswer {
  readonly publicationId: string;
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly (readonly QueryCell[])[];
  /** True when the row or size limit cut rows off. */
  readonly isTruncated: boolean;
  readonly memoryGuard: MemoryGuard;
}

const DEFAULT_LIMITS: QueryLimits = {
  seconds: 30,
  rows: 10_000,
  characters: 50_000_000,
  memoryMegabytes: 1024,
  threads: 2,
};

// A busy machine may take long to start a process; that is not the query's fault.
const START_SECONDS = 30;
// What a stopped query gets to say so itself.
const GRACE_SECONDS = 1;

/**
 * Runs an analyst's query and collects the answer; see `streamQuery`.
 * @throws Fault as `streamQuery`
 */
export async function runQuery(home: Home, query: AnalystQuery): Promise<QueryAnswer> {
  let head: Extract<QueryEvent, { kind: "head" }> | undefined;
  const rows: (readonly QueryCell[])[] = [];
  for await (const event of streamQuery(home, query)) {
    if (event.kind === "head") head = event;
    else if (event.kind === "rows") for (const row of event.rows) rows.push(row);
    else {
      const { isTruncated, memoryGuard } = event;
      return { publicationId: head!.publicationId, columns: head!.columns, rows, isTruncated, memoryGuard };
    }
  }
  throw new RangeError("The query ended without an end.");
}

/**
 * Runs an analyst's query against a publication in a child process: read-only, no files, no network use by the engine,
 * locked settings, an empty environment, a memory cap and a deadline after which the process is killed. Leaving the
 * loop early kills it too.
 *
 * @throws Fault `query.…` (not_a_select, not_one_statement, not_allowed, syntax, unknown_table, unknown_column, too_slow,
 *   too_much_memory, failed…) with words for the analyst; `publication.…` when there is nothing to ask
 */
export async function* streamQuery(home: Home, query: AnalystQuery): AsyncGenerator<QueryEvent, void, undefined> {
  const manifest = await findPublication(home, query.publication ?? "current");
  const file = path.join(home.published, manifest.database.file);
  requireCleanFile(file);
  const limits: QueryLimits = { ...DEFAULT_LIMITS, ...query.limits };
  const tempDirectory = await mkdtemp(path.join(os.tmpdir(), "poundwise-query-"));
  const { process: worker, isCapped } = startWorker("query-worker", tempDirectory, {
    memoryBytes: toProcessBytes(limits),
    cpuSeconds: START_SECONDS + (limits.seconds + GRACE_SECONDS) * (limits.threads + 1),
  });
  let isKilled = false;
  let errorText = "";
  const ended = new Promise<void>((resolve) => worker.once("close", () => resolve()));
  const failedToStart = new Promise<Error>((resolve) => worker.once("error", resolve));
  worker.stderr!.setEncoding("utf8").on("data", (text: string) => (errorText = (errorText + text).slice(-2000)));
  // A worker that dies before it has read its order closes the pipe; the end of the process says why.
  worker.stdin!.on("error", () => worker.kill("SIGKILL"));
  const killAfter = (seconds: number) =>
    setTimeout(() => {
      isKilled = true;
      worker.kill("SIGKILL");
    }, seconds * 1000);
  let killer = killAfter(START_SECONDS);
  try {
    const order: QueryOrder = { file, sql: query.sql, explain: query.explain === true, limits, tempDirectory };
    worker.stdin!.write(`${JSON.stringify(order)}\n`);
    for await (const line of createInterface({ input: worker.stdout! })) {
      const message = parseMessage(line);
      if (message === null) break;
      if (message.kind === "problem") throw toFault(message.problem);
      if (message.kind === "ready") {
        clearTimeout(killer);
        killer = killAfter(limits.seconds + GRACE_SECONDS);
      } else if (message.kind === "columns")
        yield { kind: "head", publicationId: manifest.id, columns: message.columns };
      else if (message.kind === "rows") yield message;
      else {
        yield { ...message, memoryGuard: isCapped ? "operating_system" : "watchdog" };
        return;
      }
    }
    const startError = await Promise.race([failedToStart, ended]);
    if (startError instanceof Error) throw toFault(describeDeath(startError.message), startError);
    if (isKilled) throw toFault(describeTooSlow(limits.seconds));
    throw toFault(isMemoryDeath(errorText, worker.signalCode) ? TOO_MUCH_MEMORY : describeDeath(errorText));
  } finally {
    clearTimeout(killer);
    worker.kill("SIGKILL");
    await Promise.race([ended, failedToStart]);
    await rm(tempDirectory, { recursive: true, force: true });
  }
}

// A line cut by the death of the worker; what killed it is reported instead.
function parseMessage(line: string): QueryMessage | null {
  try {
    return JSON.parse(line) as QueryMessage;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

// Under the operating system's cap an allocation that fails outside the engine's own checks aborts the process.
function isMemoryDeath(errorText: string, signal: NodeJS.Signals | null): boolean {
  return errorText.includes(OUT_OF_MEMORY_SIGN) || /bad_alloc|out of memory/i.test(errorText) || signal === "SIGABRT";
}

function describeDeath(errorText: string): QueryProblem {
  return {
    code: "query.worker_died",
    summary: "the process that ran the query ended without an answer",
    ...(errorText.trim() === "" ? {} : { found: errorText.trim().split("\n").at(-1)!.slice(0, 300) }),
    next: "Nothing else was affected. Simplify the query; if it happens again, report it with its text.",
  };
}

function toFault({ code, summary, ...detail }: QueryProblem, cause?: unknown): Fault {
  return new Fault(code, summary, { ...detail, ...(cause === undefined ? {} : { cause }) });
}
