import { utils, write } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { checkCompoundFile } from "./compound-file.ts";

/** An old Excel file of about 50 kB; its writer marks unused sectors as ends of chains. */
function makeOldWorkbook(): Buffer {
  const workbook = utils.book_new();
  const rows = Array.from({ length: 400 }, (_, row) => [`E0700${row}`, row, row * 1.5]);
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), "Persons UK");
  return write(workbook, { type: "buffer", bookType: "biff8" }) as Buffer;
}

describe("an Excel 97-2003 file", () => {
  it("is complete although unused sectors are marked as ends of chains", () => {
    expect(() => checkCompoundFile(makeOldWorkbook(), "MYE2.xls")).not.toThrow();
  });

  it("is refused when it is cut in half, saying how many bytes are in use", () => {
    const whole = makeOldWorkbook();
    expect(() => checkCompoundFile(whole.subarray(0, whole.length / 2), "MYE2.xls")).toThrow(
      /MYE2\.xls: the file is incomplete\. Expected a complete Excel 97-2003 workbook\. Found \d+ bytes where more than \d+ are in use/,
    );
  });
});
