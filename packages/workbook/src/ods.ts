import type { CellStore } from "./cell-store.ts";
import { damagedFault, sheetMissingFault } from "./file-faults.ts";
import { OdsContentScanner } from "./ods-content.ts";
import { toFormula } from "./ods-formula.ts";
import { readOdsStyles, type OdsStyles } from "./ods-styles.ts";
import type { OdsSheet } from "./ods-table.ts";
import { BLOCK_CELLS, BlockCutter, type OnRows } from "./row-blocks.ts";
import { toStoredSheet, type BookTables, type SheetParts } from "./stored-sheet.ts";
import type { StreamedSheet } from "./stream-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { readXmlPart, scanPart, scanPieces } from "./unpack-part.ts";
import type { Workbook } from "./workbook.ts";
import type { ZipPart } from "./zip-directory.ts";

/**
 * Reads the cells of an ods file. Days and times become the serial numbers of the 1900 date system, as xlsx files keep
 * them; formulas give their stored result.
 * @throws Fault workbook.damaged, workbook.truncated, workbook.too_large
 */
export async function readOds(parts: readonly ZipPart[], fileName: string): Promise<Workbook> {
  const scanner = new OdsContentScanner({ fileName });
  await scanPart(findContent(parts, fileName), fileName, (bytes, end) => scanner.scan(bytes, end));
  scanner.finish();
  const styles = makeStyles(scanner, await readCommonStyles(parts, fileName), fileName);
  const sheets = scanner.sheets.map((sheet) => toStoredSheet(toParts(sheet, styles), sheet.cells, styles.listTables()));
  return { format: "ods", usesDate1904: false, sheets };
}

/**
 * Reads one sheet of an ods file in passing; see `streamSheet`.
 * @throws Fault as `readOds`, workbook.sheet_missing
 */
export async function streamOds(
  parts: readonly ZipPart[],
  fileName: string,
  name: string,
  onRows: OnRows,
): Promise<StreamedSheet> {
  const cutter = new BlockCutter({ file: fileName, sheet: name }, false);
  let wanted: OdsSheet | undefined;
  const onRowEnd = (sheet: OdsSheet): CellStore => {
    if (wanted === undefined && sheet.name === name) wanted = sheet;
    if (sheet === wanted) return cutter.cut(sheet.cells);
    return sheet.cells.cellCount < BLOCK_CELLS ? sheet.cells : cutter.startStore();
  };
  const scanner = new OdsContentScanner({ fileName, onRowEnd });
  const styles = makeStyles(scanner, await readCommonStyles(parts, fileName), fileName);
  const content = findContent(parts, fileName);
  for await (const _ of scanPieces(content, fileName, (bytes, end) => scanner.scan(bytes, end))) {
    if (wanted !== undefined) await cutter.handOut(toParts(wanted, styles), styles.listTables(), onRows);
  }
  scanner.finish();
  const sheet = scanner.sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw sheetMissingFault(fileName, name, scanner.sheets);
  const sheetParts = toParts(sheet, styles);
  await cutter.handOutLast(sheet.cells, sheetParts, styles.listTables(), onRows);
  const {
    cell: _cell,
    nextColumn: _nextColumn,
    ...rest
  } = toStoredSheet(sheetParts, cutter.startStore(), styles.listTables());
  return { ...rest, rowCount: cutter.lastRow, columnCount: cutter.columnCount, format: "ods", usesDate1904: false };
}

function findContent(parts: readonly ZipPart[], fileName: string): ZipPart {
  const content = parts.find((part) => part.name === "content.xml");
  if (content === undefined) throw damagedFault(fileName, "no content.xml");
  return content;
}

async function readCommonStyles(parts: readonly ZipPart[], fileName: string): Promise<string[]> {
  const part = parts.find((candidate) => candidate.name === "styles.xml");
  return part === undefined ? [] : [await readXmlPart(part, fileName)];
}

interface ScannedStyles {
  readonly isHiddenSheet: (style: string) => boolean;
  /** What the cells scanned so far have in common. */
  readonly listTables: () => BookTables;
}

/** Styles stand before the cells, but only the cells tell which of them are used. */
function makeStyles(scanner: OdsContentScanner, commonXml: readonly string[], fileName: string): ScannedStyles {
  let styles: OdsStyles | undefined;
  const open = (): OdsStyles => {
    const automaticXml = scanner.stylesXml === "" ? [] : [scanner.stylesXml];
    return (styles ??= readOdsStyles([...commonXml, ...automaticXml], fileName));
  };
  const formats: (string | null)[] = [];
  const tables: BookTables = { texts: new TextPool(false), formats, toFormula };
  return {
    isHiddenSheet: (style) => open().isHiddenSheet(style),
    listTables: () => {
      const { styleNames } = scanner;
      while (formats.length < styleNames.size) formats.push(open().toFormat(styleNames.text(formats.length)));
      return tables;
    },
  };
}

/** The lists in it grow while the sheet is scanned. */
function toParts(
  { name, style, merges, hiddenRows, hiddenColumns, notes }: OdsSheet,
  styles: ScannedStyles,
): SheetParts {
  return { name, isHidden: styles.isHiddenSheet(style), merges, hiddenRows, hiddenColumns, notes, groups: [] };
}
