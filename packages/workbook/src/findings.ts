import type { Finding, Place, Severity } from "@poundwise/contracts";
import type { QuarantinedRow } from "./release-reading.ts";

const MAX_CELLS = 50;
const MAX_EXAMPLES = 5;

/** One thing that is wrong at one place; equal ones are counted together. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly sheet?: string | undefined;
  readonly column?: string | undefined;
  readonly cells?: readonly string[];
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly next: string;
  /** Rows or cells this stands for. Default 1. */
  readonly count?: number;
}

/**
 * Groups problems into findings: one for each code, sheet and column, in order of first appearance. Counts are exact;
 * cells stop at 50 and examples of what was found at 5.
 */
export function groupFindings(problems: readonly Problem[], at: Place): Finding[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.severity, problem.sheet, problem.column]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()].map((group) => toFinding(group, at));
}

function toFinding(group: readonly Problem[], at: Place): Finding {
  const first = group[0]!;
  const cells = new Set<string>();
  for (const problem of group) {
    for (const cell of problem.cells ?? []) {
      if (cells.size === MAX_CELLS) break;
      cells.add(cell);
    }
  }
  const found = [...new Set(group.flatMap((problem) => problem.found ?? []))];
  const summaries = new Set(group.map((problem) => problem.summary));
  return {
    code: first.code,
    severity: first.severity,
    at: {
      ...at,
      ...(first.sheet === undefined ? {} : { sheet: first.sheet }),
      ...(cells.size === 0 ? {} : { cells: [...cells] }),
      ...(first.column === undefined ? {} : { column: first.column }),
    },
    summary: summaries.size === 1 ? first.summary : [...summaries].slice(0, MAX_EXAMPLES).join("; "),
    ...(first.expected === undefined ? {} : { expected: first.expected }),
    ...(found.length === 0 ? {} : { found: listExamples(found) }),
    next: first.next,
    count: group.reduce((sum, problem) => sum + (problem.count ?? 1), 0),
  };
}

function listExamples(found: readonly string[]): string {
  const more = found.length > MAX_EXAMPLES ? ` and ${found.length - MAX_EXAMPLES} others` : "";
  return found.slice(0, MAX_EXAMPLES).join(", ") + more;
}

/** Joins quarantine records of one row that have the same reason: their cells and texts are put together. */
export function mergeQuarantined(rows: readonly QuarantinedRow[]): QuarantinedRow[] {
  const merged = new Map<string, QuarantinedRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.sheet, row.rowNumber, row.code, row.reason]);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? row
        : {
            ...before,
            cells: [...new Set([...before.cells, ...row.cells])],
            record: { ...before.record, ...row.record },
            amountGbp:
              before.amountGbp === null || row.amountGbp === null
                ? (before.amountGbp ?? row.amountGbp)
                : before.amountGbp + row.amountGbp,
          },
    );
  }
  return [...merged.values()];
}
