import type { Scalar, SourceDeclaration, ValueStatus } from "@poundwise/contracts";
import type { BoundKey } from "./bind-key.ts";
import { readValue } from "./cell-value.ts";
import type { Problem } from "./findings.ts";
import { toKeyValue } from "./key-value.ts";
import type { MatchedValue } from "./match-columns.ts";
import type { StagedValue } from "./release-reading.ts";
import { lacksResult, textOf, toAddress, type Cell, type Sheet } from "./workbook.ts";

/** Why a row, or one staging row of it, cannot be used. */
export interface Failure {
  readonly code: string;
  readonly column: string;
  readonly cells: readonly string[];
  readonly reason: string;
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly next: string;
}

export interface ValueSource {
  readonly markers: SourceDeclaration["markers"];
  readonly blank: ValueStatus;
  readonly usesDate1904: boolean;
  readonly mask: NonNullable<SourceDeclaration["mask"]>;
  /** The value column in pounds whose sum is said of rows kept apart. */
  readonly amountColumn: string | null;
}

/** Values that fill one staging row: they have the same keys. */
export interface ValueGroup {
  readonly keys: Readonly<Record<string, Scalar>>;
  readonly members: readonly MatchedValue[];
}

/** Puts values with equal keys together, in the order of their first member. A table of keys alone has one group without members. */
export function groupValues(
  values: readonly MatchedValue[],
  toKeys: (value: MatchedValue) => Readonly<Record<string, Scalar>>,
): ValueGroup[] {
  if (values.length === 0) return [{ keys: {}, members: [] }];
  const groups = new Map<string, { keys: Readonly<Record<string, Scalar>>; members: MatchedValue[] }>();
  for (const value of values) {
    const keys = toKeys(value);
    const signature = JSON.stringify(Object.entries(keys).sort(([left], [right]) => (left < right ? -1 : 1)));
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, { keys, members: [value] });
    else group.members.push(value);
  }
  return [...groups.values()];
}

/**
 * Reads one key of a row.
 * @param filled the last cell with text of each column that is filled down
 */
export function readKey(
  key: BoundKey,
  row: number,
  sheet: Sheet,
  filled: ReadonlyMap<number, Cell>,
  usesDate1904: boolean,
): { readonly value: Scalar } | { readonly failure: Failure } {
  if (key.kind === "fixed") return { value: key.value };
  if (key.kind === "row") return { value: row };
  const own = sheet.cell(row, key.column);
  const cell = key.fillDown && textOf(own) === "" ? filled.get(key.column) : own;
  const cells = [toAddress(row, key.column)];
  if (cell !== undefined && cell.error !== null && key.rule.map?.[cell.error] === undefined) {
    return { failure: toCellError(key.name, cells, cell.error, "a key") };
  }
  if (lacksResult(cell)) return { failure: toNoResult(key.name, cells, "a key") };
  const serial = typeof cell?.value === "number" ? { number: cell.value, usesDate1904 } : null;
  const outcome = toKeyValue(textOf(cell), key.rule, key.staging, serial);
  if ("value" in outcome) return outcome;
  const printed = textOf(cell);
  const found = printed === "" ? "an empty cell" : `"${printed.slice(0, 120)}"`;
  return {
    failure: {
      code: "key.invalid",
      column: key.name,
      cells,
      reason: `${key.name}: expected ${outcome.expected}, found ${found}`,
      summary: `no valid ${key.name}`,
      expected: outcome.expected,
      found,
      next: "If such rows are out of scope, skip them in the source file; if not, correct the rule for this key there.",
    },
  };
}

/** Reads the value cells of one staging row. Each value column may be filled once. */
export function stageValues(
  members: readonly MatchedValue[],
  row: number,
  sheet: Sheet,
  source: ValueSource,
): { readonly values: Record<string, StagedValue>; readonly failures: readonly Failure[] } {
  const values: Record<string, StagedValue> = {};
  const failures: Failure[] = [];
  for (const { rule, column } of members) {
    const cells = [toAddress(row, column)];
    const outcome = readValue(sheet.cell(row, column), rule, source.markers, source.blank);
    const before = values[rule.column];
    if ("code" in outcome) {
      failures.push(
        outcome.code === "cell.error"
          ? toCellError(rule.column, cells, outcome.raw, "a number")
          : outcome.code === "cell.no_result"
            ? toNoResult(rule.column, cells, "a number")
            : toNotANumber(rule.column, cells, outcome.raw, source.markers),
      );
    } else if (before !== undefined) {
      failures.push(toConflict(rule.column, [toAddress(row, before.column), ...cells]));
    } else {
      values[rule.column] = { value: outcome.value, status: outcome.status, raw: outcome.raw, column };
    }
  }
  return { values, failures };
}

function toCellError(column: string, cells: readonly string[], error: string, expected: string): Failure {
  return {
    code: "cell.error",
    column,
    cells,
    reason: `${column}: ${error}`,
    summary: "a formula failed in the publisher's file",
    expected,
    found: error,
    next: "Ask the publisher for a corrected file. If they use the sign on purpose, add it to the source's markers.",
  };
}

function toNoResult(column: string, cells: readonly string[], expected: string): Failure {
  return {
    code: "cell.no_result",
    column,
    cells,
    reason: `${column}: a formula whose result was not saved`,
    summary: "a formula that was never worked out",
    expected,
    found: "a formula whose result was not saved",
    next: "Open the file in a spreadsheet program, let it calculate, save it and land that; or ask the publisher to.",
  };
}

function toNotANumber(
  column: string,
  cells: readonly string[],
  raw: string,
  markers: SourceDeclaration["markers"],
): Failure {
  const known = Object.keys(markers);
  const found = `"${raw.trim().slice(0, 120)}"`;
  return {
    code: "cell.not_a_number",
    column,
    cells,
    reason: `${column}: ${found} is no number`,
    summary: "text where a number belongs",
    expected: known.length === 0 ? "a number" : `a number or one of ${known.join(" ")}`,
    found,
    next: "If the text is a marker, add it to the source's markers with its meaning; if not, ask the publisher.",
  };
}

function toConflict(column: string, cells: readonly string[]): Failure {
  return {
    code: "value.conflict",
    column,
    cells,
    reason: `${column}: filled by ${cells.join(" and ")}`,
    summary: "two cells of one row give the same value",
    expected: "one cell for each combination of keys",
    found: cells.join(" and "),
    next: "Give the two columns different keys in the source file, or ignore one.",
  };
}

/** A failure as a problem of its sheet, held back row by row. */
export function toProblem(failure: Failure, sheet: string): Problem {
  const { reason: _reason, ...parts } = failure;
  return { ...parts, severity: "quarantine", sheet };
}
