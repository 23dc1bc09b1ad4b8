import type { KeyFrom, StagingColumn, TableLayout, TotalRow, ValueFrom } from "@poundwise/contracts";
import type { Header, HeaderCell } from "./find-header.ts";
import type { Problem } from "./findings.ts";
import { describeWanted, dropNoteMarks, matchesHeader, matchHeaderPattern } from "./fold-text.ts";
import { bindKey, type BoundKey, type Groups } from "./bind-key.ts";
import { findNearest } from "./similarity.ts";
import { toAddress } from "./workbook.ts";

/** A table's declaration bound to the columns of one sheet. */
export interface MatchedColumns {
  readonly keys: readonly BoundKey[];
  readonly values: readonly MatchedValue[];
  readonly stopAt: MatchedTest | null;
  readonly skip: readonly (MatchedTest & { readonly why: string })[];
  readonly totals: readonly MatchedTotal[];
  /** Columns without a header may hold something. */
  readonly allowsUnnamed: boolean;
}

export interface MatchedValue {
  readonly rule: ValueFrom;
  readonly column: number;
  readonly label: string;
  readonly keys: readonly BoundKey[];
}

export interface MatchedTest {
  readonly column: number;
  readonly matches: RegExp;
}

/** A printed total: the cells by which its rows are known, each of which must fit, and the columns whose numbers add up to it. */
export interface MatchedTotal {
  readonly columns: readonly number[];
  readonly matches: RegExp;
  readonly rule: TotalRow;
}

export interface ColumnContext {
  readonly sheet: string;
  readonly staging: ReadonlyMap<string, StagingColumn>;
  /** Named groups of the file name, sheet name and title. */
  readonly groups: Groups;
}

/**
 * Binds every header the declaration names to a column.
 * @returns the columns and, when anything is missing, doubtful or undeclared, what is wrong (severity "refuse")
 */
export function matchColumns(
  table: TableLayout,
  header: Header,
  context: ColumnContext,
): { readonly columns: MatchedColumns; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const used = new Set<number>();

  const findOne = (wanted: string | RegExp, purpose: string, isOptional = false): HeaderCell | null => {
    const all = header.cells.filter((cell) => matchesHeader(cell.label, wanted));
    for (const cell of all) used.add(cell.column);
    const fits = dropCovered(all);
    if (fits.length === 0 && !isOptional) problems.push(toMissing(wanted, purpose, header, context.sheet));
    if (fits.length > 1) problems.push(toDuplicate(wanted, purpose, fits, context.sheet));
    return fits[0] ?? null;
  };
  const bindAll = (rules: Readonly<Record<string, KeyFrom>>, at: HeaderCell | null, groups: Groups): BoundKey[] =>
    Object.entries(rules).flatMap(([name, rule]) => {
      const bound = bindKey(name, rule, { ...context, groups, findHeader: findOne, at });
      if ("code" in bound) {
        problems.push(bound);
        return [];
      }
      return [bound];
    });

  const keys = bindAll(table.keys, null, context.groups);
  const values = table.values.flatMap((rule) => {
    const fits = header.cells.filter((cell) => matchesHeader(cell.label, rule.header));
    for (const cell of fits) used.add(cell.column);
    if (fits.length === 0 && rule.optional !== true)
      problems.push(toMissing(rule.header, rule.column, header, context.sheet));
    const repeated = findRepeated(fits, typeof rule.header === "string");
    if (repeated.length > 0) problems.push(toDuplicate(rule.header, rule.column, repeated, context.sheet));
    problems.push(...listUnusedMapEntries(rule, fits, header, context.sheet));
    return fits.map((cell): MatchedValue => {
      const groups = { ...context.groups, header: toGroups(rule.header, cell.label) };
      return { rule, column: cell.column, label: cell.label, keys: bindAll(rule.keys ?? {}, cell, groups) };
    });
  });
  const bindTest = (test: { readonly header: string | RegExp; readonly matches: RegExp }): MatchedTest[] => {
    const cell = findOne(test.header, "row rules");
    return cell === null ? [] : [{ column: cell.column, matches: test.matches }];
  };
  const stopAt = table.rows?.stopAt === undefined ? null : (bindTest(table.rows.stopAt)[0] ?? null);
  const skip = (table.rows?.skip ?? []).flatMap((rule) => bindTest(rule).map((test) => ({ ...test, why: rule.why })));

  const valueColumns = new Set(values.map(({ column }) => column));
  const labelColumns = header.cells.map(({ column }) => column).filter((column) => !valueColumns.has(column));
  const totals = (table.rows?.totals ?? []).flatMap((rule): MatchedTotal[] =>
    "label" in rule
      ? [{ columns: labelColumns, matches: rule.label, rule }]
      : bindTest(rule).map(({ column, matches }) => ({ columns: [column], matches, rule })),
  );

  const ignored = table.ignore ?? [];
  const undeclared = header.cells.filter(
    (cell) => !used.has(cell.column) && !ignored.some((rule) => matchesHeader(cell.label, rule.header)),
  );
  if (undeclared.length > 0) problems.push(toUndeclared(undeclared, context.sheet));
  const allowsUnnamed = ignored.some((rule) => matchesHeader("", rule.header));
  return { columns: { keys, values, stopAt, skip, totals, allowsUnnamed }, problems };
}

function toGroups(wanted: string | RegExp, label: string): Readonly<Record<string, string | undefined>> {
  return typeof wanted === "string" ? {} : (matchHeaderPattern(wanted, label)?.groups ?? {});
}

/** One label merged over several columns names the first of them; the others only when nothing else fits. */
function dropCovered(cells: readonly HeaderCell[]): readonly HeaderCell[] {
  const own = cells.filter((cell) => !cell.isCovered);
  return own.length === 0 ? cells : own;
}

/** Cells that share a label, or all of them when the declaration means one. */
function findRepeated(cells: readonly HeaderCell[], meansOne: boolean): readonly HeaderCell[] {
  if (meansOne) return cells.length > 1 ? cells : [];
  const isSame = (a: HeaderCell, b: HeaderCell) => dropNoteMarks(a.label) === dropNoteMarks(b.label);
  return cells.filter((cell) => cells.some((other) => other !== cell && isSame(other, cell)));
}

/** A map of header groups lists what must be there: an entry that no column used is a column lost. */
function listUnusedMapEntries(
  rule: ValueFrom,
  fits: readonly HeaderCell[],
  header: Header,
  sheet: string,
): readonly Problem[] {
  return Object.entries(rule.keys ?? {}).flatMap(([name, key]) => {
    if (typeof key === "string" || !("group" in key) || key.from !== "header" || key.map === undefined) return [];
    const seen = new Set(fits.map((cell) => toGroups(rule.header, cell.label)[key.group]?.trim()));
    const unused = Object.keys(key.map).filter((entry) => !seen.has(entry));
    return unused.map((entry): Problem => {
      const nearest = findNearest(
        entry,
        header.cells,
        (cell) => toGroups(rule.header, cell.label)[key.group] ?? cell.label,
      );
      return {
        code: "column.missing",
        severity: "refuse",
        sheet,
        column: name,
        summary: `no column for "${entry}"`,
        expected: `a header that fits ${describeWanted(rule.header)} with "${entry}"`,
        ...describeNearest(nearest),
        next: NEXT_MISSING,
      };
    });
  });
}

const NEXT_MISSING =
  "Open the file at its header row; add a layout for it to the source file if the publisher renamed the column.";

function toMissing(wanted: string | RegExp, purpose: string, header: Header, sheet: string): Problem {
  const nearest = typeof wanted === "string" ? findNearest(wanted, header.cells, (cell) => cell.label) : null;
  return {
    code: "column.missing",
    severity: "refuse",
    sheet,
    column: purpose,
    summary: `no column is headed ${describeWanted(wanted)}`,
    expected: `the header ${describeWanted(wanted)} in row ${header.row}`,
    ...(nearest === null ? { found: listHeaders(header) } : describeNearest(nearest)),
    next: NEXT_MISSING,
  };
}

/** Every header of the row, so that the missing one can be told among them. */
function listHeaders({ cells }: Header): string {
  const shown = cells.slice(0, 12).map(({ label }) => `"${label}"`);
  return `the headers ${shown.join(", ")}${cells.length > 12 ? ` and ${cells.length - 12} more` : ""}`;
}

function describeNearest(nearest: HeaderCell | null): { readonly found?: string } {
  return nearest === null
    ? {}
    : { found: `nearest is "${nearest.label}" in ${toAddress(nearest.row, nearest.column)}` };
}

function toDuplicate(wanted: string | RegExp, purpose: string, cells: readonly HeaderCell[], sheet: string): Problem {
  const addresses = cells.map((cell) => toAddress(cell.row, cell.column));
  return {
    code: "column.repeated",
    severity: "refuse",
    sheet,
    column: purpose,
    cells: addresses,
    summary: `${cells.length} columns are headed ${describeWanted(wanted)}`,
    expected: "one column",
    found: addresses.join(" and "),
    next: "Tell them apart in the source file: a header depth that includes the row above, or a narrower pattern.",
  };
}

function toUndeclared(cells: readonly HeaderCell[], sheet: string): Problem {
  const shown = cells.slice(0, 6).map((cell) => `"${cell.label}" in ${toAddress(cell.row, cell.column)}`);
  return {
    code: "column.undeclared",
    severity: "refuse",
    sheet,
    cells: cells.map((cell) => toAddress(cell.row, cell.column)),
    summary: cells.length === 1 ? "a column is not declared" : `${cells.length} columns are not declared`,
    expected: "every header to be a key, a value or ignored",
    found: shown.join(", ") + (cells.length > 6 ? ` and ${cells.length - 6} more` : ""),
    next: "Decide what the column is and say so in the source file: a key, a value, or ignored with the reason.",
    count: cells.length,
  };
}
