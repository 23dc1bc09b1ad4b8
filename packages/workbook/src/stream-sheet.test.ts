import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as SheetJs from "@e965/xlsx";
import { Fault } from "@poundwise/contracts";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { makeXlsx, makeZip } from "../test/trial-files.ts";
import { readWorkbook, streamSheet, toAddress, type RowBlock, type Sheet } from "./index.ts";

const realFiles = path.resolve(import.meta.dirname, "../../../../shared/real-data");

/** One line for each row that holds a cell; comparing strings takes a tenth of comparing records. */
function printRows({ cell }: Pick<Sheet, "cell">, from: number, to: number, columns: number): string[] {
  const lines: string[] = [];
  for (let row = from; row <= to; row += 1) {
    const cells: string[] = [];
    for (let column = 1; column <= columns; column += 1) {
      const found = cell(row, column);
      if (found === undefined) continue;
      const { value, raw, error, format, formula, note } = found;
      cells.push(toAddress(row, column) + JSON.stringify([value, raw, error, format, formula, note]));
    }
    if (cells.length > 0) lines.push(cells.join(" "));
  }
  return lines;
}

function listParts({
  name,
  isHidden,
  rowCount,
  columnCount,
  merges,
  notes,
  ...sheet
}: Omit<Sheet, "cell" | "nextColumn">): unknown {
  const hiddenRows = Array.from({ length: Math.min(rowCount, 2000) }, (_, row) => sheet.isRowHidden(row + 1));
  const hiddenColumns = Array.from({ length: columnCount }, (_, column) => sheet.isColumnHidden(column + 1));
  return { name, isHidden, rowCount, columnCount, merges, notes, hiddenRows, hiddenColumns };
}

/** Streams the first sheets and expects what the whole reader gives; returns how many blocks there were. */
async function expectSameAsWhole(bytes: Uint8Array, fileName: string): Promise<number> {
  const book = await readWorkbook(bytes, fileName);
  let blocks = 0;
  // Each sheet that is streamed from an ods file takes a scan of all of them.
  for (const sheet of book.sheets.slice(0, 3)) {
    const whole = printRows(sheet, 1, sheet.rowCount, sheet.columnCount);
    const streamed: string[] = [];
    let lastRow = 0;
    const end = await streamSheet(bytes, fileName, { sheet: sheet.name }, (block) => {
      expect(block.firstRow).toBeGreaterThan(lastRow);
      lastRow = block.lastRow;
      blocks += 1;
      streamed.push(...printRows(block, block.firstRow, block.lastRow, block.columnCount));
    });
    expect(streamed).toEqual(whole);
    expect(listParts(end)).toEqual(listParts(sheet));
    expect([end.format, end.usesDate1904]).toEqual([book.format, book.usesDate1904]);
  }
  return blocks;
}

async function makeLedger(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Notes").getCell("B2").value = "Read me";
  const sheet = book.addWorksheet("Ledger");
  for (let row = 1; row <= 12_000; row += 1) {
    const day = new Date(Date.UTC(2024, 3, row % 28));
    sheet.addRow([row, `Supplier ${row % 40} & Sons`, null, day, row % 3 === 0, "x"]);
  }
  sheet.fillFormula("C1:C12000", "A1*2", (row) => row * 2);
  sheet.getCell("A2").numFmt = "0.0%";
  sheet.getCell("B11000").note = "late";
  sheet.getCell("D11990").value = { error: "#N/A" };
  sheet.getRow(11_999).hidden = true;
  sheet.getColumn(6).hidden = true;
  sheet.mergeCells("E11990:F11991");
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function catchFault(reading: Promise<unknown>): Promise<Fault> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

const ignore = (_: RowBlock): void => undefined;

describe("a sheet that is read in passing", () => {
  let ledger: Uint8Array;
  beforeAll(async () => {
    ledger = await makeLedger();
  });

  it("has the cells, formats, shared formulas, comments, merges and hiding of the sheet read whole", async () => {
    expect(await expectSameAsWhole(ledger, "ledger.xlsx")).toBe(3);
  });

  it("is the same from ods, xls and delimited text", async () => {
    const rows = Array.from({ length: 9000 }, (_, row) => [
      row,
      `Supplier ${row % 7}`,
      row / 8,
      "é",
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(await expectSameAsWhole(writeOds(rows), "ledger.ods")).toBe(2);
    const text = rows.map((cells) => `${cells.join(",")}\n`).join("");
    expect(await expectSameAsWhole(Buffer.from(text), "ledger.csv")).toBe(2);
    const sheet = SheetJs.utils.aoa_to_sheet(rows.slice(0, 20));
    const xls: unknown = SheetJs.write(SheetJs.utils.book_new(sheet, "Ledger"), { type: "buffer", bookType: "biff8" });
    expect(await expectSameAsWhole(xls as Buffer, "ledger.xls")).toBe(1);
  });

  it("waits for who takes the rows before it reads on", async () => {
    let taking = 0;
    const rows: number[] = [];
    await streamSheet(ledger, "ledger.xlsx", { sheet: "Ledger" }, async (block) => {
      expect(taking).toBe(0);
      taking += 1;
      await new Promise((resolve) => setImmediate(resolve));
      rows.push(block.lastRow);
      taking -= 1;
    });
    expect(rows.at(-1)).toBe(12_000);
  });

  it("is refused when no sheet has its name, naming those that are there", async () => {
    const bytes = await makeXlsx([
      { name: "One", rows: [["a"]] },
      { name: "Two", rows: [["b"]] },
    ]);
    const fault = await catchFault(streamSheet(bytes, "book.xlsx", { sheet: "Three" }, ignore));
    expect(fault.code).toBe("workbook.sheet_missing");
    expect(fault.message).toContain('Found "One", "Two"');
  });

  it("is refused where the whole workbook would be: cut short, too large, damaged", async () => {
    const bytes = ledger;
    const wanted = { sheet: "Ledger" };
    const half = bytes.subarray(0, bytes.length / 2);
    expect((await catchFault(streamSheet(half, "a.xlsx", wanted, ignore))).code).toBe("workbook.truncated");
    const small = { ...wanted, maxUnpackedBytes: 1000 };
    expect((await catchFault(streamSheet(bytes, "a.xlsx", small, ignore))).code).toBe("workbook.too_large");
    const stopped = writeSheet('<row r="1"><c r="A1"><v>1</v></c></row>', "");
    expect((await catchFault(streamSheet(stopped, "a.xlsx", wanted, ignore))).code).toBe("workbook.damaged");
  });

  it("is refused when its rows go back so far that only reading it whole can put them right", async () => {
    const toRows = (from: number, to: number): string =>
      Array.from({ length: to - from + 1 }, (_, row) => toRow(from + row)).join("");
    const toRow = (row: number): string =>
      `<row r="${row}">${["A", "B", "C", "D"].map((c) => `<c r="${c}${row}"><v>1</v></c>`).join("")}</row>`;
    const bytes = writeSheet(toRows(2, 20_000) + toRow(1));
    const book = await readWorkbook(bytes, "a.xlsx");
    expect(book.sheets[0]!.cell(1, 4)!.value).toBe(1);
    const fault = await catchFault(streamSheet(bytes, "a.xlsx", { sheet: "Ledger" }, ignore));
    expect(fault.code).toBe("workbook.damaged");
    expect(fault.message).toContain("A1");
  });

  const someFiles = ["ons/localauthoritynearestneighboursengland.xlsx", "mhclg/CTR_Table_9_2023-24 (10).ods"];
  it.each(someFiles)("is the same in %s", async (name) => {
    const file = path.join(realFiles, name);
    if (!existsSync(file)) return console.warn(`not there, so not read: ${file}`);
    expect(await expectSameAsWhole(readFileSync(file), path.basename(file))).toBeGreaterThan(0);
  });
});

/** An xlsx file of one sheet, "Ledger", whose rows are given as XML. */
function writeSheet(rows: string, end = "</worksheet>"): Uint8Array {
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return makeZip({
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${relations}"><sheets><sheet name="Ledger" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData>${end}`,
  });
}

/** An ods file of one sheet, "Ledger". */
function writeOds(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const toCell = (value: string | number): string =>
    typeof value === "number"
      ? `<table:table-cell office:value-type="float" office:value="${value}"/>`
      : `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
  const content = rows.map((cells) => `<table:table-row>${cells.map(toCell).join("")}</table:table-row>`).join("");
  const sheet = `<table:table table:name="Ledger">${content}</table:table>`;
  const body = `<office:body><office:spreadsheet>${sheet}</office:spreadsheet></office:body>`;
  return makeZip({ "content.xml": `<office:document-content>${body}</office:document-content>` });
}
