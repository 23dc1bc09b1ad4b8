import { parsePeriod, type KeyFrom, type Scalar, type StagingColumn } from "@poundwise/contracts";
import { matchPattern } from "./fold-text.ts";
import { parseDay, toDay } from "./day.ts";
import { parseNumber } from "./parse-number.ts";

/** How a printed text becomes a key; the parts of `KeyFrom` that do so. */
export type KeyRule = Omit<Extract<KeyFrom, { readonly header: string | RegExp }>, "header" | "orElse" | "optional">;

export type KeyOutcome = { readonly value: Scalar } | { readonly expected: string };

/**
 * Turns printed text into the value of a key column: pattern, map, replacement, form, then the column's own type, in this order.
 * Empty text is null where the column allows it. Area names and numbers stay text: the register resolves them later.
 * @param serial the stored number when the cell is one, for days
 * @returns the value, or in words what was expected
 */
export function toKeyValue(
  printed: string,
  rule: KeyRule,
  column: StagingColumn,
  serial: { readonly number: number; readonly usesDate1904: boolean } | null = null,
): KeyOutcome {
  let text = printed.trim();
  if (text !== "" && rule.pattern !== undefined) {
    const match = matchPattern(rule.pattern, text);
    if (match === null) return { expected: `text that fits ${String(rule.pattern)}` };
    text = (match[1] ?? "").trim();
  }
  if (rule.map !== undefined && (text !== "" || Object.hasOwn(rule.map, ""))) {
    if (!Object.hasOwn(rule.map, text)) return { expected: `one of ${listSome(Object.keys(rule.map))}` };
    text = rule.map[text]!;
  }
  if (rule.replace !== undefined && Object.hasOwn(rule.replace, text)) text = rule.replace[text]!;
  if (text === "") return column.isOptional ? { value: null } : { expected: describeColumn(column) };
  switch (rule.as) {
    case undefined:
    case "number":
      return toTyped(text, column, serial);
    case "area_name":
    case "dfe_number":
      return { value: text };
    case "date":
      return toDayValue(text, serial);
    default: {
      const period = parsePeriod(text, rule.as);
      return period === null ? { expected: `a ${rule.as.replaceAll("_", " ")}` } : toTyped(period, column, null);
    }
  }
}

/** Fits a value to its column's type and checks it against the row type. */
export function toTyped(
  text: string,
  column: StagingColumn,
  serial: { readonly number: number; readonly usesDate1904: boolean } | null,
): KeyOutcome {
  if (column.type === "DATE") return toDayValue(text, serial);
  const isNumeric = column.type === "INTEGER" || column.type === "BIGINT" || column.type === "DOUBLE";
  const value = isNumeric ? parseNumber(text) : text;
  if (value === null || !column.schema.safeParse(value).success) return { expected: describeColumn(column) };
  return { value };
}

function toDayValue(
  text: string,
  serial: { readonly number: number; readonly usesDate1904: boolean } | null,
): KeyOutcome {
  const day = serial === null ? parseDay(text) : toDay(serial.number, serial.usesDate1904);
  return day === null ? { expected: "a day such as 2023-04-01 or 01/04/2023" } : { value: day };
}

/** What a column takes, in the words of its row type. */
export function describeColumn(column: StagingColumn): string {
  if (column.type === "INTEGER" || column.type === "BIGINT") return "a whole number";
  if (column.type === "DOUBLE") return "a number";
  const issue = column.schema.safeParse("").error?.issues[0];
  return issue === undefined ? "text" : issue.message;
}

function listSome(texts: readonly string[]): string {
  const shown = texts
    .slice(0, 8)
    .map((text) => `"${text}"`)
    .join(", ");
  return texts.length > 8 ? `${shown} and ${texts.length - 8} more` : shown;
}
