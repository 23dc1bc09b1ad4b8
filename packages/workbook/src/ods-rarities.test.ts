import { describe, expect, it } from "vitest";
import { writeRawZip } from "../test/raw-zip.ts";
import { readWorkbook } from "./read-workbook.ts";
import type { Sheet } from "./workbook.ts";

const EMPTY_REST =
  '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';

/** The one sheet of an ods file with the given rows, and a million empty ones behind them as LibreOffice writes. */
async function readRows(rows: string, before = ""): Promise<Sheet> {
  const table = `<table:table table:name="Data">${before}${rows}${EMPTY_REST}</table:table>`;
  const content = `<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
  return (await readWorkbook(writeRawZip([{ name: "content.xml", content }]), "spend.ods")).sheets[0]!;
}

const row = (cells: string, attributes = ""): string => `<table:table-row${attributes}>${cells}</table:table-row>`;
const cell = (type: string, attributes: string, text = ""): string =>
  `<table:table-cell office:value-type="${type}" ${attributes}>${text}</table:table-cell>`;
const paragraph = (text: string): string =>
  row(`<table:table-cell office:value-type="string">${text}</table:table-cell>`);

describe("a cell of an ods sheet", () => {
  it("has the value that is stated, not the one that is shown", async () => {
    const sheet = await readRows(
      row(
        cell("float", 'office:value="115865.9595"', "<text:p>115,866</text:p>") +
          cell("percentage", 'office:value="0.452"', "<text:p>45%</text:p>") +
          cell("currency", 'office:value="-3" office:currency="GBP"', "<text:p>-£3</text:p>") +
          cell("date", 'office:date-value="2023-04-01"', "<text:p>1 Apr</text:p>") +
          cell("time", 'office:time-value="PT12H00M00S"', "<text:p>12:00</text:p>") +
          cell("boolean", 'office:boolean-value="true"', "<text:p>TRUE</text:p>") +
          cell("string", 'office:string-value="kept"', "<text:p>shown</text:p>"),
      ),
    );
    const values = [1, 2, 3, 4, 5, 6, 7].map((column) => sheet.cell(1, column)?.value);
    expect(values).toEqual([115865.9595, 0.452, -3, 45_017, 0.5, true, "kept"]);
  });

  it.each([
    ["single quotes", "office:value='7' office:value-type='float'"],
    ["spaces around the equals signs", 'office:value-type = "float"  office:value\n=\n"7"'],
    [
      "attributes of others among its own",
      'xml:id="c1" x:abc="1" office:value="7" table:protect="true" c="" office:value-type="float"',
    ],
    ["its type stated twice", 'calcext:value-type="float" office:value-type="float" office:value="7"'],
    ["sizes of a matrix", 'table:number-matrix-columns-spanned="1" office:value-type="float" office:value="7"'],
    [
      "a style and a formula",
      'table:style-name="ce1" table:formula="of:=[.B1]" office:value="7" office:value-type="float"',
    ],
  ])("may be written with %s", async (_, attributes) => {
    const sheet = await readRows(row(`<table:table-cell ${attributes}><text:p>seven</text:p></table:table-cell >`));
    expect(sheet.cell(1, 1)?.value).toBe(7);
  });

  it("keeps its formula, in whatever order cells are looked at", async () => {
    const formula = (column: number): string =>
      cell("float", `office:value="${column}" ${column % 3 === 0 ? `table:formula="of:=[.A${column}]"` : ""}`);
    const columns = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const sheet = await readRows(row(columns.map(formula).join("")));
    for (const order of [columns, [...columns].reverse(), [9, 1, 6, 10, 3, 2, 9, 4]]) {
      const found = order.map((column) => sheet.cell(1, column)?.formula);
      expect(found).toEqual(order.map((column) => (column % 3 === 0 ? `A${column}` : null)));
    }
  });

  it("is hidden with its own row, whatever the row before it says", async () => {
    const hidden = ' table:visibility="collapse"';
    const sheet = await readRows(
      [hidden, "", "", hidden, hidden].map((attributes) => row(cell("float", 'office:value="1"'), attributes)).join(""),
    );
    expect([1, 2, 3, 4, 5, 6].filter((number) => sheet.isRowHidden(number))).toEqual([1, 4, 5]);
  });

  it.each(["1..2", "NaN", "1e999", "1,5", ""])("is a text where %j stands for a number", async (stated) => {
    const sheet = await readRows(row(cell("float", `office:value="${stated}"`, "<text:p>shown</text:p>")));
    expect(typeof sheet.cell(1, 1)?.value).toBe("string");
  });

  it.each([
    [
      "spaces, tabs and breaks written as tags",
      "<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>",
      "a  b\tc\nd",
    ],
    ["paragraphs", "<text:p>a</text:p><text:p>b</text:p>", "a\nb"],
    ["spans and links", "<text:p><text:span>a</text:span> <text:a>b</text:a></text:p>", "a b"],
    ["white space of the XML", "<text:p>\n  a\n  b </text:p>", "a b"],
    ["entities", "<text:p>&#163;5 &amp; &lt;6</text:p>", "£5 & <6"],
  ])("has a text of %s", async (_, text, wanted) => {
    expect((await readRows(paragraph(text))).cell(1, 1)?.value).toBe(wanted);
  });

  it("keeps its comment apart, and a picture out", async () => {
    const note = "<office:annotation><dc:date>2024</dc:date><text:p>ask</text:p></office:annotation>";
    const picture = "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>";
    const sheet = await readRows(paragraph(`${note}<text:p>5</text:p>${picture}`));
    expect(sheet.cell(1, 1)).toMatchObject({ value: "5", note: "ask" });
    expect(sheet.notes).toEqual([{ row: 1, column: 1, text: "ask" }]);
  });
});

describe("the rows and columns of an ods sheet", () => {
  it("end with the last cell, however many empty ones follow", async () => {
    const sheet = await readRows(row(cell("float", 'office:value="1"')));
    expect([sheet.rowCount, sheet.columnCount]).toEqual([1, 1]);
  });

  it("repeat as often as they say", async () => {
    const repeated = cell("float", 'office:value="2" table:number-columns-repeated="3"');
    const sheet = await readRows(
      row(repeated, ' table:number-rows-repeated="2"') + row(cell("float", 'office:value="9"')),
    );
    expect([1, 2, 3].map((at) => [1, 2, 3, 4].map((column) => sheet.cell(at, column)?.value))).toEqual([
      [2, 2, 2, undefined],
      [2, 2, 2, undefined],
      [9, undefined, undefined, undefined],
    ]);
  });

  it("may be covered by a merged cell", async () => {
    const merged =
      '<table:table-cell office:value-type="float" office:value="1" table:number-columns-spanned="2" table:number-rows-spanned="1"/>';
    const sheet = await readRows(row(`${merged}<table:covered-table-cell/>${cell("float", 'office:value="3"')}`));
    expect([sheet.cell(1, 1)?.value, sheet.cell(1, 2), sheet.cell(1, 3)?.value]).toEqual([1, undefined, 3]);
    expect(sheet.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 2 }]);
  });

  it("may be hidden or filtered out", async () => {
    const columns =
      '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>';
    const hidden = ' table:visibility="filter" table:number-rows-repeated="2"';
    const sheet = await readRows(
      row(cell("float", 'office:value="1"'), hidden) + row(cell("float", 'office:value="2"')),
      columns,
    );
    expect([1, 2, 3].map((at) => sheet.isRowHidden(at))).toEqual([true, true, false]);
    expect([1, 2, 3, 4].map((at) => sheet.isColumnHidden(at))).toEqual([false, true, true, false]);
  });

  it.each([
    ["a cell behind the last column", row(cell("float", 'office:value="1" table:number-columns-repeated="16385"'))],
    [
      "a row repeated past the last one",
      row(cell("float", 'office:value="1"'), ' table:number-rows-repeated="1048577"'),
    ],
    ["a merged range past the last row", row(cell("float", 'office:value="1" table:number-rows-spanned="1048577"'))],
    ["a cell that is cut off", "<table:table-row><table:table-cell office:value-type=>"],
  ])("are refused with file and sheet for %s", async (_, rows) => {
    await expect(readRows(rows)).rejects.toThrow(/^spend\.ods, sheet "Data"/);
  });
});
