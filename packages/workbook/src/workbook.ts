/** What a file of cells is, whatever its format: the interface every reader of bytes fills. */
export interface Workbook {
  readonly format: WorkbookFormat;
  /** In the file's order; delimited text has one, called "(csv)". */
  readonly sheets: readonly Sheet[];
  /** Day serials count from 1 January 1904 rather than from the end of 1899. */
  readonly usesDate1904: boolean;
}

export type WorkbookFormat = "xlsx" | "xls" | "ods" | "delimited";

export interface Sheet {
  readonly name: string;
  /** Hidden or very hidden: not shown to a reader of the file. */
  readonly isHidden: boolean;
  /** The last row that holds a cell; 0 for an empty sheet. */
  readonly rowCount: number;
  /** The last column that holds a cell; 0 for an empty sheet. */
  readonly columnCount: number;
  /** The cell at a 1-based row and column; undefined when nothing is stored there. */
  cell(row: number, column: number): Cell | undefined;
  /** The first column behind `column` in which the row holds a cell; 0 when there is none. Start behind column 0. */
  nextColumn(row: number, column: number): number;
  /** The first row behind `row` that can hold a cell, past the end when there is none; absent where most rows do. */
  readonly nextRow?: (row: number) => number;
  /** Merged ranges, 1-based and inclusive. Only the top left cell of a range holds a value. */
  readonly merges: readonly MergedRange[];
  /** Comments in reading order as the file keeps them, those on empty cells included. */
  readonly notes: readonly CellNote[];
  isRowHidden(row: number): boolean;
  isColumnHidden(column: number): boolean;
}

/** A comment on a cell. */
export interface CellNote {
  readonly row: number;
  readonly column: number;
  /** Lines are separated by line feeds; the author's name is part of it only where the program wrote it there. */
  readonly text: string;
}

export interface Cell {
  /** Null for an error cell and for a formula whose result was not saved. Days and times are serial numbers, as stored. */
  readonly value: string | number | boolean | null;
  /** The text as stored; a number as JavaScript prints it (up to 17 significant digits), an error as "#REF!"; "" for a result not saved. */
  readonly raw: string;
  /** "#REF!", "#N/A" and the like; null when the cell is no error. */
  readonly error: string | null;
  /** Number format code; null when the format has none. */
  readonly format: string | null;
  /** The formula without its equals sign, those that share another cell's written out; null for a plain cell. */
  readonly formula: string | null;
  /** The comment on the cell; null when there is none. */
  readonly note: string | null;
}

export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The name of the one sheet of a delimited text file. */
export const TEXT_SHEET_NAME = "(csv)";

/** What spreadsheets print for a formula that failed; the same text in a delimited file is the same failure saved. */
export const CELL_ERRORS: ReadonlySet<string> = new Set([
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#N/A",
  "#GETTING_DATA",
  "#SPILL!",
  "#CALC!",
]);

/** A1 address of a 1-based row and column: (212, 4) is "D212". The same in delimited text, as a spreadsheet would show it. */
export function toAddress(row: number, column: number): string {
  return `${toColumnName(column)}${row}`;
}

/** Letters of a 1-based column: 1 is "A", 27 is "AA". */
export function toColumnName(column: number): string {
  let name = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/**
 * The 1-based row and column of an A1 address.
 * @throws RangeError when the text is no A1 address.
 */
export function parseAddress(address: string): { row: number; column: number } {
  const match = /^([A-Z]{1,3})([1-9]\d*)$/.exec(address);
  if (match === null) throw new RangeError(`${address} is not a cell address such as A1.`);
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]), column };
}

/** The largest sheet of any program. Source: Microsoft, Excel specifications and limits. */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** The range that "B2:D4", "B2" or "$B$2:$D$4" means, corners put in order; null when the text is none or leaves the sheet. */
export function parseRange(range: string): MergedRange | null {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/.exec(range.replaceAll("$", ""));
  if (match === null) return null;
  const from = parseAddress(`${match[1]}${match[2]}`);
  const to = match[3] === undefined ? from : parseAddress(`${match[3]}${match[4]}`);
  const bottom = Math.max(from.row, to.row);
  const right = Math.max(from.column, to.column);
  if (bottom > LAST_ROW || right > LAST_COLUMN) return null;
  return { top: Math.min(from.row, to.row), left: Math.min(from.column, to.column), bottom, right };
}

/** Whether the program that wrote the file did not work the cell's formula out, so that nobody can know what it shows. */
export function lacksResult(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.formula !== null && cell.value === null && cell.error === null;
}

/** The columns of a row that hold a cell, left to right: what lies between two far apart costs nothing. */
export function* columnsOf(sheet: Sheet, row: number): Generator<number, void> {
  for (let column = sheet.nextColumn(row, 0); column !== 0; column = sheet.nextColumn(row, column)) yield column;
}

/** `nextColumn` of a row that is a list from its first column on. */
export function nextFilled<Item>(
  row: readonly Item[] | undefined,
  column: number,
  isCell: (item: Item) => boolean,
): number {
  for (let next = column; next < (row?.length ?? 0); next += 1) if (isCell(row![next]!)) return next + 1;
  return 0;
}

/** The text of a cell for matching and for keys: trimmed; "" for no cell. */
export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? "" : cell.raw.trim();
}
