import type { TableLayout } from "@poundwise/contracts";
import { foldText, matchesHeader } from "./fold-text.ts";
import { columnsOf, TEXT_SHEET_NAME, textOf, toColumnName, type Sheet } from "./workbook.ts";

/** One column's label: its folded text, joined over the header's rows, and the cell that holds its lowest part. */
export interface HeaderCell {
  readonly column: number;
  readonly row: number;
  readonly label: string;
  /** The label's lowest part stands in a merged cell further left. */
  readonly isCovered: boolean;
}

export interface Header {
  /** The anchor's row, the lowest row of the header. */
  readonly row: number;
  /** Columns with a label, left to right. */
  readonly cells: readonly HeaderCell[];
}

/**
 * Finds the header: the first row in which any cell is the anchor. With a depth, labels of the rows above are put before
 * each label, outermost first, joined by " | "; a merged label counts for every column it covers, and in delimited text,
 * which has no merges, or where the rule says so, for the blank cells to its right. A column the rule names has that name instead.
 * @returns null when no row holds the anchor
 */
export function findHeader(sheet: Sheet, rule: TableLayout["header"]): Header | null {
  const row = findAnchorRow(sheet, rule.anchor);
  if (row === null) return null;
  const top = Math.max(1, row - (rule.depth ?? 1) + 1);
  const fills = rule.fillRight === true || sheet.name === TEXT_SHEET_NAME;
  const levels: string[][] = [];
  for (let level = top; level <= row; level += 1) levels.push(listLabels(sheet, level, level < row && fills));
  const cells: HeaderCell[] = [];
  for (let column = 1; column <= sheet.columnCount; column += 1) {
    const parts = levels.map((labels) => labels[column - 1]!);
    const printed = parts.filter((part) => part !== "").join(" | ");
    const lowest = parts.findLastIndex((part) => part !== "");
    const name = rule.names?.[toColumnName(column)];
    if (name !== undefined && matchesHeader(printed, name.printed)) {
      cells.push({ column, row: lowest < 0 ? row : top + lowest, label: name.as, isCovered: false });
      continue;
    }
    if (printed === "") continue;
    cells.push({ column, row: top + lowest, label: printed, isCovered: isCovered(sheet, top + lowest, column) });
  }
  return { row, cells };
}

// Many layouts of a source look for one anchor on one sheet, and where it is not, every cell is looked at.
const anchorRows = new WeakMap<Sheet, Map<string, number | null>>();

function findAnchorRow(sheet: Sheet, anchor: string | RegExp): number | null {
  const known = anchorRows.get(sheet) ?? new Map<string, number | null>();
  anchorRows.set(sheet, known);
  const key = `${typeof anchor} ${String(anchor)}`;
  const row = known.has(key) ? known.get(key)! : searchAnchorRow(sheet, anchor);
  known.set(key, row);
  return row;
}

function searchAnchorRow(sheet: Sheet, anchor: string | RegExp): number | null {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    for (const column of columnsOf(sheet, row)) {
      const text = textOf(sheet.cell(row, column));
      if (text !== "" && matchesHeader(foldText(text), anchor)) return row;
    }
  }
  return null;
}

/** The labels of one row of the header, one per column; "" where there is none. */
function listLabels(sheet: Sheet, row: number, fills: boolean): string[] {
  const labels: string[] = [];
  for (let column = 1; column <= sheet.columnCount; column += 1) labels.push(foldText(textOf(sheet.cell(row, column))));
  for (const merge of sheet.merges) {
    if (merge.top !== row || merge.left === merge.right) continue;
    for (let column = merge.left + 1; column <= merge.right; column += 1) labels[column - 1] = labels[merge.left - 1]!;
  }
  if (fills) fillRight(labels);
  return labels;
}

function isCovered(sheet: Sheet, row: number, column: number): boolean {
  return sheet.merges.some((merge) => merge.top === row && merge.left < column && column <= merge.right);
}

function fillRight(labels: string[]): void {
  for (let column = 1; column < labels.length; column += 1) {
    if (labels[column] === "") labels[column] = labels[column - 1]!;
  }
}
