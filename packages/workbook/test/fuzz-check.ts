import { Fault, type SourceDeclaration } from "@poundwise/contracts";
import { trialRegister } from "./trial-files.ts";
import { readRelease } from "../src/read-release.ts";
import { readWorkbook } from "../src/read-workbook.ts";
import { columnsOf, LAST_COLUMN, LAST_ROW, type Cell, type Sheet, type Workbook } from "../src/workbook.ts";

/** A declaration that takes files of a name, and its source's id. */
export interface Reader {
  readonly sourceId: string;
  readonly source: SourceDeclaration;
}

export type Outcome = "read" | "refused";

/**
 * Reads what may be any bytes, by declarations too.
 * @returns whether they were read or refused in words
 * @throws Error for every other outcome: an exception that is no Fault, a Fault without the file's name, a cell that is not
 *   well formed, a row that is not accounted for
 */
export async function checkReading(bytes: Uint8Array, fileName: string, readers: readonly Reader[]): Promise<Outcome> {
  let workbook: Workbook;
  try {
    workbook = await readWorkbook(bytes, fileName);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (!error.message.startsWith(fileName))
      throw new Error(`a message without the file: ${error.message}`, { cause: error });
    if (error.detail.next === "") throw new Error(`a message without advice: ${error.message}`, { cause: error });
    return "refused";
  }
  for (const sheet of workbook.sheets) checkSheet(sheet, workbook.format === "delimited");
  for (const { sourceId, source } of readers) checkRelease(workbook, fileName, sourceId, source);
  return "read";
}

function checkSheet(sheet: Sheet, isText: boolean): void {
  const lastRow = isText ? Number.MAX_SAFE_INTEGER : LAST_ROW;
  const lastColumn = isText ? Number.MAX_SAFE_INTEGER : LAST_COLUMN;
  must(isWhole(sheet.rowCount, 0, lastRow), () => `${sheet.rowCount} rows`);
  must(isWhole(sheet.columnCount, 0, lastColumn), () => `${sheet.columnCount} columns`);
  for (const { top, left, bottom, right } of sheet.merges) {
    const isRange = isWhole(top, 1, bottom) && isWhole(bottom, top, LAST_ROW) && isWhole(left, 1, right);
    must(isRange && isWhole(right, left, LAST_COLUMN), () => `merged range ${top},${left} to ${bottom},${right}`);
  }
  for (const { row, column, text } of sheet.notes) {
    const isThere = isWhole(row, 1, LAST_ROW) && isWhole(column, 1, LAST_COLUMN) && typeof text === "string";
    must(isThere, () => `note at ${row},${column}`);
  }
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    let before = 0;
    for (const column of columnsOf(sheet, row)) {
      must(column > before && column <= sheet.columnCount, () => `column ${column} of row ${row}`);
      before = column;
      const cell = sheet.cell(row, column);
      must(cell !== undefined, () => `no cell at ${row},${column}`);
      checkCell(cell!);
    }
  }
}

function checkCell(cell: Cell): void {
  const { value, raw, error, format, formula, note } = cell;
  const isValue = value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  must(isValue, () => `value ${String(value)}`);
  must(typeof raw === "string", () => `raw ${String(raw)}`);
  must(typeof value !== "number" || Number(raw) === value, () => `raw ${raw} of ${String(value)}`);
  must(
    error === null || (typeof error === "string" && value === null && raw === error),
    () => `error ${String(error)}`,
  );
  must(value !== null || error !== null || formula !== null, () => "a cell with nothing in it");
  for (const text of [format, formula, note])
    must(text === null || typeof text === "string", () => `part ${String(text)}`);
}

function checkRelease(workbook: Workbook, fileName: string, sourceId: string, source: SourceDeclaration): void {
  const reading = readRelease({ sourceId, source, fileName, workbook, areas: trialRegister });
  for (const [name, values] of Object.entries(reading.rows)) {
    must(values.length === reading.rowsStaged, () => `${values.length} of ${name}`);
    for (const value of values)
      must(typeof value !== "number" || Number.isFinite(value), () => `${name} ${String(value)}`);
  }
  const { staged, quarantined, skipped, refused } = reading.rowsByFate;
  const fates = staged + quarantined + skipped + refused;
  must(fates === reading.rowsRead, () => `${fates} of ${reading.rowsRead} rows accounted for`);
  for (const { code, summary, next } of reading.findings) {
    must(code !== "" && summary !== "" && next !== "", () => `finding ${code} without words`);
    must(code !== "rows.unaccounted", () => "rows lost");
  }
  for (const { reason } of reading.quarantined) must(reason !== "", () => "a row kept apart without reason");
}

const isWhole = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most;

function must(isSo: boolean, what: () => string): void {
  if (!isSo) throw new Error(`not well formed: ${what()}`);
}
