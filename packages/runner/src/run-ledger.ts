import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { appendLineDurably, type Home } from "@poundwise/warehouse";

/** One thing that happened in a run; `at` is added. Never holds secrets or cell contents. */
export interface RunEvent {
  readonly event:
    | "started"
    | "landed"
    | "staged"
    | "damaged"
    | "built"
    | "checked"
    | "held"
    | "published"
    | "unchanged"
    | "failed"
    | "ended";
  readonly [detail: string]: unknown;
}

export interface RunLedger {
  readonly runId: string;
  readonly folder: string;
  /** Appends one event; it is on disk when this returns. */
  record(event: RunEvent): Promise<void>;
}

/** Opens the append-only ledger of a new run: `runs/<run id>/events.ndjson`. */
export async function openRun(home: Home, startedAt: Date): Promise<RunLedger> {
  const stamp = startedAt.toISOString().replace(/[-:]|\.\d+/g, "");
  const runId = `${stamp}-${randomBytes(3).toString("hex")}`;
  const folder = path.join(home.runs, runId);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "events.ndjson");
  return {
    runId,
    folder,
    record: (event) => appendLineDurably(file, JSON.stringify({ at: new Date().toISOString(), run: runId, ...event })),
  };
}
