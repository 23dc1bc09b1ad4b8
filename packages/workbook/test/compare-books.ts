import type { Cell, Sheet, Workbook } from "../src/workbook.ts";
import { toAddress } from "../src/workbook.ts";
import { classifyFormat, type FormatKind } from "../src/number-format.ts";

/** One thing that two readers of the same file do not agree on. */
export interface Difference {
  readonly sheet: string;
  /** A cell, or "" for what belongs to the sheet. */
  readonly cell: string;
  readonly what: "sheets" | "presence" | "value" | "error" | "formula" | "format" | "note" | "merges" | "hidden";
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What a second reader is known to do otherwise: such a difference is not listed. */
export type Excuse = (difference: Difference, ours: Cell | undefined, theirs: Cell | undefined) => boolean;

/**
 * Lists in what two readings of a file differ: sheets in order, each cell's presence, value, error, formula, kind of format
 * and note, merged ranges, and what is hidden.
 * @param excuses differences that are understood
 * @param mostCells cells compared in each sheet, from the top; all without it
 */
export function compareBooks(
  ours: Workbook,
  theirs: Workbook,
  excuses: readonly Excuse[],
  mostCells = Number.POSITIVE_INFINITY,
): { readonly differences: Difference[]; readonly cells: number } {
  const differences: Difference[] = [];
  const report = (difference: Difference, own?: Cell, other?: Cell): void => {
    if (!excuses.some((excuse) => excuse(difference, own, other))) differences.push(difference);
  };
  const names = [ours, theirs].map((book) => book.sheets.map((sheet) => sheet.name));
  if (JSON.stringify(names[0]) !== JSON.stringify(names[1])) {
    report({ sheet: "", cell: "", what: "sheets", ours: names[0], theirs: names[1] });
    return { differences, cells: 0 };
  }
  let cells = 0;
  for (const [index, sheet] of ours.sheets.entries()) {
    const other = theirs.sheets[index]!;
    if (sheet.isHidden !== other.isHidden) {
      report({ sheet: sheet.name, cell: "", what: "hidden", ours: sheet.isHidden, theirs: other.isHidden });
    }
    const merges = [listMerges(sheet), listMerges(other)];
    if (merges[0] !== merges[1]) {
      report({ sheet: sheet.name, cell: "", what: "merges", ours: merges[0], theirs: merges[1] });
    }
    cells += compareSheets(sheet, other, mostCells, report);
  }
  return { differences, cells };
}

function compareSheets(
  sheet: Sheet,
  other: Sheet,
  mostCells: number,
  report: (difference: Difference, own?: Cell, other?: Cell) => void,
): number {
  const columns = Math.max(sheet.columnCount, other.columnCount);
  const rows = Math.min(Math.max(sheet.rowCount, other.rowCount), Math.ceil(mostCells / Math.max(1, columns)));
  let cells = 0;
  for (let column = 1; column <= columns; column += 1) {
    const hidden = [sheet.isColumnHidden(column), other.isColumnHidden(column)];
    if (hidden[0] === hidden[1]) continue;
    const cell = toAddress(0, column).replace("0", "");
    report({ sheet: sheet.name, cell, what: "hidden", ours: hidden[0], theirs: hidden[1] });
  }
  for (let row = 1; row <= rows; row += 1) {
    const hidden = [sheet.isRowHidden(row), other.isRowHidden(row)];
    if (hidden[0] !== hidden[1]) {
      report({ sheet: sheet.name, cell: String(row), what: "hidden", ours: hidden[0], theirs: hidden[1] });
    }
    for (let column = 1; column <= columns; column += 1) {
      const own = sheet.cell(row, column);
      const their = other.cell(row, column);
      if (own === undefined && their === undefined) continue;
      cells += 1;
      const place = { sheet: sheet.name, cell: toAddress(row, column) };
      if (own === undefined || their === undefined) {
        report({ ...place, what: "presence", ours: own?.raw, theirs: their?.raw }, own, their);
        continue;
      }
      for (const what of ["value", "error", "formula", "note"] as const) {
        if (own[what] !== their[what]) report({ ...place, what, ours: own[what], theirs: their[what] }, own, their);
      }
      // Only of a number does the format say anything that counts.
      if (typeof own.value !== "number") continue;
      const formats = [toShown(own), toShown(their)];
      if (formats[0] !== formats[1])
        report({ ...place, what: "format", ours: own.format, theirs: their.format }, own, their);
    }
  }
  return cells;
}

type Shown = "moment" | "percent" | "number";

/** Programs name the formats of plain numbers and of money differently; whether it is a day or a percentage must agree. */
function toShown(cell: Cell): Shown {
  const kind: FormatKind = classifyFormat(cell.format);
  if (kind === "date" || kind === "time" || kind === "duration") return "moment";
  return kind === "percent" ? "percent" : "number";
}

function listMerges(sheet: Sheet): string {
  return sheet.merges
    .map(({ top, left, bottom, right }) => `${toAddress(top, left)}:${toAddress(bottom, right)}`)
    .sort()
    .join(" ");
}
