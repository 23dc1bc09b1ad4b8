import { Fault } from "@poundwise/contracts";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { CELL_ERRORS, nextFilled, TEXT_SHEET_NAME, type Cell, type Sheet, type Workbook } from "./workbook.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** No table has a row this long: what has is not delimited text, or a quote in it is never closed. */
const MAX_ROW_CHARACTERS = 16 << 20;

/**
 * Reads delimited text as a workbook of one sheet. Row numbers are records, blank lines counted, as a spreadsheet shows them.
 * The delimiter is the one that a first line such as sep=; states, which counts as a row like any other; else the one of
 * , ; tab | that most lines of the start agree on. Every cell is text; none is trimmed.
 * @throws Fault workbook.damaged naming the line where a quote is never closed or misplaced; workbook.too_large for a row
 *   of more than 16 MiB
 */
export function readDelimitedText(text: string, fileName: string): Workbook {
  const records = parseRecords(text, findDelimiter(text), fileName);
  let columnCount = 0;
  for (const record of records) columnCount = Math.max(columnCount, record.length);
  return toTextWorkbook({ rowCount: records.length, columnCount, record: (row) => records[row - 1] });
}

/** The records of delimited text, from wherever they are kept; a record that is undefined counts as empty. */
export interface TextRecords {
  readonly rowCount: number;
  readonly columnCount: number;
  record(row: number): readonly string[] | undefined;
  /** As `Sheet.nextRow`. */
  readonly nextRow?: (row: number) => number;
}

/** A workbook of one sheet over records of delimited text. */
export function toTextWorkbook({ rowCount, columnCount, record, nextRow }: TextRecords): Workbook {
  const sheet: Sheet = {
    name: TEXT_SHEET_NAME,
    isHidden: false,
    rowCount,
    columnCount,
    merges: [],
    notes: [],
    isRowHidden: () => false,
    isColumnHidden: () => false,
    cell: (row, column) => toCell(record(row)?.[column - 1]),
    nextColumn: (row, column) => nextFilled(record(row), column, (text) => text !== ""),
    ...(nextRow === undefined ? {} : { nextRow }),
  };
  return { format: "delimited", usesDate1904: false, sheets: [sheet] };
}

/** The cells of one record; `relaxQuotes` as the file needs it. */
export function parseRecord(text: string, delimiter: string, relaxQuotes: boolean): string[] {
  return parseStrictly(text, delimiter, relaxQuotes)[0] ?? [];
}

function toCell(text: string | undefined): Cell | undefined {
  if (text === undefined || text === "") return undefined;
  const isError = CELL_ERRORS.has(text.trim());
  const error = isError ? text.trim() : null;
  return { value: isError ? null : text, raw: text, error, format: null, formula: null, note: null };
}

function parseRecords(text: string, delimiter: string, fileName: string): string[][] {
  try {
    return parseStrictly(text, delimiter, false);
  } catch (cause) {
    if (!(cause instanceof CsvError) || cause.code !== "INVALID_OPENING_QUOTE") throw damagedFault(cause, fileName);
  }
  try {
    // A quote inside an unquoted cell (5" pipe) is against the rules but can be read one way only.
    return parseStrictly(text, delimiter, true);
  } catch (cause) {
    throw damagedFault(cause, fileName);
  }
}

function parseStrictly(text: string, delimiter: string, relaxQuotes: boolean): string[][] {
  return parse(text, {
    delimiter,
    // Files put together from several sources mix line ends; the parser would else take the first kind only.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: relaxQuotes,
    skip_empty_lines: false,
    max_record_size: MAX_ROW_CHARACTERS,
  });
}

function damagedFault(cause: unknown, fileName: string): Fault {
  const line = cause instanceof CsvError && typeof cause["lines"] === "number" ? cause["lines"] : undefined;
  return new Fault("workbook.damaged", "the text cannot be read as delimited cells", {
    at: { file: fileName, ...(line === undefined ? {} : { line }) },
    expected: 'cells in which every opening " has its closing "',
    found: cause instanceof Error ? cause.message.replace(/\.$/, "") : String(cause),
    next: "Look at that line in a text editor; fetch the file again or ask the publisher to correct it.",
    cause,
  });
}

/** Counts each delimiter outside quotes, line by line, over the start of the file; the highest typical count wins. */
export function findDelimiter(text: string): string {
  const stated = /^"?sep=([,;\t|])"?(?:\r|\n|$)/i.exec(text)?.[1];
  if (stated !== undefined) return stated;
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/)
    .slice(0, 200)
    .filter((line) => line.trim() !== "");
  let best: { delimiter: string; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(delimiter).length - 1).sort((a, b) => a - b);
    const typical = counts[Math.floor(counts.length / 2)] ?? 0;
    if (typical > best.score) best = { delimiter, score: typical };
  }
  if (best.score > 0) return best.delimiter;
  // Preamble can outnumber the table in a short file: fall back to the most frequent.
  const outside = text.slice(0, 200_000).replace(/"[^"]*"/g, "");
  const totals = DELIMITERS.map((delimiter) => ({ delimiter, score: outside.split(delimiter).length - 1 }));
  return totals.reduce((left, right) => (right.score > left.score ? right : left)).delimiter;
}
