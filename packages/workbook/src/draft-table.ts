import { findDataRows } from "./draft-blocks.ts";
import { kindOf, type Kind } from "./draft-kind.ts";
import { findHeader, type HeaderCell } from "./find-header.ts";
import { foldText } from "./fold-text.ts";
import { columnsOf, textOf, type Sheet } from "./workbook.ts";

/** A table found on a sheet that nobody has described. */
export interface FoundTable {
  readonly sheet: Sheet;
  /** The lowest row of the header. */
  readonly headerRow: number;
  readonly depth: number;
  /** A label of the header row that stands in no row above, so that a reader finds the row by it. */
  readonly anchor: string;
  readonly cells: readonly HeaderCell[];
  /** The first and the last row that hold data. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** The first row that belongs to it: lines above the header speak of it. */
  readonly top: number;
  /** Other columns of the same rows are another table's. */
  readonly hasNeighbour: boolean;
  /** Its place among the tables of the sheet, from 1; above 1 it stands below another. */
  readonly place: number;
}

export interface SheetTables {
  readonly tables: readonly FoundTable[];
  /** Rows at which a block begins that no rule can tell from the one above it, and why. */
  readonly unread: readonly { readonly row: number; readonly why: string }[];
}

export const MAX_HEADER_ROW = 80;
export const MAX_DEPTH = 4;
const BODY_ROWS = 30;
const MAX_TABLES = 30;

/**
 * Finds the tables of a sheet, one below the other: rows whose labels stand over the most columns that look like data.
 * @returns the tables from the top, or why the sheet has none, in words
 */
export function findTables(sheet: Sheet): SheetTables | { readonly why: string } {
  if (sheet.rowCount === 0) return { why: "empty" };
  const tables: FoundTable[] = [];
  const unread: { row: number; why: string }[] = [];
  let from = 1;
  while (tables.length < MAX_TABLES) {
    const found = findTable(sheet, from, tables.length + 1);
    if ("why" in found) {
      if (tables.length === 0) return found;
      unread.push({ row: from, why: found.why });
      break;
    }
    tables.push(found.table);
    if (found.nextBlock === null) break;
    from = found.nextBlock;
  }
  return { tables, unread };
}

type Found = { readonly table: FoundTable; readonly nextBlock: number | null } | { readonly why: string };

function findTable(sheet: Sheet, from: number, place: number): Found {
  const headerRow = findHeaderRow(sheet, from);
  if (headerRow === null) return { why: "no row of labels stands over rows of data" };
  const anchor = findAnchor(sheet, headerRow);
  if (anchor === null) return { why: `every label of row ${headerRow} also stands in a row above it` };
  const depth = findDepth(sheet, headerRow, anchor, from);
  const header = findHeader(sheet, { anchor, depth });
  if (header === null) return { why: "no row of labels stands over rows of data" };
  const { cells } = header;
  const { rows, nextBlock } = findDataRows(sheet, headerRow, cells);
  if (rows === null) return { why: `no rows under the labels of row ${headerRow}` };
  return {
    table: { sheet, headerRow, depth, anchor, cells, ...rows, top: from, hasNeighbour: false, place },
    nextBlock,
  };
}

interface Candidate {
  readonly row: number;
  readonly score: number;
  /** Columns with a label over figures. */
  readonly contrast: number;
  readonly labelLength: number;
}

function findHeaderRow(sheet: Sheet, from: number): number | null {
  const lowest = from - 1 + MAX_HEADER_ROW;
  const last = Math.min(sheet.rowCount, lowest + 2 * BODY_ROWS);
  const rows: { row: number; kinds: Kind[]; texts: string[] }[] = [];
  for (let row = from; row <= last; row += 1) {
    const texts: string[] = [];
    for (let column = 1; column <= sheet.columnCount; column += 1)
      texts.push(foldText(textOf(sheet.cell(row, column))));
    if (texts.some((text) => text !== "")) rows.push({ row, texts, kinds: texts.map(kindOf) });
  }
  const candidates: Candidate[] = [];
  for (const [index, candidate] of rows.entries()) {
    if (candidate.row > lowest) break;
    const body = rows.slice(index + 1, index + 1 + BODY_ROWS);
    const scored = body.length === 0 ? null : scoreHeader(candidate, body);
    if (scored !== null) candidates.push(scored);
  }
  if (candidates.length === 0) return null;
  const best = Math.max(...candidates.map(({ score }) => score));
  const near = candidates.filter(({ score }) => score >= best * 0.92);
  const first = near[0]!;
  if (first.contrast === 0) return first.row;
  // Codes of a machine above the labels and units below them score the same; people write the longest labels.
  const together = near.filter(({ row }) => row <= first.row + MAX_DEPTH);
  return together.reduce((left, right) => (right.labelLength > left.labelLength * 1.3 ? right : left)).row;
}

function scoreHeader(
  { row, kinds, texts }: { row: number; kinds: readonly Kind[]; texts: readonly string[] },
  body: readonly { readonly kinds: readonly Kind[] }[],
): Candidate | null {
  const labelled = texts.flatMap((text, column) => (text === "" ? [] : [column]));
  if (labelled.length < 2) return null;
  const isSequence = findSequence(texts);
  const looksLikeLabel = (column: number) =>
    kinds[column] === "text" || isSequence.has(column) || /^(19|20)\d{2}([-/]?\d{2}(\d{2})?)?$/.test(texts[column]!);
  const labels = labelled.filter(looksLikeLabel);
  if (labels.length < Math.max(2, labelled.length * 0.8)) return null;
  let score = 0;
  let contrast = 0;
  for (const column of labelled) {
    const below = body.map(({ kinds: other }) => other[column] ?? "empty");
    const filled = below.filter((kind) => kind !== "empty").length;
    score += Math.min(1, (filled / body.length) * 2);
    const figures = below.filter((kind) => kind === "number" || kind === "sign").length;
    if (looksLikeLabel(column) && filled > 0 && figures >= filled * 0.5) {
      contrast += 1;
      score += 1.5;
    }
  }
  const distinct = new Set(labels.map((column) => texts[column])).size;
  score += (distinct / labels.length) * 0.5;
  const lengths = labels.reduce((sum, column) => sum + Math.min(40, texts[column]!.length), 0);
  return { row, score, contrast, labelLength: lengths / labels.length };
}

/** Columns headed 0, 1, 2, …: ages, or classes of another kind. */
function findSequence(texts: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (let column = 1; column < texts.length; column += 1) {
    const [before, here] = [texts[column - 1]!, texts[column]!];
    if (!/^\d{1,3}$/.test(here) || !/^\d{1,3}$/.test(before) || Number(here) !== Number(before) + 1) continue;
    found.add(column - 1).add(column);
  }
  return found.size >= 4 ? found : new Set();
}

/** The first label of the row, text before numbers, that no row above holds. */
export function findAnchor(sheet: Sheet, headerRow: number): string | null {
  const above = new Set<string>();
  for (let row = 1; row < headerRow; row += 1) {
    for (const column of columnsOf(sheet, row)) above.add(foldText(textOf(sheet.cell(row, column))));
  }
  const labels: string[] = [];
  for (let column = 1; column <= sheet.columnCount; column += 1) {
    const label = foldText(textOf(sheet.cell(headerRow, column)));
    if (label !== "" && !above.has(label)) labels.push(label);
  }
  return labels.find((label) => kindOf(label) === "text" && label.length <= 120) ?? labels[0] ?? null;
}

/** The smallest depth at which the most columns can be told apart; more rows only when they help and are labels. */
function findDepth(sheet: Sheet, headerRow: number, anchor: string, from: number): number {
  let best = { depth: 1, distinct: countDistinct(sheet, anchor, 1) };
  for (let depth = 2; depth <= Math.min(MAX_DEPTH, headerRow - from + 1); depth += 1) {
    if (!isTier(sheet, headerRow - depth + 1, headerRow)) break;
    const distinct = countDistinct(sheet, anchor, depth);
    if (distinct > best.distinct) best = { depth, distinct };
  }
  return best.depth;
}

/** A row of group labels has several, or one that is merged over or down to some of the header's columns; a title is one text alone. */
function isTier(sheet: Sheet, row: number, headerRow: number): boolean {
  const filled: number[] = [];
  for (const column of columnsOf(sheet, row)) {
    const text = textOf(sheet.cell(row, column));
    if (text !== "" && text.length <= 250) filled.push(column);
  }
  if (filled.length >= 2) return true;
  const labelled: number[] = [];
  for (const column of columnsOf(sheet, headerRow)) {
    if (textOf(sheet.cell(headerRow, column)) !== "") labelled.push(column);
  }
  return sheet.merges.some((merge) => {
    if (merge.top !== row || !filled.includes(merge.left)) return false;
    if (merge.bottom >= headerRow) return true;
    // A label over nearly everything is a banner.
    const covers = labelled.filter((column) => merge.left <= column && column <= merge.right).length;
    return merge.left > 1 && merge.right > merge.left && covers < labelled.length - 1;
  });
}

function countDistinct(sheet: Sheet, anchor: string, depth: number): number {
  const header = findHeader(sheet, { anchor, depth });
  return new Set(header?.cells.map((cell) => cell.label)).size;
}
