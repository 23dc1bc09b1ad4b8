import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DOCUMENT } from "../test/sample-document.ts";
import { makeWorkbook, renderWorkbook } from "./render-workbook.ts";
import { readZip } from "./zip-archive.ts";

let folder: string;
let file: string;
let book: exceljs.Workbook;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-report-"));
  file = path.join(folder, "report.xlsx");
  await renderWorkbook(DOCUMENT, file);
  book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sheet = (name: string) => book.getWorksheet(name)!;
/** The table of a sheet as lists of cell values, heading first. */
function readTable(name: string): unknown[][] {
  const top = (sheet(name).views[0] as { ySplit: number }).ySplit;
  const rows: unknown[][] = [];
  sheet(name).eachRow((row, number) => {
    if (number >= top) rows.push((row.values as unknown[]).slice(1));
  });
  return rows;
}

describe("the workbook of a report", () => {
  it("begins with cover, contents and notes, and has one sheet for each table and picture", () => {
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      "Cover",
      "Contents",
      "Notes",
      "Table 1",
      "Chart 1",
      "Chart 1 data",
      "Trace codes",
      "Sources",
    ]);
  });

  it("says what each sheet is in A1", () => {
    expect(sheet("Cover").getCell("A1").value).toBe("Costs of two places");
    expect(sheet("Table 1").getCell("A1").value).toBe("Table 1: Places by cost");
  });

  it("marks each table as a table, without blank rows, blank cells or merged cells", () => {
    const names = book.worksheets.map(({ name }) => name).filter((name) => name !== "Cover" && name !== "Chart 1");
    for (const name of names) {
      expect(sheet(name).getTables()).toHaveLength(1);
      const table = readTable(name);
      for (const row of table) {
        expect(row).toHaveLength(table[0]!.length);
        for (const value of row) expect(value ?? "").not.toBe("");
      }
      expect(sheet(name).model.merges ?? []).toEqual([]);
    }
  });

  it("keeps figures unrounded with a number format, and marks what is missing", () => {
    expect(readTable("Table 1")).toEqual([
      ["Place", "Cost, £ per head", "Change", "Note"],
      ["Ours <b>", 1023.735, -1.25, "=1+1"],
      ["Theirs", "[c]", 2, "[x]"],
    ]);
    const first = (sheet("Table 1").views[0] as { ySplit: number }).ySplit + 1;
    expect(sheet("Table 1").getCell(first, 2).numFmt).toBe(`"£"#,##0.00;-"£"#,##0.00`);
    expect(sheet("Table 1").getCell(first, 3).numFmt).toBe(`+#,##0.0;-#,##0.0;#,##0.0`);
    expect(sheet("Table 1").getCell(first + 1, 3).numFmt).toBe(`#,##0;-#,##0`);
  });

  it("writes text that begins like a formula as text", () => {
    const first = (sheet("Table 1").views[0] as { ySplit: number }).ySplit + 1;
    const cell = sheet("Table 1").getCell(first, 4);
    expect([cell.type, cell.value, cell.numFmt]).toEqual([exceljs.ValueType.String, "=1+1", "@"]);
    for (const { name, bytes } of readZip(readFileSync(file))) {
      if (name.startsWith("xl/worksheets/")) expect(bytes.toString()).not.toContain("<f>");
    }
  });

  it("shows each chart as a picture with its words, also as alternative text", () => {
    expect(sheet("Chart 1").getImages()).toHaveLength(1);
    expect(sheet("Chart 1").getCell("A2").value).toBe(`Bars of "two" places & their costs.`);
    const drawing = readZip(readFileSync(file)).find(({ name }) => name === "xl/drawings/drawing1.xml")!;
    expect(drawing.bytes.toString()).toContain(`descr="Bars of &quot;two&quot; places &amp; their costs."`);
  });

  it("has the same bytes every time, whatever the clock says", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-05-06T07:08:09Z") });
    const later = await makeWorkbook(DOCUMENT);
    vi.useRealTimers();
    expect(later.equals(readFileSync(file))).toBe(true);
  });

  it("says SYNTHETIC on the cover when figures are made up", async () => {
    const synthetic = new exceljs.Workbook();
    await synthetic.xlsx.load((await makeWorkbook({ ...DOCUMENT, synthetic: true })) as never);
    expect(synthetic.getWorksheet("Cover")!.getCell("A2").value).toMatch(/^SYNTHETIC/);
  });
});

const hasLibreOffice = spawnSync("soffice", ["--version"]).status === 0;
if (!hasLibreOffice) console.warn("LibreOffice (soffice) is not installed: the workbook is not opened with it.");

describe.skipIf(!hasLibreOffice)("the workbook in LibreOffice", () => {
  it("opens and shows the same table", () => {
    const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    execFileSync("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, file]);
    const written = readdirSync(folder).find((name) => name.endsWith("Table 1.csv"))!;
    expect(readFileSync(path.join(folder, written), "utf8")).toContain(`Theirs,[c],2,[x]`);
  });
});
