import { describe, expect, it } from "vitest";
import { makeRawXlsx, toXml } from "../test/raw-xlsx.ts";
import { listRows, makeSpendSource, trialRegister } from "../test/trial-files.ts";
import { draftSource, readRelease, readWorkbook, type ReleaseReading } from "./index.ts";

const FILE = "spend.xlsx";
const text = (printed: string) => `<c t="inlineStr"><is><t>${toXml(printed)}</t></is></c>`;
const HEAD = `<row r="1">${text("Revenue outturn 2023-24")}</row><row r="3">${["ONS code", "Authority", "Total spend"].map(text).join("")}</row>`;

/** The reading of a spend sheet with the given rows under its header. */
async function readSpend(rows: string): Promise<ReleaseReading> {
  const bytes = makeRawXlsx({ sheets: [{ name: "LA data", xml: `<sheetData>${HEAD}${rows}</sheetData>` }] });
  const workbook = await readWorkbook(bytes, FILE);
  return readRelease({
    sourceId: "trial_spend",
    source: makeSpendSource(),
    fileName: FILE,
    workbook,
    areas: trialRegister,
  });
}

describe("a formula whose result was not saved", () => {
  it("is kept apart with its cell, and is no blank; the other rows go on", async () => {
    const reading = await readSpend(
      `<row r="4">${text("E10000018")}${text("Leicestershire")}<c><f>SUM(D4:E4)</f></c></row>` +
        `<row r="5">${text("E06000016")}${text("Leicester")}<c><v>5</v></c></row>`,
    );
    expect(listRows(reading, "area_code", "spend_gbp")).toEqual([["E06000016", 5000]]);
    expect(reading.quarantined.map(({ code, cells }) => [code, cells])).toEqual([["cell.no_result", ["C4"]]]);
    expect(reading.findings.map(({ code, at, next }) => [code, at.sheet, at.cells, /calculate/.test(next)])).toEqual([
      ["cell.no_result", "LA data", ["C4"], true],
    ]);
  });

  it("does not make a row vanish that holds nothing else", async () => {
    const reading = await readSpend('<row r="4"><c><f>A9</f></c><c><f>B9</f></c><c><f>C9</f></c></row>');
    expect([reading.rowsRead, reading.rowsStaged]).toEqual([1, 0]);
    expect(reading.quarantined.map(({ code, cells }) => [code, cells])).toEqual([["cell.no_result", ["A4"]]]);
  });
});

describe("a sheet with a stray cell in its last corner", () => {
  const stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  const row = `<row r="4">${text("E10000018")}${text("Leicestershire")}<c><v>5</v></c></row>`;

  it("is read in no time, and the stray row is counted among the skipped", async () => {
    const reading = await readSpend(row + stray);
    expect([reading.rowsStaged, reading.skipped, reading.findings]).toEqual([1, { "empty row": 1 }, []]);
  }, 20_000);

  it("can be drafted too", async () => {
    const second = row.replace('r="4"', 'r="5"').replace("E10000018", "E06000016");
    const xml = `<sheetData>${HEAD}${row}${second}${stray.replaceAll("1048576", "50000")}</sheetData>`;
    const workbook = await readWorkbook(makeRawXlsx({ sheets: [{ name: "LA data", xml }] }), FILE);
    const draft = draftSource({
      workbook,
      fileName: FILE,
      sourceId: "trial_spend",
      publisher: "Trial",
      areas: trialRegister,
    });
    if (!("declaration" in draft)) throw new Error(draft.why.join("; "));
    expect(draft.declaration.layouts[0]!.tables[0]!.sheet).toBe("LA data");
  }, 20_000);
});
