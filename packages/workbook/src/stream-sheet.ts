import { openContainer } from "./container.ts";
import { sheetMissingFault } from "./file-faults.ts";
import { streamOds } from "./ods.ts";
import { readWorkbook } from "./read-workbook.ts";
import { handOutWhole, type OnRows } from "./row-blocks.ts";
import type { Sheet, WorkbookFormat } from "./workbook.ts";
import { streamXlsx } from "./xlsx.ts";

export interface StreamSheetOptions {
  /** The sheet's name as the file has it. */
  readonly sheet: string;
  /** Limit on the sum of the unpacked sizes, in bytes. Default 1 GiB. */
  readonly maxUnpackedBytes?: number;
}

/** What is known of a sheet when all its rows have passed: all but the cells. */
export interface StreamedSheet extends Omit<Sheet, "cell" | "nextColumn"> {
  readonly format: WorkbookFormat;
  /** As `Workbook.usesDate1904`. */
  readonly usesDate1904: boolean;
}

/**
 * Reads one sheet in passing: blocks of rows are handed out while the rest is still packed, so that memory follows the
 * packed file and its shared texts, not the number of cells. The cells are those of `readWorkbook`. xlsx and ods files
 * are read in this way; from others the sheet is read whole, then handed out.
 * @param fileName as for `readWorkbook`
 * @param onRows   called for one block after the other, in the order of rows; it may keep nothing of a block
 * @returns the sheet's name, size, merges, comments and hiding, some of which stand behind the rows
 * @throws Fault as `readWorkbook`; workbook.sheet_missing when no sheet has that name; workbook.damaged when rows are so
 *   far out of order that only `readWorkbook` can put them right. Blocks may have been handed out before.
 */
export async function streamSheet(
  bytes: Uint8Array,
  fileName: string,
  { sheet: name, maxUnpackedBytes }: StreamSheetOptions,
  onRows: OnRows,
): Promise<StreamedSheet> {
  const container = await openContainer(bytes, fileName, maxUnpackedBytes);
  if (container.kind === "xlsx") return streamXlsx(container.parts, container.fileName, name, onRows);
  if (container.kind === "ods") return streamOds(container.parts, container.fileName, name, onRows);
  const limit = maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes };
  const book = await readWorkbook(container.bytes, container.fileName, limit);
  const sheet = book.sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw sheetMissingFault(container.fileName, name, book.sheets);
  await handOutWhole(sheet, onRows);
  const { cell: _cell, nextColumn: _nextColumn, ...rest } = sheet;
  return { ...rest, format: book.format, usesDate1904: book.usesDate1904 };
}
