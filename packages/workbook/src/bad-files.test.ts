import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as SheetJs from "@e965/xlsx";
import { Fault } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { makeSpendRows, makeXlsx, makeZip, readBook, writeFile, writeXlsx } from "../test/trial-files.ts";
import { readWorkbook } from "./read-workbook.ts";

async function catchFault(reading: Promise<unknown>): Promise<Fault> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("Expected the file to be refused.");
}

describe("a file that cannot be read", () => {
  it("is refused when it is empty", async () => {
    const fault = await catchFault(readBook(writeFile("empty.xlsx", "")));
    expect(fault.code).toBe("workbook.empty");
    expect(fault.message).toBe(
      "empty.xlsx: the file is empty. Expected a workbook or delimited text. Found 0 bytes. " +
        "Fetch the file again and check that the publisher's copy is not empty.",
    );
  });

  it("is refused when the download stopped half way", async () => {
    const whole = readFileSync(await writeXlsx("whole.xlsx", [{ name: "LA data", rows: makeSpendRows() }]));
    for (const share of [0.1, 0.5, 0.99]) {
      const cut = writeFile("cut.xlsx", whole.subarray(0, Math.floor(whole.length * share)));
      const fault = await catchFault(readBook(cut));
      expect(fault.code).toBe("workbook.truncated");
      expect(fault.message).toContain("cut.xlsx: the file is incomplete. Expected a complete zip archive");
      expect(fault.message).toContain("Fetch the file again");
    }
  });

  it("is refused when a piece in the middle is missing though its directory is there", async () => {
    const whole = readFileSync(await writeXlsx("whole.xlsx", [{ name: "LA data", rows: makeSpendRows() }]));
    const middle = Math.floor(whole.length / 2);
    const file = writeFile("gap.xlsx", Buffer.concat([whole.subarray(0, middle - 200), whole.subarray(middle)]));
    expect((await catchFault(readBook(file))).code).toBe("workbook.truncated");
  });

  it("is refused when an old Excel workbook is cut short", async () => {
    const book = SheetJs.utils.book_new(SheetJs.utils.aoa_to_sheet(makeSpendRows().map((row) => row.map(String))));
    const whole = SheetJs.write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
    expect((await readBook(writeFile("whole.xls", whole))).sheets[0]!.cell(3, 1)!.value).toBe("ONS code");
    for (const keep of [300, whole.length / 2, whole.length - 600]) {
      const fault = await catchFault(readBook(writeFile("cut.xls", whole.subarray(0, keep))));
      expect(fault.code).toBe("workbook.truncated");
      expect(fault.message).toContain("cut.xls: the file is incomplete. Expected a complete Excel 97-2003 workbook");
    }
  });

  it.each([
    ["page.xlsx", "<!DOCTYPE html><html><body>Page not found</body></html>", "a web page"],
    ["page.csv", "<html><body>Sign in</body></html>", "a web page"],
    ["report.csv", "%PDF-1.7\n", "a PDF"],
    ["answer.csv", '{"error": "gone"}', "a JSON document"],
    ["table.ods", "area,spend\nE10000018,5\n", 'bytes that start "area,spend'],
  ])("is refused when %s is something else", async (name, content, found) => {
    const fault = await catchFault(readBook(writeFile(name, content)));
    expect(fault.code).toBe("workbook.unknown_format");
    expect(fault.message).toContain(name);
    expect(fault.message).toContain(`Found ${found}`);
  });

  it("is refused when it is neither a workbook nor text", async () => {
    const fault = await catchFault(readBook(writeFile("noise.csv", Buffer.from([0, 1, 2, 3, 0, 255, 254, 7]))));
    expect(fault.code).toBe("workbook.unknown_format");
    expect(fault.message).toContain("xlsx, xls, ods, or text in UTF-8, UTF-16 or windows-1252");
  });

  it("is refused when it needs a password", async () => {
    const container = SheetJs.CFB.utils.cfb_new();
    SheetJs.CFB.utils.cfb_add(container, "/EncryptedPackage", Buffer.alloc(5000, 7));
    SheetJs.CFB.utils.cfb_add(container, "/EncryptionInfo", Buffer.alloc(5000, 8));
    const protectedXlsx = SheetJs.CFB.write(container, { type: "buffer" }) as Buffer;
    const protectedOds = makeZip({
      "content.xml": "scrambled",
      "META-INF/manifest.xml": '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>',
    });
    for (const [name, bytes] of [
      ["secret.xlsx", protectedXlsx],
      ["secret.ods", protectedOds],
    ] as const) {
      const fault = await catchFault(readBook(writeFile(name, bytes)));
      expect(fault.code).toBe("workbook.encrypted");
      expect(fault.message).toContain(`${name}: the file is protected with a password`);
    }
  });

  it("is refused before unpacking when it would unpack to too much", async () => {
    const bytes = await makeXlsx([{ name: "LA data", rows: makeSpendRows() }]);
    const fault = await catchFault(readWorkbook(bytes, "bomb.xlsx", { maxUnpackedBytes: 1000 }));
    expect(fault.code).toBe("workbook.too_large");
    expect(fault.message).toContain("bomb.xlsx: the file unpacks to more than is allowed. Expected at most 1000 bytes");
    const packed = gzipSync(Buffer.alloc(5000, "a,b\n"));
    const gzFault = await catchFault(readWorkbook(packed, "bomb.csv.gz", { maxUnpackedBytes: 1000 }));
    expect(gzFault.code).toBe("workbook.too_large");
  });

  it("is refused when a zip holds several files", async () => {
    const fault = await catchFault(readBook(writeFile("both.zip", makeZip({ "a.csv": "x\n", "b.csv": "y\n" }))));
    expect(fault.code).toBe("workbook.unknown_format");
    expect(fault.message).toContain("Found a.csv, b.csv");
  });

  it("is refused when the parts of a workbook are damaged", async () => {
    const bytes = makeZip({ "xl/workbook.xml": "<workbook>", "[Content_Types].xml": "<Types/>" });
    const fault = await catchFault(readBook(writeFile("damaged.xlsx", bytes)));
    expect(fault.code).toBe("workbook.damaged");
    expect(fault.message).toContain("damaged.xlsx: the workbook cannot be read");
  });
});

describe("a packed file", () => {
  it("is read when a zip or gzip holds just one", async () => {
    const text = "code,total\nE10000018,5\n";
    const inZip = await readBook(writeFile("spend.zip", makeZip({ "folder/spend.csv": text })));
    const inGzip = await readBook(writeFile("spend.csv.gz", gzipSync(text)));
    const xlsx = await makeXlsx([{ name: "LA data", rows: [["total"], [5]] }]);
    const nested = await readBook(writeFile("nested.zip", makeZip({ "spend.xlsx": xlsx })));
    expect(inZip.sheets[0]!.cell(2, 2)!.value).toBe("5");
    expect(inGzip.sheets[0]!.cell(2, 2)!.value).toBe("5");
    expect(nested.sheets[0]!.cell(2, 1)!.value).toBe(5);
  });
});
