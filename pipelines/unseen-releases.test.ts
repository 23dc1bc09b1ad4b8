import { readFileSync } from "node:fs";
import path from "node:path";
import { readWorkbook, type ReleaseReading, type Workbook } from "@poundwise/workbook";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { listRows } from "../scripts/read-source.ts";
import {
  expectSameFigures,
  hasRealData,
  listRefusals,
  openRelease,
  readAs,
  realData,
  respell,
  stillOpen,
  toFigures,
  type Row,
} from "./test/read-variants.ts";
import { makeSheet, makeWorkbook, varyWorkbook, type SheetChange } from "./test/vary-workbook.ts";

// Releases that are not at hand, made from those that are by changing what the publisher changed before: names of files and
// sheets, header rows, spellings, years. Figures must stay what they are, or the release must be refused with its reason.
// More of them, which take longer, are in unseen-releases.soak.test.ts.

describe.skipIf(!hasRealData)("revenue outturn of other years (RSX)", () => {
  const SOURCE = "mhclg_revenue_outturn";
  const ON = /^RSX/;
  let file: Workbook;
  let original: ReleaseReading;
  beforeAll(async () => {
    file = await openRelease("mhclg/RSX_2022-23_data_by_LA.ods");
    original = await readAs(SOURCE, "RSX_2022-23_data_by_LA.ods", file);
  });
  const inYear = (year: string) => (text: string) => text.replace("2022-23", year);

  it("RSX_LA_Data_2025-26_data_by_LA.xlsx, with notes in its headers, gives the same figures under its own year", async () => {
    const text = respell([/2022-23/g, "2025-26"], [/^Certified$/, "Certification [note 3]"]);
    const rename = () => "RSX_LA_Data_202526";
    const reading = await readAs(
      SOURCE,
      "RSX_LA_Data_2025-26_data_by_LA.xlsx",
      varyWorkbook(file, [{ on: ON, rename, text, rowsAbove: 0 }]),
    );
    expect(listRefusals(reading)).toEqual([]);
    expectSameFigures(toFigures(reading), stillOpen(toFigures(original, inYear("2025-26")), 2025));
  });

  /** Services over the first of their columns, measures two rows below: the header until 2020-21. */
  const stack: NonNullable<SheetChange["text"]> = (text, row, column) => {
    const header = /^([^]+?)\s*-\s*((?:Employees|Running|Total Exp|Sales|Other Inc|Total Inc|Net Current)[^]*)$/;
    if (row === 7 || row === 8 || row === 10) return null;
    if (row === 11) return header.exec(text)?.[2];
    if (row !== 9) return undefined;
    const label = header.exec(file.sheets.find(({ name }) => ON.test(name))!.cell(11, column)?.raw ?? "");
    return label?.[2]?.startsWith("Employees") === true ? label[1]! : null;
  };

  it("RSX_2018-19_data_by_LA.xlsx has services over measures, and North Yorkshire under an old code", async () => {
    const years = respell([/2022-23/g, "2018-19"], [/^E10000023$/, "E10000022"]);
    const workbook = varyWorkbook(file, [
      { on: ON, text: stack },
      { on: ON, rename: () => "RSX_LA_Data_2018-19", text: years },
    ]);
    const reading = await readAs(SOURCE, "RSX_2018-19_data_by_LA.xlsx", workbook);
    expect(listRefusals(reading)).toEqual([]);
    expectSameFigures(
      toFigures(reading, undefined, ["certified"]),
      toFigures(original, inYear("2018-19"), ["certified"]),
    );
  });

  it("the release of 2013-14 knows authorities by name only", async () => {
    const workbook = varyWorkbook(file, [
      { on: ON, text: stack },
      {
        on: ON,
        rename: () => "RSX LA Data 2013-14",
        text: respell([/2022-23/g, "2013-14"]),
        withoutColumns: [2, 6, 7],
      },
    ]);
    const name = "Revenue_Outturn_Service_Expenditure_Summary__RSX__data_2013-14_by_LA_-_Revised_28-Jan-2015.xls";
    const reading = await readAs(SOURCE, name, workbook);
    expect(listRefusals(reading)).toEqual([]);
    // A name means the authority that bore it then: Buckinghamshire was a county until 2020.
    const isCounty = ({ area_code, authority_name }: Row) =>
      area_code === "E10000002" && authority_name === "Buckinghamshire Council";
    expect(listRows(reading).some(isCounty)).toBe(true);
    const leave = ["certified", "area_code"];
    const expected = [...toFigures(original, inYear("2013-14"), leave)].filter((figure) => !figure.includes("ENGLAND"));
    expectSameFigures(toFigures(reading, undefined, leave), new Set(expected));
  });

  it("is refused, and says which column, when a service has gone", async () => {
    const text = respell([/^Public Health(\s*-\s*Employees)/, "Health of the public$1"]);
    const reading = await readAs(SOURCE, "RSX_2022-23_data_by_LA.ods", varyWorkbook(file, [{ on: ON, text }]));
    expect(reading.rowsStaged).toBe(0);
    expect(listRefusals(reading).join("\n")).toMatch(/no column is headed \/\^Public Health.*Employees/);
    expect(listRefusals(reading).join("\n")).toMatch(/Health of the public ?- ?Employees/);
  });

  it("keeps a symbol it does not know apart, and never reads it as nothing or as zero", async () => {
    const text: SheetChange["text"] = (_text, row, column) => (row === 212 && column === 12 ? ".." : undefined);
    const reading = await readAs(SOURCE, "RSX_2022-23_data_by_LA.ods", varyWorkbook(file, [{ on: ON, text }]));
    expect(reading.quarantined.map(({ code, cells }) => [code, cells])).toEqual([["cell.not_a_number", ["L212"]]]);
    expect(reading.rowsStaged).toBe(original.rowsStaged - 1);
  });
});

describe.skipIf(!hasRealData)("the settlement's own workbook", () => {
  const SOURCE = "mhclg_core_spending_power";
  const STEMS = ["sfa", "under_index", "ct_total", "nhb", "nhb_return", "rsdg"];
  const YEARS = [2015, 2017, 2018, 2020];
  const files = hasRealData
    ? YEARS.map((year) => ({
        year,
        rows: parseCsv(readFileSync(path.join(realData, `mhclg/CSP_${year}.csv`), "utf8")),
      }))
    : [];
  type Line = Readonly<Record<string, string | undefined>>;
  const listComponents = (row: Line, year: number) => STEMS.map((stem) => Number(row[`${stem}_${year}`] || 0));
  const toTotal = (row: Line, year: number) => listComponents(row, year).reduce((sum, amount) => sum + amount, 0);
  const dropDown = makeSheet("Core Spending Power", [["Core Spending Power"], ["Please select"], ["Leicestershire"]]);

  it("has all years on a sheet the form looks up: the components of the files by year, and their total", async () => {
    const names = files.flatMap(({ year }) => [...STEMS.map((stem) => `${stem}_${year}`), `csp_${year}`]);
    const body = files[0]!.rows.map(({ ons_code, authority }, index) => [
      ons_code!,
      authority!,
      ...files.flatMap(({ year, rows }) => [...listComponents(rows[index]!, year), toTotal(rows[index]!, year)]),
    ]);
    const sheet = makeSheet("input_data", [["ons_code", "authority", ...names], ...body]);
    const reading = await readAs(SOURCE, "CSP_information_table_LGFS_2025-26.xlsx", makeWorkbook([dropDown, sheet]));
    expect(listRefusals(reading)).toEqual([]);
    const county = listRows(reading).filter(({ area_code }) => area_code === "E10000018");
    const printed = files.flatMap(({ year, rows }) => {
      const row = rows.find(({ ons_code }) => ons_code === "E10000018")!;
      return [...listComponents(row, year), toTotal(row, year)].map((amount) => Math.round(amount * 1e6));
    });
    expect(county.map(({ amount_gbp }) => Math.round(Number(amount_gbp))).sort()).toEqual(printed.sort());
    expect(new Set(county.map(({ financial_year }) => financial_year))).toEqual(
      new Set(["2015-16", "2017-18", "2018-19", "2020-21"]),
    );
  });

  it("has a sheet for each year: that year's total, not the totals of other years beside it", async () => {
    const sheets = Array.from({ length: 11 }, (_, index) => 2015 + index).map((year) =>
      makeSheet(`${year}-${String(year + 1).slice(-2)}`, [
        [`Core Spending Power ${year}`],
        [],
        ["£ millions"],
        ["ecode", "ons_code", "authority", "region", "class", `sfa_${year}`, `csp_${year - 1}`, `csp_${year}`],
        ["Ecode", "ONS code", "Local authority", "Region", "Class", "Settlement Funding Assessment", "Before", "Total"],
        ["TE", "", "England", "", "", 1, 2, 3],
        ["E2421", "E10000018", "Leicestershire", "EM", "SC", 1, year / 10 - 1, year / 10],
        ["E2431", "E07000129", "Blaby", "EM", "SD", 1, 2, 3],
        ["-", "-", "Greater London Authority", "L", "GLA", 1, 2, 3],
      ]),
    );
    const name = "CSP_information_table_LGFS_2025-26.xlsx";
    const reading = await readAs(SOURCE, name, makeWorkbook([dropDown, ...sheets]));
    expect(listRefusals(reading)).toEqual([]);
    const found = listRows(reading).map((row) => [row.financial_year, row.amount_gbp, row.component]);
    expect(found).toEqual(sheets.map(({ name }) => [name, Number(name.slice(0, 4)) * 100_000, "published_total"]));
  });
});

describe.skipIf(!hasRealData)("deflators of another quarter", () => {
  it("saved as a workbook, give the same index in their own base year", async () => {
    const fileName = "CGDP_Deflators_Qtrly_National_Accounts_December_2025_update.xlsx";
    const csv = await openRelease("hm-treasury/GDP_Deflators_Qtrly_National_Accounts_December_2023_update.csv");
    const original = await readAs("hmt_gdp_deflators", "GDP_Deflators_December_2023.csv", csv);
    const book = new ExcelJS.Workbook();
    const [sheet] = csv.sheets;
    const page = book.addWorksheet("Qtrly National Accounts update");
    for (let row = 1; row <= sheet!.rowCount; row += 1) {
      for (let column = 1; column <= sheet!.columnCount; column += 1) {
        const text = sheet!.cell(row, column)?.raw ?? "";
        const number = /^-?[\d,]+(\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : null;
        if (text !== "") page.getCell(row, column).value = number ?? text.replace("2022-23 = 100", "2024-25 = 100");
      }
    }
    const workbook = await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()), fileName);
    const reading = await readAs("hmt_gdp_deflators", fileName, workbook);
    expect(listRefusals(reading)).toEqual([]);
    expect(reading.rows["deflator_index"]).toEqual(original.rows["deflator_index"]);
    expect(new Set(reading.rows["price_base_year"])).toEqual(new Set(["2024-25"]));
  });
});

describe("adult social care outcomes until 2022-23", () => {
  it("the open data of 2019-20 gives outcomes under today's names of the measures, SYNTHETIC", async () => {
    const rows = [
      ["E10000018", "Council", "1A", "Total", "Outcome", "18.9"],
      ["E10000018", "Council", "1A", "Female", "Outcome", "18.7"],
      ["E10000018", "Council", "1A", "Total", "Margin Of Error", "0.3"],
      ["E10000018", "Council", "2A(2)", "Total", "Outcome", "c"],
      ["E10000018", "Council", "1E", "Total", "Outcome", "5.1"],
      ["E92000001", "England", "1A", "Total", "Outcome", "19.1"],
      ["E12000004", "Region", "1A", "Total", "Outcome", "19.0"],
    ].map(([area, geography, group, level, type, value]) =>
      ["508", "…", geography, area, group, level, type, value, group, "…"].join(","),
    );
    const header =
      "Geographical Code,Geographical Description,Geographical Level,ONS Area Code,ASCOF Measure Code,Disaggregation Level,Measure Type,Measure Value,Measure Group,Measure Group Description";
    const name = "meas-from-asc-of-eng-1920-open-data-csv.csv";
    const reading = await readAs(
      "nhsd_ascof",
      name,
      await readWorkbook(Buffer.from([header, ...rows].join("\n")), name),
    );
    expect(listRefusals(reading)).toEqual([]);
    const found = listRows(reading).map((row) => [
      row.indicator_id,
      row.area_code,
      row.period_code,
      row.indicator_value,
      row.indicator_value_status,
    ]);
    expect(found).toEqual([
      ["nhsd_ascof_1a_scrqol", "E10000018", "FY2019-20", 18.9, "ok"],
      ["nhsd_ascof_2c_admissions_65plus", "E10000018", "FY2019-20", null, "suppressed"],
      ["nhsd_ascof_1a_scrqol", "E92000001", "FY2019-20", 19.1, "ok"],
    ]);
  });
});

describe.skipIf(!hasRealData)("inspections and council tax of other years", () => {
  it("inspection outcomes since 2025 name their year in the title, and have codes and longer headers", async () => {
    const file = await openRelease("ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods");
    const original = await readAs("ofsted_childrens_services", "LA_Inspection_Outcomes_as_at_March_2024.ods", file);
    const text = respell(
      [/31 March 2024/, "31 March 2025"],
      [/^Impact of leaders$/, "The impact of leaders on social work practice with children and families"],
      [/^Experiences/, "The experiences"],
      [/^Web link$/, "Local authority area code"],
    );
    const change = { on: /^Inspections_31/, rename: () => "Inspections_as_at_31_March", text };
    const reading = await readAs(
      "ofsted_childrens_services",
      "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
      varyWorkbook(file, [change]),
    );
    expect(listRefusals(reading)).toEqual([]);
    expectSameFigures(
      toFigures(reading),
      toFigures(original, (words) => words.replace("MAR2024", "MAR2025")),
    );
  });

  it("the council tax table of the next year is read by the years in its title", async () => {
    const file = await openRelease("mhclg/CTR_Table_9_2023-24 (10).ods");
    const original = await readAs("mhclg_council_tax_requirement", "CTR_Table_9_2023-24 (10).ods", file);
    const text = respell([/2022-23 and 2023-24/, "2023-24 and 2024-25"]);
    const reading = await readAs(
      "mhclg_council_tax_requirement",
      "counciltax-Table_10_2024-25.ods",
      varyWorkbook(file, [{ on: /^Data_/, text }]),
    );
    expect(listRefusals(reading)).toEqual([]);
    const aYearLater = (words: string) => words.replace("2023-24", "2024-25").replace("2022-23", "2023-24");
    expectSameFigures(toFigures(reading), toFigures(original, aYearLater));
  });
});
