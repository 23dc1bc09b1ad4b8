import { CellStore } from "./cell-store.ts";
import { toStoredSheet } from "./stored-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { scanPart } from "./unpack-part.ts";
import type { Sheet, Workbook } from "./workbook.ts";
import { readNotes, readOutline, toPackage, type SheetOutline } from "./xlsx-parts.ts";
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
  const book = toPackage(parts, fileName);
  const outline = await readOutline(book);
  const texts = await readSharedTexts(outline.sharedTexts, fileName);
  const formats = await readCellFormats(outline.styles, fileName);
  const readSheet = async ({ name, isHidden, part }: SheetOutline): Promise<Sheet> => {
    const cells = new CellStore(new TextPool(true));
    const { usesDate1904 } = outline;
    const options = { cells, sharedTexts: texts.size, usesDate1904, fileName, sheetName: name };
    const scanner = new XlsxSheetScanner(options);
    if (part !== undefined) {
      await scanPart(part, fileName, (bytes, end) => scanner.scan(bytes, end));
      scanner.finish();
    }
    const notes = part === undefined ? [] : await readNotes(book, part.name);
    const { merges, hiddenRows, hiddenColumns } = scanner;
    const { groups } = scanner.formulas;
    return toStoredSheet({ name, isHidden, merges, hiddenRows, hiddenColumns, notes, groups }, cells, {
      texts,
      formats,
    });
  };
  const sheets: Sheet[] = [];
  for (const sheet of outline.sheets) sheets.push(await readSheet(sheet));
  return { format: "xlsx", usesDate1904: outline.usesDate1904, sheets };
}
