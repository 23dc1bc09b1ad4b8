import { describe, expect, it } from "vitest";
import { readBook, writeFile } from "../test/trial-files.ts";

async function readCells(name: string, bytes: Uint8Array | string): Promise<(string | null)[][]> {
  const sheet = (await readBook(writeFile(name, bytes))).sheets[0]!;
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => sheet.cell(row + 1, column + 1)?.raw ?? null),
  );
}

describe("delimited text", () => {
  it.each([
    ["comma", "code,total\nE10000018,5\n"],
    ["semicolon", "code;total\r\nE10000018;5\r\n"],
    ["tab", "code\ttotal\nE10000018\t5"],
    ["bar", "code|total\nE10000018|5\n"],
  ])("is read with its own delimiter: %s", async (_, text) => {
    expect(await readCells("text.csv", text)).toEqual([
      ["code", "total"],
      ["E10000018", "5"],
    ]);
  });

  it("keeps to the table's delimiter when the preamble has commas", async () => {
    const text = "Spend, by authority, in pounds\n\ncode;name;total\nE1;a,b;1\nE2;c;2\n";
    expect((await readCells("preamble.csv", text))[3]).toEqual(["E1", "a,b", "1"]);
  });

  it("counts blank lines and quoted line breaks as a spreadsheet shows them", async () => {
    const cells = await readCells("lines.csv", 'Title\n\n"two\nlines",b\nx,y\n');
    expect(cells[2]).toEqual(["two\nlines", "b"]);
    expect(cells[3]).toEqual(["x", "y"]);
  });

  it("ends a row at any kind of line end, even when they are mixed", async () => {
    expect(await readCells("mixed.csv", "a,b\r\nc,d\ne,f\rg,h")).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
      ["g", "h"],
    ]);
  });

  it.each([
    ["UTF-8", Buffer.from("cost,£5 – é")],
    ["UTF-8 with a mark", Buffer.from("\ufeffcost,£5 – é")],
    ["windows-1252", Buffer.from([...Buffer.from("cost,"), 0xa3, 0x35, 0x20, 0x96, 0x20, 0xe9])],
    ["UTF-16", Buffer.from("\ufeffcost,£5 – é", "utf16le")],
    ["UTF-16, high byte first", Buffer.from("\ufeffcost,£5 – é", "utf16le").swap16()],
  ])("is decoded from %s", async (_, bytes) => {
    expect(await readCells("encoded.csv", bytes)).toEqual([["cost", "£5 – é"]]);
  });

  it("keeps a sign that the publisher had already lost", async () => {
    expect(await readCells("lost.csv", "cost,\ufffd5\n")).toEqual([["cost", "\ufffd5"]]);
  });

  it("takes a stray quote inside a cell as it stands", async () => {
    expect(await readCells("stray.csv", 'item,cost\n5" pipe,12\n')).toEqual([
      ["item", "cost"],
      ['5" pipe', "12"],
    ]);
  });

  it("is refused at the line whose quote is never closed", async () => {
    await expect(readCells("open.csv", 'item,cost\n"pipe,12\nnut,3\n')).rejects.toThrow(
      /open\.csv:\d+: the text cannot be read as delimited cells.*closing.*Look at that line/s,
    );
  });

  it("knows the failed formulas of the spreadsheet it was saved from", async () => {
    const sheet = (await readBook(writeFile("saved.csv", "total\n#REF!\n"))).sheets[0]!;
    expect(sheet.cell(2, 1)).toMatchObject({ value: null, raw: "#REF!", error: "#REF!" });
  });
});
