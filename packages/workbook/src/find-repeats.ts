import type { Candidate } from "./release-reading.ts";
import type { Failure } from "./stage-row.ts";
import { toAddress } from "./workbook.ts";

export interface RepeatCheck {
  readonly kept: readonly Candidate[];
  readonly failed: readonly { readonly candidate: Candidate; readonly failure: Failure }[];
}

/** Finds candidates with equal keys in the columns of the grain. Every copy is held back: none is known to be the right one. */
export function findRepeats(candidates: readonly Candidate[], grain: readonly string[]): RepeatCheck {
  const signatures = candidates.map(({ keys }) => JSON.stringify(grain.map((column) => keys[column])));
  const firsts = new Map<string, Candidate>();
  // Nearly no release has any, so that only those that repeat are put into groups.
  const groups = new Map<string, Candidate[]>();
  for (const [index, candidate] of candidates.entries()) {
    const signature = signatures[index]!;
    const first = firsts.get(signature);
    if (first === undefined) firsts.set(signature, candidate);
    else {
      const group = groups.get(signature);
      if (group === undefined) groups.set(signature, [first, candidate]);
      else group.push(candidate);
    }
  }
  if (groups.size === 0) return { kept: candidates, failed: [] };
  const kept: Candidate[] = [];
  const failed: { candidate: Candidate; failure: Failure }[] = [];
  const failures = new Map<readonly Candidate[], Failure>();
  for (const [index, candidate] of candidates.entries()) {
    const group = groups.get(signatures[index]!);
    if (group === undefined) {
      kept.push(candidate);
      continue;
    }
    const failure = failures.get(group) ?? toFailure(group, grain);
    failures.set(group, failure);
    failed.push({ candidate, failure });
  }
  return { kept, failed };
}

function toFailure(group: readonly Candidate[], grain: readonly string[]): Failure {
  const sheets = new Set(group.map((copy) => copy.origin.sheet));
  const place = (copy: Candidate): string => (sheets.size > 1 ? `${copy.origin.sheet}!` : "");
  const cells = group.flatMap((copy) =>
    Object.values(copy.values).map((value) => place(copy) + toAddress(copy.origin.rowNumber, value.column)),
  );
  const rows = group.map((copy) => `${place(copy)}${copy.origin.rowNumber}`).join(", ");
  // Keys from headers differ within a row: naming only those read from cells says it once for each pair of rows.
  const printed = grain.filter((column) => group[0]!.origin.keyColumns[column] !== undefined);
  const keys = (printed.length === 0 ? grain : printed).map((column) => `${column} ${String(group[0]!.keys[column])}`);
  return {
    code: "key.duplicate",
    column: grain.join(", "),
    cells,
    reason: `the same ${grain.join(", ")} in rows ${rows}`,
    summary: "rows with the same keys",
    expected: `one row for each ${grain.join(", ")}`,
    found: `${keys.join(", ")} in rows ${rows}`,
    next: "Ask the publisher which row is right; if the rows differ by something, add it to the grain in the source file.",
  };
}
