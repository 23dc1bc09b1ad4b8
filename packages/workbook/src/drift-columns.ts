import type { TableLayout } from "@poundwise/contracts";
import { kindOf } from "./draft-kind.ts";
import { toMedianSize } from "./draft-units.ts";
import type { Header, HeaderCell } from "./find-header.ts";
import { foldText, matchesHeader } from "./fold-text.ts";
import { toSimilarity } from "./similarity.ts";
import { textOf, type Sheet } from "./workbook.ts";

/** A header on its sheet: where columns are looked up. */
export interface Grid {
  readonly sheet: Sheet;
  readonly header: Header;
}

/** A column that the declaration names and the file lacks. */
export interface LostColumn {
  readonly wanted: string | RegExp;
  /** What the last release printed there; null when only the declaration is known. */
  readonly printed: HeaderCell | null;
  /** Nothing else stands for the declared name; false for one of several columns of a pattern. */
  readonly isWhole: boolean;
}

export interface Pairing {
  readonly lost: LostColumn;
  readonly found: HeaderCell;
  readonly score: number;
}

const LEAST_SCORE = 0.45;
const SAMPLE_ROWS = 2000;

/** Every header or pattern that a table reads by, anchor and ignored columns left out. */
export function listWanted(table: TableLayout): (string | RegExp)[] {
  const keys = [...Object.values(table.keys), ...table.values.flatMap(({ keys: own }) => Object.values(own ?? {}))];
  const fromKeys = keys.flatMap((key) => {
    if (typeof key === "string") return [key];
    return "header" in key ? [key.header, ...(key.orElse === undefined ? [] : [key.orElse])] : [];
  });
  const tests = [table.rows?.stopAt, ...(table.rows?.skip ?? []), ...(table.rows?.totals ?? [])].flatMap((test) =>
    test === undefined || !("header" in test) ? [] : [test.header],
  );
  const all = [...fromKeys, ...table.values.map(({ header }) => header), ...tests];
  const seen = new Set<string>();
  return all.filter((wanted) => !seen.has(String(wanted)) && seen.add(String(wanted)));
}

/** Headers that a file may lack, as text. */
function listOptional(table: TableLayout): Set<string> {
  const keys = Object.values(table.keys).flatMap((key) => {
    if (typeof key === "string" || !("header" in key)) return [];
    // Of two headers that stand for each other, either may be absent.
    const either = key.orElse === undefined ? [] : [key.header, key.orElse];
    return key.optional === true ? [key.header, ...either] : either;
  });
  const values = table.values.flatMap(({ header, optional }) => (optional === true ? [header] : []));
  return new Set([...keys, ...values].map(String));
}

/** Columns named by the declaration that no header of the file is; with the last release also single ones of a pattern. */
export function listLost(table: TableLayout, now: Grid, before: Grid | null): LostColumn[] {
  const lost: LostColumn[] = [];
  const optional = listOptional(table);
  for (const wanted of listWanted(table)) {
    const held = before?.header.cells.filter((cell) => matchesHeader(cell.label, wanted)) ?? [];
    const found = now.header.cells.filter((cell) => matchesHeader(cell.label, wanted));
    if (found.length === 0 && wanted instanceof RegExp && held.length > 1)
      lost.push(...held.map((printed) => ({ wanted, printed, isWhole: true })));
    else if (found.length === 0 && held.length === 0 && optional.has(String(wanted))) continue;
    else if (found.length === 0) lost.push({ wanted, printed: held[0] ?? null, isWhole: true });
    else if (wanted instanceof RegExp) {
      const labels = new Set(found.map(({ label }) => label));
      // A year that is gone from a row of years is no lost column; one of a list of names is.
      const gone = held.filter(({ label }) => !labels.has(label) && !/(19|20)\d{2}/.test(label));
      lost.push(...gone.map((printed) => ({ wanted, printed, isWhole: false })));
    }
  }
  return lost;
}

/** Pairs lost columns with new ones, the most alike first; names count, and the cells below where the last release is known. */
export function pairColumns(
  lost: readonly LostColumn[],
  fresh: readonly HeaderCell[],
  now: Grid,
  before: Grid | null,
): Pairing[] {
  const scored = lost.flatMap((column) =>
    fresh.map((found) => ({ lost: column, found, score: scorePair(column, found, now, before) })),
  );
  scored.sort((left, right) => right.score - left.score);
  const pairs: Pairing[] = [];
  for (const pair of scored) {
    if (pair.score < LEAST_SCORE) break;
    if (!pairs.some(({ lost: other, found }) => other === pair.lost || found === pair.found)) pairs.push(pair);
  }
  return pairs;
}

function scorePair({ wanted, printed }: LostColumn, found: HeaderCell, now: Grid, before: Grid | null): number {
  const old = printed?.label ?? (typeof wanted === "string" ? foldText(wanted) : toPlainText(wanted));
  const name = Math.max(compareText(old, found.label), compareText(sortWords(old), sortWords(found.label)));
  if (printed === null || before === null) return name;
  const cells = compareCells(listTexts(before, printed.column), listTexts(now, found.column));
  return 0.5 * name + 0.5 * cells;
}

const compareText = (left: string, right: string): number => toSimilarity(left.toLowerCase(), right.toLowerCase());
const sortWords = (text: string): string => (text.toLowerCase().match(/[a-z0-9£%]+/g) ?? []).sort().join(" ");

/** What a pattern would match, roughly: its text without groups, classes and counts. */
const toPlainText = (pattern: RegExp): string =>
  pattern.source
    .replace(/\(\?<\w+>|\(\?[:=!]|\\[dwsb]|\{[\d,]+\}|[\^$()[\]?+*]/g, " ")
    .replace(/\\(.)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();

/** Texts under a header, at most the first few thousand. */
export function listTexts({ sheet, header }: Grid, column: number): string[] {
  const texts: string[] = [];
  for (let row = header.row + 1; row <= Math.min(sheet.rowCount, header.row + SAMPLE_ROWS); row += 1) {
    const text = textOf(sheet.cell(row, column));
    if (text !== "") texts.push(text);
  }
  return texts;
}

/** How alike the cells of two columns are: the same kind, the same texts, or figures of one size. 0 to 1. */
export function compareCells(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 0.5 : 0;
  const [figures, others] = [shareOfFigures(left), shareOfFigures(right)];
  if (Math.abs(figures - others) > 0.5) return 0;
  const [a, b] = [new Set(left), new Set(right)];
  const both = [...a].filter((text) => b.has(text)).length;
  const overlap = both / Math.min(a.size, b.size);
  if (figures < 0.5) return overlap;
  const [size, other] = [toMedianSize(left), toMedianSize(right)];
  const sizes = size === null || other === null ? 0 : Math.min(size, other) / Math.max(size, other);
  return Math.max(overlap, 0.6 * sizes);
}

/** The share of texts that are figures or signs that stand for one. */
export function shareOfFigures(texts: readonly string[]): number {
  if (texts.length === 0) return 0;
  return texts.filter((text) => kindOf(text) !== "text").length / texts.length;
}
