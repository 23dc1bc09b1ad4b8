import * as SheetJs from "@e965/xlsx";
import { describe, expect, it, vi } from "vitest";
import { readBook, writeFile, writeXlsx } from "../test/trial-files.ts";
import { readOdsStyles } from "./ods-styles.ts";
import { parseAddress, toAddress } from "./workbook.ts";

describe("the cells of a spreadsheet", () => {
  it("keep value, stored text, error and formula", async () => {
    const book = await readBook(
      await writeXlsx("cells.xlsx", [
        {
          name: "Sheet1",
          rows: [
            ["text ", 545043.8008348317, true, { error: "#REF!" }],
            [{ formula: "1+1", result: 2 }, { formula: "1/0", result: { error: "#DIV/0!" } }, null, "a_x000D_b"],
          ],
        },
      ]),
    );
    const sheet = book.sheets[0]!;
    expect(sheet.cell(1, 1)).toMatchObject({ value: "text ", raw: "text ", error: null, formula: null });
    expect(sheet.cell(1, 2)).toMatchObject({ value: 545043.8008348317, raw: "545043.8008348317" });
    expect(sheet.cell(1, 3)).toMatchObject({ value: true, raw: "TRUE" });
    expect(sheet.cell(1, 4)).toMatchObject({ value: null, raw: "#REF!", error: "#REF!" });
    expect(sheet.cell(2, 1)).toMatchObject({ value: 2, formula: "1+1" });
    expect(sheet.cell(2, 2)).toMatchObject({ value: null, error: "#DIV/0!", formula: "1/0" });
    expect(sheet.cell(2, 3)).toBeUndefined();
    expect(sheet.cell(9, 9)).toBeUndefined();
    expect([sheet.rowCount, sheet.columnCount]).toEqual([2, 4]);
  });

  it("know their sheets' merges and hiding", async () => {
    const book = await readBook(
      await writeXlsx("sheets.xlsx", [
        { name: "Seen", rows: [["a", null, "b"]], merges: ["A1:B2"] },
        { name: "Hidden", rows: [["a"]], state: "hidden" },
        { name: "Very", rows: [["a"]], state: "veryHidden" },
      ]),
    );
    expect(book.sheets.map((sheet) => sheet.isHidden)).toEqual([false, true, true]);
    expect(book.sheets[0]!.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 2 }]);
  });

  it("are the same from xlsx, xls and ods", async () => {
    const sheet = SheetJs.utils.aoa_to_sheet([
      ["Área", "2023-24"],
      ["E10000018", 1234.5],
    ]);
    for (const [type, extension] of [
      ["xlsx", "xlsx"],
      ["biff8", "xls"],
      ["ods", "ods"],
    ] as const) {
      const bytes = SheetJs.write(SheetJs.utils.book_new(sheet, "Data"), { type: "buffer", bookType: type }) as Buffer;
      const book = await readBook(writeFile(`same.${extension}`, bytes));
      expect(book.format).toBe(extension);
      expect(book.sheets[0]!.name).toBe("Data");
      expect(book.sheets[0]!.cell(1, 1)!.value).toBe("Área");
      expect(book.sheets[0]!.cell(2, 2)).toMatchObject({ value: 1234.5, raw: "1234.5", error: null });
    }
  });

  it("are read without a line on the console, whose own lines still come through", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await readBook(await writeXlsx("quiet.xlsx", [{ name: "Sheet1", rows: [["a"]] }]));
    console.error("kept");
    expect(printed.mock.calls).toEqual([["kept"]]);
    printed.mockRestore();
  });
});

describe("hidden sheets of an ods file", () => {
  it("are those whose table style is not displayed", () => {
    const xml = `<styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false" style:writing-mode="lr-tb"/></style:style></styles>`;
    const styles = readOdsStyles([xml], "hidden.ods");
    expect(["ta1", "ta2", "ta3"].map((style) => styles.isHiddenSheet(style))).toEqual([false, true, false]);
  });
});

describe("addresses", () => {
  it.each([
    [1, 1, "A1"],
    [212, 4, "D212"],
    [3, 26, "Z3"],
    [3, 27, "AA3"],
    [1, 702, "ZZ1"],
    [1_048_576, 16_384, "XFD1048576"],
  ])("say row %i, column %i as %s", (row, column, address) => {
    expect(toAddress(row, column)).toBe(address);
    expect(parseAddress(address)).toEqual({ row, column });
  });
});
