import { constants } from "node:buffer";
import { Fault } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { readWorkbook } from "./read-workbook.ts";

const toBytes = (text: Uint8Array | string): Uint8Array => (typeof text === "string" ? Buffer.from(text) : text);

async function readRows(bytes: Uint8Array | string): Promise<string[][]> {
  const sheet = (await readWorkbook(toBytes(bytes), "spend.csv")).sheets[0]!;
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => sheet.cell(row + 1, column + 1)?.raw ?? ""),
  );
}

async function refuse(bytes: Uint8Array | string): Promise<Fault> {
  try {
    await readWorkbook(toBytes(bytes), "spend.csv");
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("Expected the text to be refused.");
}

describe("delimited text in mixed or rarer encodings", () => {
  const lines = (end: string) => `area,cost${end}Café,£5${end}`;

  it.each([
    ["UTF-16 without a mark", Buffer.from(lines("\r\n"), "utf16le")],
    ["UTF-16 without a mark, high byte first", Buffer.from(lines("\r\n"), "utf16le").swap16()],
    ["windows-1252", Buffer.from(lines("\n"), "latin1")],
    ["UTF-8 with lone carriage returns", Buffer.from(lines("\r"))],
  ])("is read: %s", async (_, bytes) => {
    expect(await readRows(bytes)).toEqual([
      ["area", "cost"],
      ["Café", "£5"],
    ]);
  });

  it("is read line by line when files of two encodings were put together", async () => {
    const bytes = Buffer.concat([
      Buffer.from("café,£1\n"),
      Buffer.from("café,£2\n", "latin1"),
      Buffer.from("café,£3\n"),
    ]);
    expect(await readRows(bytes)).toEqual([
      ["café", "£1"],
      ["café", "£2"],
      ["café", "£3"],
    ]);
  });

  it("is refused at the line with a zero byte", async () => {
    const fault = await refuse("area,cost\nE1,5\nE2,\0\n");
    expect(fault.message).toMatch(/^spend\.csv:3: the file is neither a workbook nor text.*code 0/);
  });
});

describe("delimited text of a rarer shape", () => {
  it("has the delimiter its first line states, which counts as a row", async () => {
    expect(await readRows("sep=;\na,b,c;d\n")).toEqual([
      ["sep=", ""],
      ["a,b,c", "d"],
    ]);
  });

  it("may have rows of any length", async () => {
    expect(await readRows("a,b\nc\n\nd,e,f\n")).toEqual([
      ["a", "b", ""],
      ["c", "", ""],
      ["", "", ""],
      ["d", "e", "f"],
    ]);
  });

  it("may have 16,384 columns of junk", async () => {
    const rows = await readRows(`${",".repeat(16_383)}\nx${",".repeat(16_383)}y\n`);
    expect([rows.length, rows[1]!.length, rows[1]!.at(-1)]).toEqual([2, 16_384, "y"]);
  });
});

describe("delimited text that would fill up memory", () => {
  it("on one line is refused by the line", async () => {
    const fault = await refuse(`area,cost\nE1,"${"x".repeat(17 << 20)}`);
    expect(fault.code).toMatch(/^workbook\.(damaged|too_large)$/);
    expect(fault.message).toMatch(/^spend\.csv:\d+: /);
  });

  it("is refused by its size when no string can hold it, whatever is on its lines", async () => {
    // Nothing is written to these bytes, so they take up no memory.
    const fault = await refuse(Buffer.alloc(constants.MAX_STRING_LENGTH + 1));
    expect(fault.code).toBe("workbook.too_large");
    expect(fault.message).toMatch(/^spend\.csv: the text is too large to be read. Expected at most \d+ bytes/);
    expect(fault.message).toContain(`Found ${constants.MAX_STRING_LENGTH + 1} bytes`);
  });
});

describe("what only looks like delimited text", () => {
  it("is refused by the name of what it is", async () => {
    const flat =
      '<?xml version="1.0"?>\n<office:document xmlns:office="o" office:version="1.3"><office:body/></office:document>';
    expect((await refuse(flat)).message).toContain("Found a flat OpenDocument file");
  });
});
