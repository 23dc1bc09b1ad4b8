import type { TotalRow } from "@poundwise/contracts";
import type { Problem } from "./findings.ts";
import { describeAmount, describeTotal } from "./control-total.ts";

/** What one printed total says, and what the rows of its table add up to. */
export interface PrintedTotal {
  readonly rule: TotalRow;
  readonly sheet: string;
  /** Cell → number, one for each row that prints it; null when the cell holds no number. */
  readonly printed: readonly { readonly cell: string; readonly number: number | null }[];
  readonly sum: number;
  readonly rows: number;
  /** Cells of the column whose text is no number: they are missing from the sum. */
  readonly unreadable: readonly string[];
}

/** Compares printed totals with the sum of their rows; the release is refused with the difference in pounds. */
export function checkPrintedTotal(total: PrintedTotal): Problem[] {
  const { rule, sheet, printed, sum, rows, unreadable } = total;
  if (printed.length === 0) return rule.optional === true ? [] : [toMissing(total)];
  return printed.flatMap(({ cell, number }): Problem[] => {
    const difference = number === null ? null : number - sum;
    if (difference !== null && Math.abs(difference) <= rule.tolerance) return [];
    const hint = unreadable.length === 0 ? "" : `; no number in ${listSome(unreadable)}`;
    return [
      {
        code: "control.total",
        severity: "refuse",
        sheet,
        column: rule.column,
        cells: [cell],
        summary: `the ${rows} rows do not add up to the total that the file prints`,
        expected: number === null ? "a number" : describeTotal(number, rule.tolerance, rule.column),
        found:
          difference === null
            ? "no number"
            : `${describeAmount(sum, rule.column)}, which is ${describeAmount(Math.abs(difference), rule.column)} ${difference > 0 ? "less" : "more"}${hint}`,
        next: "Ask for the extract again: lines were lost, cut off or added after its total was taken.",
      },
    ];
  });
}

function toMissing({ rule, sheet }: PrintedTotal): Problem {
  return {
    code: "control.total_missing",
    severity: "refuse",
    sheet,
    column: rule.column,
    summary: "there is no printed total to check against",
    expected:
      "label" in rule
        ? `a row without text but ${String(rule.label)}`
        : `a row whose ${String(rule.header)} fits ${String(rule.matches)}`,
    next: "Look at the end of the file: an extract that was cut off has lost its total. Ask for it again.",
  };
}

const listSome = (cells: readonly string[]) =>
  cells.slice(0, 5).join(", ") + (cells.length > 5 ? ` and ${cells.length - 5} others` : "");
