import ExcelJS from "exceljs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { makeRawXlsx, toXml } from "../test/raw-xlsx.ts";
import { readWorkbook } from "./read-workbook.ts";
import { toAddress, toColumnName, type Sheet } from "./workbook.ts";

type Value = string | number | boolean | { readonly error: string };

interface MadeCell {
  readonly row: number;
  readonly column: number;
  readonly value: Value;
  readonly formula: string | null;
  readonly style: number;
}

const FORMATS = ["General", "0.00", '#,##0;[Red]\\-"£"#,##0', "dd/mm/yyyy", "0%"] as const;
const ERRORS = ["#REF!", "#N/A", "#DIV/0!", "#NAME?"] as const;
/** Every character but halves of pairs: control characters and those past the first plane too. */
const anyText = fc.string({ unit: "binary", maxLength: 12 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((drawn) => (drawn === 0 ? 0 : drawn));
const anyValue = (text: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 3, arbitrary: number },
    fc.integer(),
    { weight: 3, arbitrary: text },
    fc.constantFrom("_x000D_", "_x", "a_x0041_b", " ", "1,234", "]]>", "<&\"'>"),
    fc.boolean(),
    fc.constantFrom(...ERRORS).map((error) => ({ error })),
  );

/** Cells far apart, in rows from the top; at most one in a place. */
const anyCells = (text: fc.Arbitrary<string>): fc.Arbitrary<MadeCell[]> =>
  fc
    .uniqueArray(
      fc.record({
        row: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(1_048_576)),
        column: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(16_384)),
        value: anyValue(text),
        formula: fc.option(fc.constantFrom("A1+1", 'IF(B2<>"x",1,2)', "SUM(A1:XFD9)")),
        style: fc.integer({ min: 0, max: FORMATS.length - 1 }),
      }),
      { selector: ({ row, column }) => `${row}:${column}`, maxLength: 25 },
    )
    .map((cells) => cells.sort((left, right) => left.row - right.row || left.column - right.column));

function expectCells(sheet: Sheet, cells: readonly MadeCell[]): void {
  for (const { row, column, value, formula, style } of cells) {
    const cell = sheet.cell(row, column);
    const error = typeof value === "object" ? value.error : null;
    const wanted = { value: error === null ? value : null, error, formula, format: FORMATS[style] };
    expect({ at: toAddress(row, column), ...cell }).toMatchObject({ at: toAddress(row, column), ...wanted });
    expect(cell!.raw).toBe(error ?? (typeof value === "boolean" ? String(value).toUpperCase() : String(value)));
  }
  let found = 0;
  for (const row of new Set(cells.map((cell) => cell.row))) {
    for (let column = sheet.nextColumn(row, 0); column !== 0; column = sheet.nextColumn(row, column)) found += 1;
  }
  expect(found).toBe(cells.length);
}

describe("a workbook written as XML", () => {
  it("is read back equal, whatever its cells", async () => {
    const book = fc.record({ cells: anyCells(anyText), isShared: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(book, async ({ cells, isShared }) => {
        const texts: string[] = [];
        const rows = [...new Set(cells.map((cell) => cell.row))].map((row) => {
          const own = cells.filter((cell) => cell.row === row).map((cell) => toCellXml(cell, isShared ? texts : null));
          return `<row r="${row}"${row % 2 === 0 ? ' hidden="1"' : ""}>${own.join("")}</row>`;
        });
        const merge = '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>';
        const xml = `<cols><col min="3" max="4" hidden="1"/></cols><sheetData>${rows.join("")}</sheetData>${merge}`;
        const bytes = makeRawXlsx({ sheets: [{ name: "Data", xml }], texts, formats: FORMATS });
        const sheet = (await readWorkbook(bytes, "made.xlsx")).sheets[0]!;
        expectCells(sheet, cells);
        expect(sheet.merges).toEqual([{ top: 2, left: 2, bottom: 3, right: 3 }]);
        expect([2, 3, 4, 5].map((column) => sheet.isColumnHidden(column))).toEqual([false, true, true, false]);
        for (const { row } of cells) expect(sheet.isRowHidden(row)).toBe(row % 2 === 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a workbook written by ExcelJS", () => {
  // It writes no control characters, and formulas without results of kinds it does not know.
  const printable = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });

  it("is read back equal", async () => {
    await fc.assert(
      fc.asyncProperty(anyCells(printable), async (drawn) => {
        const cells = drawn
          .filter(({ value }) => typeof value !== "string" || value.trim() !== "")
          .map((cell) => ({ ...cell, formula: typeof cell.value === "number" ? cell.formula : null }))
          // It rewrites a text that looks like an escape.
          .filter(({ value }) => typeof value !== "string" || !/_x[0-9A-F]{4}_/i.test(value));
        const book = new ExcelJS.Workbook();
        const made = book.addWorksheet("Data");
        for (const { row, column, value, formula, style } of cells) {
          const cell = made.getCell(row, column);
          cell.value = (formula === null ? value : { formula, result: value }) as ExcelJS.CellValue;
          cell.numFmt = FORMATS[style]!;
        }
        const bytes = new Uint8Array(await book.xlsx.writeBuffer());
        expectCells((await readWorkbook(bytes, "made.xlsx")).sheets[0]!, cells);
      }),
      { numRuns: 8 },
    );
  });
});

function toCellXml({ row, column, value, formula, style }: MadeCell, texts: string[] | null): string {
  const at = `r="${toColumnName(column)}${row}" s="${style}"`;
  const f = formula === null ? "" : `<f>${toXml(formula)}</f>`;
  if (typeof value === "number") return `<c ${at}>${f}<v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c ${at} t="b">${f}<v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "object") return `<c ${at} t="e">${f}<v>${value.error}</v></c>`;
  if (formula !== null) return `<c ${at} t="str">${f}<v>${toXText(value)}</v></c>`;
  if (texts === null) return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${toXText(value)}</t></is></c>`;
  texts.push(`<t xml:space="preserve">${toXText(value)}</t>`);
  return `<c ${at} t="s"><v>${texts.length - 1}</v></c>`;
}

/** Text as office programs write it: what XML cannot hold as _x0001_, and what looks like that with its own sign escaped. */
function toXText(text: string): string {
  return toXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")).replace(
    /[\0-\x08\x0b-\x1f\ufffe\uffff]/g,
    (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, "0")}_`,
  );
}

describe("a table written as delimited text", () => {
  const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
    "UTF-8": (text) => Buffer.from(text),
    "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
    "UTF-16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
    "UTF-16, high byte first": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    "windows-1252": (text) => iconv.encode(text, "windows-1252"),
  };

  it("is read back equal, whatever its delimiter, quotes, line ends and encoding", async () => {
    const layout = fc.record({
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      end: fc.constantFrom("\n", "\r\n", "\r"),
      encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
      quotesAll: fc.boolean(),
      endsLastLine: fc.boolean(),
    });
    const unit = fc.constantFrom(...'abc019 .-£–€’"\n\r,;|\t');
    const unicode = fc.constantFrom("é", "😀", "\u0661", "\u00a0", "\ufffd", "\u2028");
    const table = (encoding: string) =>
      fc.array(
        fc.array(fc.string({ unit: encoding === "windows-1252" ? unit : fc.oneof(unit, unicode), maxLength: 6 }), {
          minLength: 2,
          maxLength: 5,
        }),
        { minLength: 1, maxLength: 8 },
      );
    const drawn = layout.chain((made) => table(made.encoding).map((rows) => ({ ...made, rows })));
    await fc.assert(
      fc.asyncProperty(drawn, async ({ rows, delimiter, end, encoding, quotesAll, endsLastLine }) => {
        const lines = rows.map((row) => row.map((cell) => quote(cell, quotesAll)).join(delimiter));
        const text = [`sep=${delimiter}`, ...lines].join(end) + (endsLastLine ? end : "");
        const sheet = (await readWorkbook(ENCODINGS[encoding]!(text), "made.csv")).sheets[0]!;
        expect(sheet.rowCount).toBe(rows.length + 1);
        for (const [index, row] of rows.entries()) {
          expect(row.map((_, column) => sheet.cell(index + 2, column + 1)?.raw ?? "")).toEqual(row);
          expect(sheet.nextColumn(index + 2, row.length)).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  const quote = (cell: string, always: boolean): string =>
    always || /[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
});
