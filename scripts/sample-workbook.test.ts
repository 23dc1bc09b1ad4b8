import { readWorkbook } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { toSampleCell, toWorkbookBytes } from "./sample-workbook.ts";

const SHEETS = [
  { name: "Notes", rows: [["Our words"]] },
  {
    name: "Data",
    rows: [
      ["Banner", null, null],
      ["ONS Code", "0", "1"],
      ["E10000018", 12.5, "[x]"],
    ],
    merges: ["A1:C1"],
  },
];

describe("a sample workbook", () => {
  for (const format of ["xlsx", "ods", "xls"] as const) {
    it(`is read back cell by cell as ${format}`, async () => {
      const workbook = await readWorkbook(await toWorkbookBytes(format, SHEETS), `sample.${format}`);
      const data = workbook.sheets[1]!;
      expect([workbook.sheets[0]!.name, data.name]).toEqual(["Notes", "Data"]);
      expect([1, 2, 3].map((column) => data.cell(3, column)?.value)).toEqual(["E10000018", 12.5, "[x]"]);
      expect(data.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 3 }]);
    });
  }

  it("has the same bytes when it is written again later", async () => {
    const formats = ["xlsx", "ods", "xls"] as const;
    const writeAll = () => Promise.all(formats.map((format) => toWorkbookBytes(format, SHEETS)));
    const first = await writeAll();
    // Zip archives count in steps of two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await writeAll()).map((bytes) => Buffer.from(bytes))).toEqual(first.map((bytes) => Buffer.from(bytes)));
  });

  it("prints a figure as a number only when no digit changes", () => {
    expect(["12.50", "1,234", "115.8659595", "", "[x]"].map(toSampleCell)).toEqual([
      "12.50",
      "1,234",
      115.8659595,
      null,
      "[x]",
    ]);
  });
});
