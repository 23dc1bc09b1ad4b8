import * as SheetJs from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { nextFilled, type Cell, type CellNote, type MergedRange, type Sheet, type Workbook } from "./workbook.ts";
import type { WorkbookFormat } from "./workbook.ts";
import { damagedFault, encryptedFault } from "./file-faults.ts";

// Excel 95 and older store text in the code page of the machine that wrote it.
SheetJs.set_cptable(codePages);

/**
 * Reads the cells of a spreadsheet through SheetJS. Formulas give their stored result; days stay serial numbers.
 * @param format what the container was found to be
 * @throws Fault workbook.encrypted, workbook.damaged
 */
export function readSpreadsheet(bytes: Uint8Array, format: WorkbookFormat, fileName: string): Workbook {
  const book = parseBook(bytes, fileName);
  const hidden = book.Workbook?.Sheets ?? [];
  return {
    format,
    usesDate1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.map((name, index) => {
      const sheet = book.Sheets[name];
      // Chart sheets and macro sheets have a name and no cells.
      return sheet === undefined ? toSheet(name, true, {}) : toSheet(name, (hidden[index]?.Hidden ?? 0) !== 0, sheet);
    }),
  };
}

type Rows = readonly (readonly (SheetJs.CellObject | undefined)[] | undefined)[];

function toSheet(name: string, isHidden: boolean, sheet: SheetJs.WorkSheet): Sheet {
  const rows = listRows(sheet);
  let columnCount = 0;
  for (const row of rows) columnCount = Math.max(columnCount, row?.length ?? 0);
  return {
    name,
    isHidden,
    rowCount: rows.length,
    columnCount,
    merges: listMerges(sheet),
    notes: listNotes(rows),
    isRowHidden: (row) => sheet["!rows"]?.[row - 1]?.hidden === true,
    isColumnHidden: (column) => sheet["!cols"]?.[column - 1]?.hidden === true,
    cell: (row, column) => toCell(rows[row - 1]?.[column - 1]),
    nextColumn: (row, column) => nextFilled(rows[row - 1], column, (cell) => toCell(cell) !== undefined),
  };
}

function toCell(cell: SheetJs.CellObject | undefined): Cell | undefined {
  if (cell === undefined || cell === null || cell.t === "z") return undefined;
  const format = typeof cell.z === "string" ? cell.z : null;
  const formula = cell.f ?? null;
  const note = toNote(cell);
  if (cell.t === "e") {
    const error = ERROR_TEXT[Number(cell.v)] ?? cell.w ?? `#ERROR ${String(cell.v)}`;
    return { value: null, raw: error, error, format, formula, note };
  }
  const value = cell.v;
  if (typeof value === "boolean") return { value, raw: value ? "TRUE" : "FALSE", error: null, format, formula, note };
  // What is no number is kept as a text, so that nobody takes it for one.
  const kept = typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  if (typeof kept === "number" || typeof kept === "string") {
    return { value: kept, raw: String(kept), error: null, format, formula, note };
  }
  return undefined;
}

function listNotes(rows: Rows): CellNote[] {
  return rows.flatMap((cells, row) =>
    (cells ?? []).flatMap((cell, column) => {
      const text = cell === undefined || cell === null ? null : toNote(cell);
      return text === null ? [] : [{ row: row + 1, column: column + 1, text }];
    }),
  );
}

function toNote(cell: SheetJs.CellObject): string | null {
  return cell.c === undefined || cell.c.length === 0 ? null : cell.c.map((comment) => comment.t).join("\n");
}

/** Source: Microsoft, [MS-XLS] 2.5.10 BErr. */
const ERROR_TEXT: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
  0x2b: "#GETTING_DATA",
};

function listRows(sheet: SheetJs.WorkSheet): Rows {
  return (sheet as { "!data"?: Rows })["!data"] ?? [];
}

function listMerges(sheet: SheetJs.WorkSheet): MergedRange[] {
  return (sheet["!merges"] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c + 1,
    bottom: e.r + 1,
    right: e.c + 1,
  }));
}

function parseBook(bytes: Uint8Array, fileName: string): SheetJs.WorkBook {
  const restore = muteFormatWarnings();
  try {
    return SheetJs.read(bytes, {
      type: "buffer",
      WTF: true,
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: true,
      sheetStubs: false,
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (/password|encrypt/i.test(message)) throw encryptedFault(fileName, cause);
    throw damagedFault(fileName, message.split("\n")[0]!.slice(0, 200), cause);
  } finally {
    restore();
  }
}

/** SheetJS prints one line for each ods number format it cannot express; other output passes. Reading is synchronous. */
function muteFormatWarnings(): () => void {
  const original = console.error;
  console.error = (...parts: unknown[]) => {
    if (!/^(Excel does not support ODS format token|ODS number format may be incorrect)/.test(String(parts[0]))) {
      original(...parts);
    }
  };
  return () => {
    console.error = original;
  };
}
