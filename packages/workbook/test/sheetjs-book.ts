import * as SheetJs from "@e965/xlsx";
import { decodeEntities } from "../src/decode-xml-text.ts";
import { nextFilled, type Cell, type Workbook, type WorkbookFormat } from "../src/workbook.ts";

/** Reads a spreadsheet through SheetJS, which shares no line with our readers of bytes: the second reader of xlsx and ods. */
export function readBySheetJs(bytes: Uint8Array, format: WorkbookFormat): Workbook {
  const book = readQuietly(bytes);
  const states = book.Workbook?.Sheets ?? [];
  return {
    format,
    usesDate1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.map((name, index) => {
      const sheet = book.Sheets[name] ?? {};
      const rows = (sheet as { "!data"?: ((SheetJs.CellObject | undefined)[] | undefined)[] })["!data"] ?? [];
      return {
        // Names of ods sheets are given out as they stand in the XML.
        name: format === "ods" ? decodeEntities(name) : name,
        isHidden: book.Sheets[name] === undefined || sheet["!type"] === "chart" || (states[index]?.Hidden ?? 0) !== 0,
        rowCount: rows.length,
        columnCount: rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0),
        merges: (sheet["!merges"] ?? []).map(({ s, e }) => ({
          top: s.r + 1,
          left: s.c + 1,
          bottom: e.r + 1,
          right: e.c + 1,
        })),
        notes: [],
        isRowHidden: (row) => sheet["!rows"]?.[row - 1]?.hidden === true,
        isColumnHidden: (column) => sheet["!cols"]?.[column - 1]?.hidden === true,
        cell: (row, column) => toCell(rows[row - 1]?.[column - 1]),
        nextColumn: (row, column) => nextFilled(rows[row - 1], column, (cell) => toCell(cell) !== undefined),
      };
    }),
  };
}

const ERRORS: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
  43: "#GETTING_DATA",
};

function toCell(cell: SheetJs.CellObject | undefined): Cell | undefined {
  if (cell === undefined || cell === null || (cell.t === "z" && cell.f === undefined)) return undefined;
  const error = cell.t === "e" ? (ERRORS[Number(cell.v)] ?? String(cell.w)) : null;
  const value = error !== null || cell.t === "z" ? null : ((cell.v as string | number | boolean | undefined) ?? null);
  return {
    value,
    raw: error ?? String(value),
    error,
    format: typeof cell.z === "string" ? cell.z : null,
    formula: cell.f ?? null,
    note: cell.c === undefined || cell.c.length === 0 ? null : cell.c.map((comment) => comment.t).join("\n"),
  };
}

/** SheetJS prints a line for each ods format that it cannot express. */
function readQuietly(bytes: Uint8Array): SheetJs.WorkBook {
  const print = console.error;
  console.error = () => undefined;
  try {
    const parts = { cellFormula: true, cellNF: true, cellStyles: true, sheetStubs: false };
    return SheetJs.read(bytes, {
      ...parts,
      type: "buffer",
      dense: true,
      cellDates: false,
      cellText: false,
      cellHTML: false,
    });
  } finally {
    console.error = print;
  }
}
