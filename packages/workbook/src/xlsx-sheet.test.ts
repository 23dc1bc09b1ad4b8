import { describe, expect, it } from "vitest";
import { CellKind, CellStore } from "./cell-store.ts";
import { TextPool } from "./text-pool.ts";
import { toAddress } from "./workbook.ts";
import { XlsxSheetScanner } from "./xlsx-sheet.ts";

/** Everything the standard allows and programs write: prefixes, comments, CDATA, attributes in any order, gaps. */
const ODD_SHEET = `<?xml version="1.0"?><!-- <c r="A1"/> --><x:worksheet xmlns:x="main" xmlns:y='other'>
<x:cols><x:col min="2" max='3' hidden="1" width="9"/></x:cols><x:sheetData>
<x:row r="2" hidden='true' y:r="9"><x:c t="s" r="A2" s="3"><x:v>1</x:v></x:c><x:c r="B2"><x:v>-12.5e-1</x:v></x:c><x:c r="C2"/>
<x:c r="D2" t="inlineStr"><x:is><x:r><x:rPr/><x:t>a &amp; </x:t></x:r><x:rPh sb="0" eb="1"><x:t>no</x:t></x:rPh><x:r><x:t xml:space="preserve">b > c</x:t></x:r></x:is></x:c></x:row>
<x:row><x:c><x:v>7</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t='e'><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c t="str"><x:f t="shared" si="4" ref="D3:D4">A3&amp;"&lt;"</x:f><x:v><![CDATA[<z>]]>!</x:v></x:c></x:row>
<x:row r="4"><!-- between --><x:c r="D4" t="str"><x:f si="4" t="shared"/></x:c><x:c r = "F4" t = "d" ><x:v>2024-02-29</x:v></x:c><x:c r="G4"><x:v>1..2</x:v></x:c><x:c r="H4"><x:f>NOW()</x:f></x:c></x:row>
<x:row r="5"/></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A2:B3"/></x:mergeCells></x:worksheet>`;

function makeScanner(): { scanner: XlsxSheetScanner; cells: CellStore } {
  const cells = new CellStore(new TextPool(true));
  const places = { fileName: "odd.xlsx", sheetName: "Odd" };
  return { scanner: new XlsxSheetScanner({ cells, sharedTexts: 2, usesDate1904: false, ...places }), cells };
}

/** Scans as `scanPart` does: what a scan leaves over comes again in front of the next piece. */
function scanInPieces(xml: Buffer, cuts: readonly number[]): unknown {
  const { scanner, cells } = makeScanner();
  let rest: Buffer = Buffer.alloc(0);
  let from = 0;
  for (const cut of [...cuts, xml.length]) {
    const piece = Buffer.concat([rest, xml.subarray(from, cut)]);
    const done = scanner.scan(Buffer.concat([piece, Buffer.alloc(64)]), piece.length);
    rest = piece.subarray(done);
    from = cut;
  }
  scanner.finish();
  const stored: Record<string, unknown> = {};
  cells.forEachCell((row, column, index) => {
    const kind = cells.kindAt(index);
    const isOwnText = kind === CellKind.ownText || kind === CellKind.error;
    const number = cells.numberAt(index);
    const formula = cells.formulaAt(index);
    const printed = formula === undefined ? null : formula < 0 ? `shared ${~formula}` : cells.texts.text(formula);
    stored[toAddress(row, column)] = [
      kind,
      cells.styleAt(index),
      isOwnText ? cells.texts.text(number) : number,
      printed,
    ];
  });
  const { merges, hiddenRows, hiddenColumns, formulas } = scanner;
  return { stored, merges, hiddenRows: [...hiddenRows], hiddenColumns, groups: formulas.groups };
}

describe("the cells of a worksheet's XML", () => {
  const xml = Buffer.from(ODD_SHEET);

  it("are found whatever the standard allows around them", () => {
    expect(scanInPieces(xml, [])).toEqual({
      stored: {
        A2: [CellKind.sharedText, 3, 1, null],
        B2: [CellKind.number, 0, -1.25, null],
        D2: [CellKind.ownText, 0, "a & b > c", null],
        A3: [CellKind.number, 0, 7, null],
        B3: [CellKind.boolean, 0, 1, null],
        C3: [CellKind.error, 0, "#DIV/0!", "1/0"],
        D3: [CellKind.ownText, 0, "<z>!", "shared 0"],
        D4: [CellKind.ownText, 0, "", "shared 0"],
        F4: [CellKind.number, 0, 45_351, null],
        G4: [CellKind.ownText, 0, "1..2", null],
        H4: [CellKind.noResult, 0, 0, "NOW()"],
      },
      merges: [{ top: 2, left: 1, bottom: 3, right: 2 }],
      hiddenRows: [2],
      hiddenColumns: [{ first: 2, last: 3 }],
      groups: [{ text: 'A3&"<"', row: 3, column: 4 }],
    });
  });

  it("are the same wherever the bytes are cut in two", () => {
    const whole = scanInPieces(xml, []);
    // Compared as text: a thousand deep comparisons would take seconds.
    const printed = JSON.stringify(whole);
    for (let cut = 0; cut <= xml.length; cut += 1) {
      if (JSON.stringify(scanInPieces(xml, [cut])) !== printed) expect(scanInPieces(xml, [cut])).toEqual(whole);
    }
  });

  it("are the same when the bytes come in many small pieces", () => {
    const whole = scanInPieces(xml, []);
    const cuts = Array.from({ length: Math.floor(xml.length / 3) }, (_, piece) => piece * 3);
    expect(scanInPieces(xml, cuts)).toEqual(whole);
  });

  it.each([
    ['<row r="0"><c r="A1"><v>1</v></c></row>', "a row numbered 0"],
    ['<row r="1"><c r="A1" t="q"><v>1</v></c></row>', 'a cell of type "q"'],
    ['<row r="1"><c r="1A"><v>1</v></c></row>', "a cell that is written in no valid way"],
    ['<row r="1"><c r="XFE1"><v>1</v></c></row>', "a cell in row 1, column 16385"],
    ['<row r="1"><c r="B1" t="s"><v>2</v></c></row>', "shared text 2 of 2"],
    ['<row r="1"><c r="A1"><v>1\u0000</v></c></row>', "a cell that is written in no valid way"],
  ])("are refused when they say %s", (rows, found) => {
    const sheet = Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    const { scanner } = makeScanner();
    expect(() => scanner.scan(Buffer.concat([sheet, Buffer.alloc(64)]), sheet.length)).toThrow(found);
  });
});
