import { LAST_COLUMN, LAST_ROW, toColumnName } from "./workbook.ts";

/**
 * Parts of a formula that are not moved (texts, quoted sheet names, names and functions) or that are: cells, whole
 * columns and whole rows. Longer alternatives come first.
 */
const PARTS =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w.(])|(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(])|(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\w.])|[A-Za-z_\\][\w.\\]*|\d[\w.]*/g;

/**
 * The formula of a cell that shares one with another: relative references move along, those with $ stay.
 * A reference moved off the sheet is #REF!, as spreadsheet programs show it.
 * @param rows    rows below the cell whose formula is given; may be negative
 * @param columns columns to the right of it
 */
export function moveFormula(formula: string, rows: number, columns: number): string {
  return formula.replace(PARTS, (whole, ...groups: (string | undefined)[]) => {
    const [c1, column, r1, row, left, from, right, to, top, first, bottom, last] = groups;
    if (column !== undefined && row !== undefined) {
      return join([moveColumn(c1, column, columns), moveRow(r1, row, rows)], "");
    }
    if (from !== undefined && to !== undefined) {
      return join([moveColumn(left, from, columns), moveColumn(right, to, columns)], ":");
    }
    if (first !== undefined && last !== undefined) {
      return join([moveRow(top, first, rows), moveRow(bottom, last, rows)], ":");
    }
    return whole;
  });
}

function join(parts: readonly (string | null)[], sign: string): string {
  return parts.includes(null) ? "#REF!" : parts.join(sign);
}

function moveColumn(fixed: string | undefined, letters: string, by: number): string | null {
  if (fixed === "$") return `$${letters}`;
  let column = by;
  let power = 1;
  for (const letter of [...letters.toUpperCase()].reverse()) {
    column += (letter.charCodeAt(0) - 64) * power;
    power *= 26;
  }
  return column < 1 || column > LAST_COLUMN ? null : toColumnName(column);
}

function moveRow(fixed: string | undefined, digits: string, by: number): string | null {
  if (fixed === "$") return `$${digits}`;
  const row = Number(digits) + by;
  return row < 1 || row > LAST_ROW ? null : String(row);
}
