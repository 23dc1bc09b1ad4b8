import { describe, expect, it } from "vitest";
import { makeRawXlsx, makeRowsXlsx, toRelations, type RawBook } from "../test/raw-xlsx.ts";
import { readWorkbook } from "./read-workbook.ts";
import type { Cell, Sheet } from "./workbook.ts";

async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  return (await readWorkbook(bytes, "spend.xlsx")).sheets[0]!;
}

async function readRow(rows: string, rest: Omit<RawBook, "sheets"> = {}): Promise<(Cell["value"] | undefined)[]> {
  const sheet = await readSheet(makeRowsXlsx(rows, rest));
  return Array.from({ length: sheet.columnCount }, (_, column) => sheet.cell(1, column + 1)?.value);
}

describe("an xlsx sheet is read though", () => {
  it("its cells and rows do not say where they are", async () => {
    const sheet = await readSheet(
      makeRowsXlsx("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
    );
    expect([sheet.cell(1, 1)?.value, sheet.cell(1, 2), sheet.cell(1, 3)?.value, sheet.cell(2, 1)?.value]).toEqual([
      1,
      undefined,
      2,
      3,
    ]);
  });

  it("its rows and cells come out of order, the last of two in one place counting", async () => {
    const rows =
      '<row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row>' +
      '<row r="1"><c r="A1"><v>11</v></c></row><row r="3"><c r="A3"><v>99</v></c></row>';
    const sheet = await readSheet(makeRowsXlsx(rows));
    expect([sheet.cell(1, 1)?.value, sheet.cell(3, 1)?.value, sheet.cell(3, 2)?.value]).toEqual([11, 99, 32]);
    expect(sheet.rowCount).toBe(3);
  });

  it("all its tags have a prefix and its attributes single quotes", async () => {
    const xml =
      "<x:sheetData><x:row r='1'><x:c r='A1'><x:v>4</x:v></x:c><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>";
    const bytes = makeRawXlsx({
      sheets: [{ name: "Data", xml: "" }],
      parts: { "xl/worksheets/sheet1.xml": `<?xml version='1.0'?><x:worksheet xmlns:x='m'>${xml}</x:worksheet>` },
    });
    const sheet = await readSheet(bytes);
    expect([sheet.cell(1, 1)?.value, sheet.cell(1, 2)?.value]).toEqual([4, "a"]);
  });

  it.each([
    ["UTF-8 with a mark", (xml: string) => Buffer.from(`\ufeff${xml}`)],
    ["UTF-16", (xml: string) => Buffer.from(`\ufeff${xml.replace("UTF-8", "UTF-16")}`, "utf16le")],
    [
      "UTF-16, high byte first",
      (xml: string) => Buffer.from(`\ufeff${xml.replace("UTF-8", "UTF-16")}`, "utf16le").swap16(),
    ],
  ])("its parts are written in %s", async (_, encode) => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    const sheetXml = `${head}<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`;
    const bookXml = `${head}<workbook><sheets><sheet name="Räte" sheetId="1" r:id="rId1"/></sheets></workbook>`;
    const bytes = makeRawXlsx({
      sheets: [{ name: "Räte", xml: "" }],
      texts: [],
      parts: {
        "xl/worksheets/sheet1.xml": encode(sheetXml),
        "xl/workbook.xml": encode(bookXml),
        "xl/sharedStrings.xml": encode(`${head}<sst><si><t>£5 – 😀</t></si></sst>`),
      },
    });
    const sheet = await readSheet(bytes);
    expect([sheet.name, sheet.cell(1, 1)?.value]).toEqual(["Räte", "£5 – 😀"]);
  });

  it("its relationships are absolute, and its namespaces those of the strict standard", async () => {
    const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    const bytes = makeRawXlsx({
      sheets: [{ name: "Data", xml: "<sheetData><row><c><v>7</v></c></row></sheetData>" }],
      parts: {
        "_rels/.rels": toRelations([["a", `${strict}/officeDocument`, "/xl/workbook.xml"]]),
        "xl/_rels/workbook.xml.rels": toRelations([["rId1", `${strict}/worksheet`, "/xl/worksheets/sheet1.xml"]]),
      },
    });
    expect((await readSheet(bytes)).cell(1, 1)?.value).toBe(7);
  });

  it("styles and shared texts are missing", async () => {
    const sheet = await readSheet(makeRowsXlsx('<row><c s="3"><v>45000</v></c></row>'));
    expect(sheet.cell(1, 1)).toMatchObject({ value: 45_000, error: null });
  });

  it("its dimension and spans lie", async () => {
    const xml =
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="2" spans="1:16384"><c r="B2"><v>1</v></c></row></sheetData>';
    const sheet = await readSheet(makeRawXlsx({ sheets: [{ name: "Data", xml }] }));
    expect([sheet.rowCount, sheet.columnCount]).toEqual([2, 2]);
  });
});

describe("a cell of an xlsx sheet", () => {
  it("has a text of runs put together, phonetic guides and styles left out", async () => {
    const text =
      '<r><rPr><b/></rPr><t xml:space="preserve">Net </t></r><r><t>spend</t></r><rPh sb="0" eb="1"><t>ネット</t></rPh><phoneticPr fontId="1"/>';
    expect(await readRow('<row><c t="s"><v>0</v></c></row>', { texts: [text] })).toEqual(["Net spend"]);
  });

  it("keeps white space, and puts back what XML cannot hold", async () => {
    const texts = [
      '<t xml:space="preserve"> a  b </t>',
      "<t>a_x000D_b_x005F_x000D_</t>",
      "<t/>",
      "<t>&#163;&amp;&#x1F600;</t>",
    ];
    const row = `<row>${texts.map((_, index) => `<c t="s"><v>${index}</v></c>`).join("")}</row>`;
    expect(await readRow(row, { texts })).toEqual([" a  b ", "a\rb_x000D_", "", "£&😀"]);
  });

  it("has the type it says", async () => {
    const row =
      '<row><c t="d"><v>2023-04-01</v></c><c t="b"><v>1</v></c><c t="b"><v>false</v></c><c t="e"><v>#N/A</v></c>' +
      '<c t="str"><f>A1</f><v>x</v></c><c t="inlineStr"><is><t>y</t></is></c><c t="n"><v>1E-3</v></c></row>';
    expect(await readRow(row)).toEqual([45_017, true, false, null, "x", "y", 0.001]);
  });

  it.each(["1..2", "1,23", "N/K", "NaN", "Infinity", "0x1F", "1e999", "--1", "\u0661\u0662"])(
    "is the text %j, not a number, where that stands for one",
    async (printed) => {
      expect(await readRow(`<row><c><v>${printed}</v></c></row>`)).toEqual([printed]);
    },
  );

  it("that says true and means nothing stays a text", async () => {
    expect(await readRow('<row><c t="b"><v>maybe</v></c></row>')).toEqual(["maybe"]);
  });

  it("has no value but its formula when the result was not saved", async () => {
    const sheet = await readSheet(makeRowsXlsx('<row><c><f>SUM(B1:C1)</f></c><c t="str"><f>A1</f><v></v></c></row>'));
    expect(sheet.cell(1, 1)).toMatchObject({ value: null, raw: "", formula: "SUM(B1:C1)" });
    expect(sheet.cell(1, 2)).toMatchObject({ value: "", formula: "A1" });
  });

  it.each([
    ["past the last row", '<row r="1048577"><c><v>1</v></c></row>', /a row numbered 1048577/],
    ["past the last column", '<row r="1"><c r="XFE1"><v>1</v></c></row>', /row 1, column 16385/],
    ["of an unknown type", '<row r="1"><c r="B1" t="zz"><v>1</v></c></row>', /a cell of type "zz"/],
    [
      "with a shared text that is not there",
      '<row r="1"><c r="B1" t="s"><v>3</v></c></row>',
      /cell B1.*shared text 3 of 0/,
    ],
    ["in XML that stops", '<row r="1"><c r="B1"><v>1', /cannot be read/],
  ])("%s is refused with file and sheet", async (_, rows, message) => {
    await expect(readSheet(makeRowsXlsx(rows))).rejects.toThrow(/^spend\.xlsx, sheet "Data"/);
    await expect(readSheet(makeRowsXlsx(rows))).rejects.toThrow(message);
  });

  it("merged past the sheet is refused", async () => {
    const xml = '<sheetData/><mergeCells><mergeCell ref="A1:XFE9"/></mergeCells>';
    const bytes = makeRawXlsx({ sheets: [{ name: "Data", xml }] });
    await expect(readSheet(bytes)).rejects.toThrow(/a merged range "A1:XFE9"/);
  });
});

describe("the sheets of an xlsx workbook", () => {
  it("may be charts, very hidden or merged all over", async () => {
    const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const book = await readWorkbook(
      makeRawXlsx({
        sheets: [
          { name: "Chart", xml: "" },
          { name: "Secret", xml: "<sheetData/>", state: "veryHidden" },
          {
            name: "Merged",
            xml: '<sheetData/><mergeCells><mergeCell ref="A1:C9"/><mergeCell ref="D1:D2"/></mergeCells>',
          },
        ],
        parts: {
          "xl/_rels/workbook.xml.rels": toRelations([
            ["rId1", `${relation}/chartsheet`, "chartsheets/sheet1.xml"],
            ["rId2", `${relation}/worksheet`, "worksheets/sheet2.xml"],
            ["rId3", `${relation}/worksheet`, "worksheets/sheet3.xml"],
          ]),
        },
      }),
      "spend.xlsx",
    );
    expect(
      book.sheets.map(({ name, isHidden, rowCount, merges }) => [name, isHidden, rowCount, merges.length]),
    ).toEqual([
      ["Chart", true, 0, 0],
      ["Secret", true, 0, 0],
      ["Merged", false, 0, 2],
    ]);
  });

  it("count days from 1904 where the workbook says so, and defined names mean nothing", async () => {
    const names = "<definedNames><definedName name='_xlnm.Print_Area'>Data!$A$1</definedName></definedNames>";
    const bytes = makeRowsXlsx("<row><c><v>1</v></c></row>", { workbookPr: `<workbookPr date1904="1"/>${names}` });
    expect((await readWorkbook(bytes, "spend.xlsx")).usesDate1904).toBe(true);
  });

  it("are refused when a part is missing, by sheet", async () => {
    const bytes = makeRowsXlsx("", {
      parts: { "xl/worksheets/sheet1.xml": null, "xl/worksheets/other.xml": "<worksheet/>" },
    });
    await expect(readSheet(bytes)).rejects.toThrow(/^spend\.xlsx, sheet "Data": .*no xl\/worksheets\/sheet1\.xml/);
  });
});
