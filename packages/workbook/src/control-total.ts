import { formatPounds, type ControlTotal } from "@poundwise/contracts";
import type { Problem } from "./findings.ts";
import { matchPattern } from "./fold-text.ts";
import type { Candidate } from "./release-reading.ts";
import { toAddress } from "./workbook.ts";

/** Statuses of a part that hide a number, so that a sum over it says nothing. */
const HIDDEN = new Set(["suppressed", "not_available", "low", "unreliable"]);

/** Whether a candidate is the total itself. */
export function isControlTotal(candidate: Candidate, rule: ControlTotal): boolean {
  return matchPattern(rule.when.matches, String(candidate.keys[rule.when.column] ?? "")) !== null;
}

/**
 * Compares printed totals with the sum of their parts. With several totals (one per year, or per authority), each is
 * compared with the rows that agree with it in the grain columns in which the totals differ.
 * @returns a refusal for each total that misses its parts by more than the tolerance, or when there is no total; a record
 *   where a part is hidden and the sum cannot be made
 */
export function checkControlTotal(
  candidates: readonly Candidate[],
  rule: ControlTotal,
  grain: readonly string[],
): Problem[] {
  const totals = candidates.filter((candidate) => isControlTotal(candidate, rule));
  if (totals.length === 0) return [toMissing(rule)];
  const others = candidates.filter((candidate) => !isControlTotal(candidate, rule) && isPart(candidate, rule));
  const groupBy = grain.filter(
    (column) => column !== rule.when.column && new Set(totals.map((total) => total.keys[column])).size > 1,
  );
  const toGroup = (candidate: Candidate): string => JSON.stringify(groupBy.map((column) => candidate.keys[column]));
  const parts = new Map<string, Candidate[]>();
  for (const part of others) {
    const group = parts.get(toGroup(part));
    if (group === undefined) parts.set(toGroup(part), [part]);
    else group.push(part);
  }
  return totals.flatMap((total) => compare(total, parts.get(toGroup(total)) ?? [], rule));
}

function isPart(candidate: Candidate, rule: ControlTotal): boolean {
  if (rule.parts === undefined) return true;
  return matchPattern(rule.parts.matches, String(candidate.keys[rule.parts.column] ?? "")) !== null;
}

function compare(total: Candidate, parts: readonly Candidate[], rule: ControlTotal): Problem[] {
  const printed = total.values[rule.column];
  if (printed === undefined || printed.value === null) return [];
  const at = { sheet: total.origin.sheet, cells: [toAddress(total.origin.rowNumber, printed.column)] };
  const hidden = parts.filter((part) => HIDDEN.has(part.values[rule.column]?.status ?? ""));
  const sum = parts.reduce((running, part) => running + (part.values[rule.column]?.value ?? 0), 0);
  const difference = printed.value - sum;
  if (Math.abs(difference) <= rule.tolerance) return [];
  const isHidden = hidden.length > 0;
  return [
    {
      code: isHidden ? "control.total_unchecked" : "control.total",
      severity: isHidden ? "record" : "refuse",
      ...at,
      column: rule.column,
      summary: isHidden
        ? `the total cannot be checked: ${hidden.length} of its ${parts.length} parts are hidden`
        : `the ${parts.length} parts do not add up to the printed total`,
      expected: describeTotal(printed.value, rule.tolerance, rule.column),
      found: `${describeAmount(sum, rule.column)}, which is ${describeAmount(Math.abs(difference), rule.column)} ${difference > 0 ? "less" : "more"}`,
      next: isHidden
        ? "Nothing to do; the difference should be about what the hidden parts can hold."
        : "Look for rows that were quarantined, counted twice or left out; ask the publisher if the file itself is wrong.",
    },
  ];
}

function toMissing(rule: ControlTotal): Problem {
  return {
    code: "control.total_missing",
    severity: "refuse",
    column: rule.column,
    summary: "there is no total to check against",
    expected: `a row whose ${rule.when.column} fits ${String(rule.when.matches)}`,
    next: "Open the file: the publisher may have reworded or dropped the total; correct the source file.",
  };
}

/** A total and how near its parts must come, as messages say it: "£1,234.50 to the penny", "12,000 within 5". */
export function describeTotal(total: number, tolerance: number, column: string): string {
  const isPounds = column.endsWith("_gbp");
  if (isPounds && tolerance < 0.01) return `${formatPounds(total)} to the penny`;
  return `${describeAmount(total, column)} within ${describeAmount(tolerance, column)}`;
}

/** A number of a value column, as pounds when it is in pounds. */
export function describeAmount(amount: number, column: string): string {
  return column.endsWith("_gbp") ? formatPounds(amount) : amount.toLocaleString("en-GB", { maximumFractionDigits: 6 });
}
