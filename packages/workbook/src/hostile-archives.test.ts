import { gzipSync } from "node:zlib";
import { Fault } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { makeRawParts, makeRowsXlsx } from "../test/raw-xlsx.ts";
import { writeRawZip, type RawPart } from "../test/raw-zip.ts";
import { readWorkbook } from "./read-workbook.ts";

const rows = '<row r="1"><c r="A1"><v>5</v></c></row>';
const book = { sheets: [{ name: "Data", xml: `<sheetData>${rows}</sheetData>` }] };
const SHEET = "xl/worksheets/sheet1.xml";

/** The parts of a good workbook, its sheet written in another way. */
function withSheet(change: Partial<RawPart>): RawPart[] {
  return makeRawParts(book).map((part) => (part.name === SHEET ? { ...part, ...change } : part));
}

async function refuse(bytes: Uint8Array, fileName = "spend.xlsx"): Promise<string> {
  try {
    await readWorkbook(bytes, fileName);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    expect(error.message).toContain(fileName);
    return `${error.code}: ${error.detail.found ?? error.summary}`;
  }
  throw new Error("Expected the file to be refused.");
}

describe("a workbook whose archive is written in a rarer way is read", () => {
  it.each<[string, Partial<RawPart>]>([
    ["plainly, not deflated", { isStored: true }],
    ["with sizes behind the bytes", { hasDescriptor: true }],
    ["with sizes of 64 bits", { isZip64: true }],
    ["under a name in capitals", { name: SHEET.toUpperCase() }],
  ])("%s", async (_, change) => {
    const sheet = (await readWorkbook(writeRawZip(withSheet(change)), "spend.xlsx")).sheets[0]!;
    expect(sheet.cell(1, 1)!.value).toBe(5);
  });
});

describe("an archive that lies is refused in words", () => {
  it.each<[string, RawPart[], RegExp]>([
    [
      "a size that is too small",
      withSheet({ statedBytes: 10 }),
      /truncated: .*sheet1\.xml unpacks to other than its 10/,
    ],
    ["a size that is too large", withSheet({ statedBytes: 9999 }), /truncated: .*sheet1\.xml unpacks to other than/],
    ["a packed size past the end", withSheet({ statedPackedBytes: 99_999 }), /truncated: .*sheet1\.xml is cut short/],
    ["a size past every limit", withSheet({ statedBytes: 0x7fffffff }), /too_large: \d+ bytes in 5 parts/],
    [
      "a ratio nothing reaches",
      withSheet({ statedBytes: 200 << 20 }),
      /too_large: .*sheet1\.xml: \d+ bytes that unpack to/,
    ],
    ["a wrong check sum", withSheet({ statedSum: 7 }), /damaged: bytes of .*sheet1\.xml that do not match/],
    ["an unknown way of packing", withSheet({ method: 14 }), /damaged: .*packed in a way \(14\)/],
    ["a part that is encrypted", withSheet({ flags: 1 }), /encrypted/],
    ["a name that leads outside", withSheet({ name: "../../etc/cron.d/evil" }), /damaged: a part whose name leads out/],
    ["an absolute name", withSheet({ name: "/etc/passwd" }), /damaged: a part whose name leads out/],
    [
      "two parts of one name",
      [...makeRawParts(book), makeRawParts(book)[0]!],
      /damaged: two parts that are both called/,
    ],
    [
      "parts that share their bytes",
      [...makeRawParts(book), { name: "more.xml", content: "", sharesBytesOf: 0, statedPackedBytes: 40 }],
      /damaged: .* share the same bytes/,
    ],
  ])("%s", async (_, parts, found) => {
    expect(await refuse(writeRawZip(parts))).toMatch(found);
  });

  it("a directory that counts parts which are not there", async () => {
    expect(await refuse(writeRawZip(makeRawParts(book), 60))).toMatch(/truncated: a directory that cannot be read/);
  });

  it("more parts than any workbook has", async () => {
    const parts = Array.from({ length: 66_000 }, (_, index) => ({ name: `${index}.xml`, content: "", isStored: true }));
    expect(await refuse(writeRawZip(parts))).toBe("workbook.too_large: 66000");
  });
});

describe("archives within archives", () => {
  const nest = (bytes: Uint8Array, depth: number): Uint8Array =>
    depth === 0 ? bytes : nest(writeRawZip([{ name: "inner.zip", content: bytes }]), depth - 1);

  it("are opened to a depth that somebody may have meant", async () => {
    const inner = writeRawZip([{ name: "spend.csv.gz", content: gzipSync("code,total\nE1,5\n") }]);
    const sheet = (await readWorkbook(inner, "spend.zip")).sheets[0]!;
    expect(sheet.cell(2, 2)!.value).toBe("5");
  });

  it("are refused below it, so that an archive that holds itself ends", async () => {
    const text = Buffer.from("code,total\nE1,5\n");
    expect(await refuse(nest(text, 12), "spend.zip")).toMatch(/^workbook\.too_large: 4 or more/);
  });

  it("are named by the way to the file that cannot be read", async () => {
    const bytes = writeRawZip([{ name: "2024/spend.xlsx", content: "area,total\n" }]);
    await expect(readWorkbook(bytes, "spend.zip")).rejects.toThrow("spend.zip/2024/spend.xlsx: the file is not what");
  });
});

describe("a workbook that would fill up memory from a small file", () => {
  it("by listing one sheet many times is refused", async () => {
    const relation = '<sheet name="Data" sheetId="1" r:id="rId1"/>';
    const parts = makeRawParts(book).map((part) =>
      part.name === "xl/workbook.xml"
        ? { ...part, content: String(part.content).replace(relation, relation.repeat(5000)) }
        : part,
    );
    expect(await refuse(writeRawZip(parts))).toMatch(/damaged: two sheets that are one and the same part/);
  });

  it("by a huge part that is small in genuine files is refused", async () => {
    const styles = Buffer.alloc(70 << 20, " ");
    const parts = [...makeRawParts({ ...book, formats: ["0"] })].map((part) =>
      part.name === "xl/styles.xml" ? { ...part, content: styles, isStored: true } : part,
    );
    expect(await refuse(writeRawZip(parts))).toBe(`workbook.too_large: ${70 << 20} bytes`);
  });

  it("by one endless tag is refused", async () => {
    const bytes = makeRowsXlsx(`<row r="1"><c r="${"A".repeat(18 << 20)}"/></row>`);
    expect(await refuse(bytes)).toMatch(
      /too_large: (more in xl\/worksheets\/sheet1\.xml|.*sheet1\.xml: \d+ bytes that unpack)/,
    );
  });

  it("by sheets without number in an ods file is refused", async () => {
    const content = `<office:document-content>${"<table:table/>".repeat(5000)}</office:document-content>`;
    expect(await refuse(writeRawZip([{ name: "content.xml", content }]), "spend.ods")).toMatch(/more than 4000 sheets/);
  });

  it("by repeated cells in an ods file is refused", async () => {
    const cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>';
    const row = `<table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row>`;
    const content = `<office:document-content><table:table table:name="Data">${row}</table:table></office:document-content>`;
    expect(await refuse(writeRawZip([{ name: "content.xml", content }]), "spend.ods")).toMatch(
      /too_large: \d+ or more/,
    );
  });
});

describe("entities that a workbook declares", () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';

  it.each(["xl/workbook.xml", SHEET])("are refused in %s, never expanded", async (name) => {
    for (const declaration of [bomb, outside]) {
      const parts = makeRawParts(book).map((part) =>
        part.name === name ? { ...part, content: String(part.content).replace("?>\n", `?>${declaration}`) } : part,
      );
      expect(await refuse(writeRawZip(parts))).toBe(`workbook.damaged: <!DOCTYPE in ${name}`);
    }
  });

  it("that are not declared stay as they are written", async () => {
    const bytes = makeRowsXlsx('<row r="1"><c r="A1" t="str"><v>&bomb;&lt;</v></c></row>');
    expect((await readWorkbook(bytes, "spend.xlsx")).sheets[0]!.cell(1, 1)!.value).toBe("&bomb;<");
  });
});
