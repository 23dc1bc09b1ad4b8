import { kindOf, type Kind } from "./draft-kind.ts";
import type { HeaderCell } from "./find-header.ts";
import { foldText } from "./fold-text.ts";
import { columnsOf, textOf, type Sheet } from "./workbook.ts";

/**
 * From the first to the last row with a figure; in a table of words, with something in half of its columns.
 * @returns also the row from which on another block stands, when one begins: the header again, or other labels over figures
 */
export function findDataRows(
  sheet: Sheet,
  headerRow: number,
  cells: readonly HeaderCell[],
): {
  readonly rows: { readonly firstRow: number; readonly lastRow: number } | null;
  readonly nextBlock: number | null;
} {
  const figures: number[] = [];
  const filled: number[] = [];
  let nextBlock: number | null = null;
  const labels = cells.map(({ column }) => foldText(textOf(sheet.cell(headerRow, column))));
  const figureCounts = cells.map(() => 0);
  let lastFilled = headerRow;
  for (let row = headerRow + 1; row <= sheet.rowCount; row += 1) {
    const texts = cells.map(({ column }) => foldText(textOf(sheet.cell(row, column))));
    const kinds = texts.map(kindOf);
    const hasFigure = kinds.some((kind) => kind === "number" || kind === "sign");
    const hasText = kinds.filter((kind) => kind !== "empty").length;
    const repeats = kinds.filter((kind, index) => kind === "text" && texts[index] === labels[index]).length;
    if (
      repeats >= Math.max(2, cells.length / 2) ||
      (figures.length >= 2 && isOtherHeader(sheet, row, { cells, texts, kinds, figureCounts, rows: figures.length }))
    ) {
      nextBlock = startOfBlock(sheet, row, lastFilled);
      break;
    }
    for (const [index, kind] of kinds.entries()) if (kind === "number") figureCounts[index]! += 1;
    if (hasFigure && hasText > 1) figures.push(row);
    if (hasText >= Math.max(1, cells.length / 2)) filled.push(row);
    if (hasFigure && hasText > 1) lastFilled = row;
  }
  const isFigures = figures.length >= Math.max(1, filled.length * 0.3);
  const rows = isFigures ? figures : filled;
  const first = rows[0];
  return { rows: first === undefined ? null : { firstRow: first, lastRow: rows.at(-1)! }, nextBlock };
}

interface RowOfTable {
  readonly cells: readonly HeaderCell[];
  readonly texts: readonly string[];
  readonly kinds: readonly Kind[];
  /** How many numbers each column held so far, in how many rows. */
  readonly figureCounts: readonly number[];
  readonly rows: number;
}

/** Labels where there were figures, behind a gap or a title, and figures again below. */
function isOtherHeader(sheet: Sheet, row: number, { cells, texts, kinds, figureCounts, rows }: RowOfTable): boolean {
  const isLabel = (index: number) => kinds[index] === "text" || /^(19|20)\d{2}$/.test(texts[index]!);
  const filled = kinds.flatMap((kind, index) => (kind === "empty" ? [] : [index]));
  if (filled.length < 2 || !filled.every(isLabel) || !filled.some((index) => kinds[index] === "text")) return false;
  const overFigures = filled.filter((index) => figureCounts[index]! >= rows * 0.5);
  if (overFigures.length < 1) return false;
  const above = countFilled(sheet, row - 1);
  if (above > 1) return false;
  const below = [row + 1, row + 2, row + 3].filter((next) =>
    overFigures.some((index) => kindOf(foldText(textOf(sheet.cell(next, cells[index]!.column)))) === "number"),
  );
  return below.length >= 2;
}

function countFilled(sheet: Sheet, row: number): number {
  let count = 0;
  for (const column of columnsOf(sheet, row)) if (textOf(sheet.cell(row, column)) !== "") count += 1;
  return count;
}

/** Lines right above a block's header, up to the last row of the block before it, belong to it. */
function startOfBlock(sheet: Sheet, headerRow: number, lastFilled: number): number {
  let start = headerRow;
  while (start - 1 > lastFilled && countFilled(sheet, start - 1) > 0) start -= 1;
  return start;
}
