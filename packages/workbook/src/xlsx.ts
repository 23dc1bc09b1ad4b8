import { CellStore } from "./cell-store.ts";
import { sheetMissingFault } from "./file-faults.ts";
import { BlockCutter, type OnRows } from "./row-blocks.ts";
import { toStoredSheet, type BookTables, type SheetParts } from "./stored-sheet.ts";
import type { StreamedSheet } from "./stream-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { scanPart, scanPieces } from "./unpack-part.ts";
import type { CellNote, Sheet, Workbook } from "./workbook.ts";
import { readNotes, readOutline, toPackage, type BookOutline, type Package, type SheetOutline } from "./xlsx-parts.ts";
import { XlsxSheetScanner } from "./xlsx-sheet.ts";
import { readSharedTexts } from "./xlsx-strings.ts";
import { readCellFormats } from "./xlsx-styles.ts";
import type { ZipPart } from "./zip-directory.ts";

/**
 * Reads the cells of an xlsx or xlsm workbook; macros and external links are left alone. Formulas give their stored
 * result; days stay serial numbers.
 * @throws Fault workbook.damaged, workbook.truncated, workbook.too_large
 */
export async function readXlsx(parts: readonly ZipPart[], fileName: string): Promise<Workbook> {
  const book = await openBook(parts, fileName);
  const sheets: Sheet[] = [];
  for (const outline of book.outline.sheets) {
    const cells = new CellStore(new TextPool(true));
    const scanner = makeScanner(book, outline, { cells });
    if (outline.part !== undefined) {
      await scanPart(outline.part, fileName, (bytes, end) => scanner.scan(bytes, end));
      scanner.finish();
    }
    sheets.push(toStoredSheet(toParts(outline, scanner, await listNotes(book, outline)), cells, book.tables));
  }
  return { format: "xlsx", usesDate1904: book.outline.usesDate1904, sheets };
}

/**
 * Reads one sheet of an xlsx or xlsm workbook in passing; see `streamSheet`.
 * @throws Fault as `readXlsx`, workbook.sheet_missing
 */
export async function streamXlsx(
  parts: readonly ZipPart[],
  fileName: string,
  name: string,
  onRows: OnRows,
): Promise<StreamedSheet> {
  const book = await openBook(parts, fileName);
  const { sheets, usesDate1904 } = book.outline;
  const outline = sheets.find((sheet) => sheet.name === name);
  if (outline === undefined) throw sheetMissingFault(fileName, name, sheets);
  const cutter = new BlockCutter({ file: fileName, sheet: name }, true);
  const onRowEnd = (cells: CellStore) => cutter.cut(cells);
  const scanner = makeScanner(book, outline, { cells: cutter.startStore(), onRowEnd });
  const sheetParts = toParts(outline, scanner, await listNotes(book, outline));
  if (outline.part !== undefined) {
    for await (const _ of scanPieces(outline.part, fileName, (bytes, end) => scanner.scan(bytes, end))) {
      await cutter.handOut(sheetParts, book.tables, onRows);
    }
    scanner.finish();
    await cutter.handOutLast(scanner.cells, sheetParts, book.tables, onRows);
  }
  const { cell: _cell, nextColumn: _nextColumn, ...rest } = toStoredSheet(sheetParts, cutter.startStore(), book.tables);
  return { ...rest, rowCount: cutter.lastRow, columnCount: cutter.columnCount, format: "xlsx", usesDate1904 };
}

interface XlsxBook {
  readonly package: Package;
  readonly outline: BookOutline;
  readonly tables: BookTables;
}

async function openBook(parts: readonly ZipPart[], fileName: string): Promise<XlsxBook> {
  const book = toPackage(parts, fileName);
  const outline = await readOutline(book);
  const texts = await readSharedTexts(outline.sharedTexts, fileName);
  const formats = await readCellFormats(outline.styles, fileName);
  return { package: book, outline, tables: { texts, formats } };
}

function makeScanner(
  { package: { fileName }, outline: { usesDate1904 }, tables }: XlsxBook,
  { name: sheetName }: SheetOutline,
  cells: { readonly cells: CellStore; readonly onRowEnd?: (cells: CellStore) => CellStore },
): XlsxSheetScanner {
  return new XlsxSheetScanner({ ...cells, sharedTexts: tables.texts.size, usesDate1904, fileName, sheetName });
}

/** The lists in it grow while the sheet is scanned. */
function toParts({ name, isHidden }: SheetOutline, scanner: XlsxSheetScanner, notes: readonly CellNote[]): SheetParts {
  const { merges, hiddenRows, hiddenColumns, formulas } = scanner;
  return { name, isHidden, merges, hiddenRows, hiddenColumns, notes, groups: formulas.groups };
}

async function listNotes(book: XlsxBook, { part }: SheetOutline): Promise<CellNote[]> {
  return part === undefined ? [] : readNotes(book.package, part.name);
}
