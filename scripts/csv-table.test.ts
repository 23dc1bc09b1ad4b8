import { describe, expect, it } from "vitest";
import { formatCsv, parseCsv } from "./csv-table.ts";

describe("comma-separated text", () => {
  it("reads back what it wrote, quotes, commas and line breaks included", () => {
    const rows = [
      { area_name: "Bristol, City of", note: 'printed as "Bristol"' },
      { area_name: "", note: "two\nlines" },
    ];
    expect(parseCsv(formatCsv(["area_name", "note"], rows))).toEqual(rows);
  });

  it("keeps an empty last cell and tolerates a missing last newline", () => {
    expect(parseCsv("a,b\n1,\n2,")).toEqual([
      { a: "1", b: "" },
      { a: "2", b: "" },
    ]);
  });

  it("names the record that has too many cells", () => {
    expect(() => parseCsv("a,b\n1,2\n1,2,3\n")).toThrow("Record 3 has 3 cells where the header has 2.");
  });
});
