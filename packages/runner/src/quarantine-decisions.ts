import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Fault, type StagedRelease } from "@poundwise/contracts";
import { appendLineDurably, type Home } from "@poundwise/warehouse";
import type { QuarantinedRow } from "@poundwise/workbook";
import { z } from "zod";

/** A recorded decision about rows in quarantine: one line of `landing/decisions.ndjson`, appended, never changed. */
export const decisionSchema = z.object({
  action: z.enum(["accept", "withdraw"]),
  /** Ids of the rows; see `toRowId`. */
  rows: z.array(z.string()).min(1),
  /** The instant, ISO with Z. */
  at: z.string(),
  by: z.string().min(1),
  why: z.string().min(1),
  /** Last day on which it holds, ISO; null: until withdrawn. */
  until: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Who accepted a row, why and until when. */
export type Acceptance = Pick<Decision, "at" | "by" | "why" | "until">;

/** Names one row in quarantine for good: the same bytes, place and rule give the same id on every machine. */
export function toRowId(
  release: Pick<StagedRelease, "source" | "sha256">,
  row: Pick<QuarantinedRow, "sheet" | "rowNumber" | "code">,
): string {
  const parts = [release.source, release.sha256, row.sheet, row.rowNumber, row.code];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}

/** Row id → the acceptance that holds on a day (ISO). The last decision about a row counts. */
export function listAccepted(decisions: readonly Decision[], today: string): Map<string, Acceptance> {
  const accepted = new Map<string, Acceptance>();
  for (const { action, rows, at, by, why, until } of decisions) {
    const holds = action === "accept" && (until === null || until >= today);
    for (const row of rows) {
      if (holds) accepted.set(row, { at, by, why, until });
      else accepted.delete(row);
    }
  }
  return accepted;
}

/** Keeps a decision; it is on disk when this returns. */
export async function recordDecision(home: Home, decision: Decision): Promise<void> {
  await appendLineDurably(toPath(home), JSON.stringify(decisionSchema.parse(decision)));
}

/**
 * All decisions, oldest first. A line that a crash cut short was never acknowledged and is passed over.
 * @throws Fault `quarantine.decisions_damaged` naming a whole line that is no decision
 */
export async function readDecisions(home: Home): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const [index, line] of (await readLines(toPath(home))).entries()) {
    if (!line.trimEnd().endsWith("}")) continue;
    try {
      decisions.push(decisionSchema.parse(JSON.parse(line)));
    } catch (cause) {
      throw new Fault("quarantine.decisions_damaged", "a line of the decisions is no decision", {
        at: { file: toPath(home), line: index + 1 },
        found: line.slice(0, 120),
        next: "Restore the file from a backup; it is only ever appended to.",
        cause,
      });
    }
  }
  return decisions;
}

const toPath = (home: Home) => path.join(home.landing, "decisions.ndjson");

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
