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
  /** Merged ranges, 1-based and inclusive. Only the top left cell of a range holds a value. */
  readonly merges: readonly MergedRange[];
}

export interface Cell {
  /** Null for an error cell. Days and times are serial numbers, as stored. */
  readonly value: string | number | boolean | null;
  /** The text as stored; a number as JavaScript prints it (up to 17 significant digits), an error as "#REF!". */
  readonly raw: string;
  /** "#REF!", "#N/A" and the like; null when the cell is no error. */
  readonly error: string | null;
  /** Number format code; null when the format has none. */
  readonly format: string | null;
  readonly formula: string | null;
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

/** The text of a cell for matching and for keys: trimmed; "" for no cell. */
export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? "" : cell.raw.trim();
}
