import type { Candidate } from "./release-reading.ts";
import type { Failure } from "./stage-row.ts";
import { toAddress } from "./workbook.ts";

export interface RepeatCheck {
  readonly kept: readonly Candidate[];
  readonly failed: readonly { readonly candidate: Candidate; readonly failure: Failure }[];
}

/** Finds candidates with equal keys in the columns of the grain. Every copy is held back: none is known to be the right one. */
export function findRepeats(candidates: readonly Candidate[], grain: readonly string[]): RepeatCheck {
  const groups = new Map<string, Candidate[]>();
  const toSignature = (candidate: Candidate): string => JSON.stringify(grain.map((column) => candidate.keys[column]));
  for (const candidate of candidates) {
    const signature = toSignature(candidate);
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [candidate]);
    else group.push(candidate);
  }
  const kept: Candidate[] = [];
  const failed: { candidate: Candidate; failure: Failure }[] = [];
  const failures = new Map<readonly Candidate[], Failure>();
  for (const candidate of candidates) {
    const group = groups.get(toSignature(candidate))!;
    if (group.length === 1) {
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
