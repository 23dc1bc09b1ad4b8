import { parentPort, workerData } from "node:worker_threads";
import * as SheetJs from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import type { Cell, CellNote, MergedRange } from "./workbook.ts";

/** A sheet as the worker hands it over: plain data, rows and columns from 0. */
export interface PlainSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly (readonly (Cell | undefined)[] | undefined)[];
  readonly merges: readonly MergedRange[];
  readonly notes: readonly CellNote[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export type SpreadsheetAnswer =
  | { readonly usesDate1904: boolean; readonly sheets: readonly PlainSheet[] }
  /** What SheetJS said of a file it cannot read. */
  | { readonly failure: string };

// A thread of its own, so that a file made to keep SheetJS busy for ever, or to fill up memory, can be stopped.
// Excel 95 and older store text in the code page of the machine that wrote it.
SheetJs.set_cptable(codePages);
// Findings about formats and records that nobody asked for; what counts is in the answer.
for (const level of ["log", "warn", "error"] as const) console[level] = () => undefined;

function readBook(bytes: Uint8Array): SpreadsheetAnswer {
  let book: SheetJs.WorkBook;
  try {
    book = SheetJs.read(bytes, {
      type: "buffer",
      WTF: true,
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: true,
      // Else nothing says which rows and columns are hidden.
      cellStyles: true,
      sheetStubs: false,
    });
  } catch (cause) {
    return { failure: cause instanceof Error ? cause.message : String(cause) };
  }
  const states = book.Workbook?.Sheets ?? [];
  return {
    usesDate1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.map((name, index) => {
      const sheet = book.Sheets[name];
      // Chart sheets and macro sheets have a name and no cells.
      return sheet === undefined ? toSheet(name, true, {}) : toSheet(name, (states[index]?.Hidden ?? 0) !== 0, sheet);
    }),
  };
}

function toSheet(name: string, isHidden: boolean, sheet: SheetJs.WorkSheet): PlainSheet {
  const cells = (sheet as { "!data"?: ((SheetJs.CellObject | undefined)[] | undefined)[] })["!data"] ?? [];
  const rows = Array.from(cells, (row) => (row === undefined ? undefined : Array.from(row, toCell)));
  return {
    name,
    isHidden,
    rows,
    merges: (sheet["!merges"] ?? []).map(toRange),
    notes: rows.flatMap((row, top) =>
      (row ?? []).flatMap((cell, left) =>
        cell?.note === null || cell === undefined ? [] : [{ row: top + 1, column: left + 1, text: cell.note }],
      ),
    ),
    hiddenRows: toHidden(sheet["!rows"]),
    hiddenColumns: toHidden(sheet["!cols"]),
  };
}

function toRange({ s, e }: SheetJs.Range): MergedRange {
  return { top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 };
}

/** Numbers from 1 of the rows or columns that are not shown. */
function toHidden(infos: readonly ({ readonly hidden?: boolean } | undefined)[] | undefined): Set<number> {
  const hidden = new Set<number>();
  infos?.forEach((info, index) => {
    if (info?.hidden === true) hidden.add(index + 1);
  });
  return hidden;
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
  // What is no number is kept as a text, so that nobody takes it for one.
  const value = typeof cell.v === "number" && !Number.isFinite(cell.v) ? String(cell.v) : cell.v;
  if (typeof value === "boolean") return { value, raw: value ? "TRUE" : "FALSE", error: null, format, formula, note };
  if (typeof value === "number" || typeof value === "string") {
    return { value, raw: String(value), error: null, format, formula, note };
  }
  return undefined;
}

function toNote(cell: SheetJs.CellObject): string | null {
  if (cell.c === undefined || cell.c.length === 0) return null;
  return cell.c.map((comment) => cutAtZero(comment.t)).join("\n");
}

/** Behind a comment in several pieces of an xls file SheetJS gives out bytes that are not part of it. */
function cutAtZero(text: string): string {
  const zero = text.indexOf("\0");
  return zero === -1 ? text : text.slice(0, zero);
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

parentPort?.postMessage(readBook(workerData as Uint8Array));
