import { Fault } from "@poundwise/contracts";
import * as SheetJs from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import type { Cell, MergedRange, Sheet, Workbook, WorkbookFormat } from "./workbook.ts";
import { encryptedFault } from "./zip-directory.ts";

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
      if (sheet === undefined) return toSheet(name, true, [], []);
      return toSheet(name, (hidden[index]?.Hidden ?? 0) !== 0, listRows(sheet), listMerges(sheet));
    }),
  };
}

type Rows = readonly (readonly (SheetJs.CellObject | undefined)[] | undefined)[];

function toSheet(name: string, isHidden: boolean, rows: Rows, merges: readonly MergedRange[]): Sheet {
  let columnCount = 0;
  for (const row of rows) columnCount = Math.max(columnCount, row?.length ?? 0);
  return {
    name,
    isHidden,
    rowCount: rows.length,
    columnCount,
    merges,
    cell: (row, column) => toCell(rows[row - 1]?.[column - 1]),
  };
}

function toCell(cell: SheetJs.CellObject | undefined): Cell | undefined {
  if (cell === undefined || cell === null || cell.t === "z") return undefined;
  const format = typeof cell.z === "string" ? cell.z : null;
  const formula = cell.f ?? null;
  if (cell.t === "e") {
    const error = ERROR_TEXT[Number(cell.v)] ?? cell.w ?? `#ERROR ${String(cell.v)}`;
    return { value: null, raw: error, error, format, formula };
  }
  const value = cell.v;
  if (typeof value === "boolean") return { value, raw: value ? "TRUE" : "FALSE", error: null, format, formula };
  if (typeof value === "number" || typeof value === "string") {
    return { value, raw: String(value), error: null, format, formula };
  }
  return undefined;
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
    throw new Fault("workbook.damaged", "the workbook cannot be read", {
      at: { file: fileName },
      expected: "a workbook that opens without repair",
      found: message.split("\n")[0]!.slice(0, 200),
      next: "Open it in a spreadsheet program; if it opens, save it as xlsx and land that, else fetch it again.",
      cause,
    });
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
