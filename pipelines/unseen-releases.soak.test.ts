import path from "node:path";
import { describe, expect, it } from "vitest";
import { listRows } from "../scripts/read-source.ts";
import {
  expectSameFigures,
  hasRealData,
  listRefusals,
  openRelease,
  readAs,
  respell,
  stillOpen,
  toFigures,
  type Row,
} from "./test/read-variants.ts";
import { varyWorkbook, type SheetChange } from "./test/vary-workbook.ts";

// The larger files of what unseen-releases.test.ts does.

describe.skipIf(!hasRealData)("finance of other years", () => {
  it("social care outturn (RO3) takes new lines under the publisher's code, and keeps totals and known lines", async () => {
    const SOURCE = "mhclg_social_care_outturn";
    const file = await openRelease("mhclg/RO3_2022-23_data_by_LA.ods");
    const original = await readAs(SOURCE, "RO3_2022-23_data_by_LA.ods", file);
    const text = respell([/2022-23/g, "2023-24"], [/^RO3-phttt-/, "RO3-phnew-"], [/^Certified$/, "Certification"]);
    const change = { on: /^RO3/, text, rename: (name: string) => name.replace("2022-23", "2023-24") };
    const reading = await readAs(SOURCE, "RO3_2023-24_data_by_LA.ods", varyWorkbook(file, [change]));
    expect(listRefusals(reading)).toEqual([]);
    const inNewWords = (words: string) => words.replace("2022-23", "2023-24").replace(/^test_and_trace$/, "phnew");
    expectSameFigures(toFigures(reading), stillOpen(toFigures(original, inNewWords), 2023));
  });

  it("a revenue summary (RS) of 2018-19 is read as OpenDocument", async () => {
    const file = await openRelease("mhclg/RS_2017-18_data_by_LA.xlsx");
    const original = await readAs("mhclg_revenue_summary", "RS_2017-18_data_by_LA.xlsx", file);
    const change = { on: /^RS LA/, rename: () => "RS_LA_Data_2018-19", text: respell([/2017-18/g, "2018-19"]) };
    const reading = await readAs("mhclg_revenue_summary", "RS_2018-19_data_by_LA.ods", varyWorkbook(file, [change]));
    expect(listRefusals(reading)).toEqual([]);
    expectSameFigures(
      toFigures(reading),
      toFigures(original, (words) => words.replace("2017-18", "2018-19")),
    );
  });

  it("a council tax table of 2017-18 is read by the years in its header", async () => {
    const SOURCE = "mhclg_council_tax_requirement";
    const file = await openRelease("mhclg/ctr_1920.xlsx");
    const original = await readAs(SOURCE, "ctr_1920.xlsx", file);
    const text = respell([/2019-20/g, "2017-18"], [/2018-19/g, "2016-17"]);
    const name = "Council_Tax_requirement_2017-18.xlsx";
    const reading = await readAs(SOURCE, name, varyWorkbook(file, [{ on: /^Data$/, text }]));
    expect(listRefusals(reading)).toEqual([]);
    // A name means the authority that bore it then: "Dorset Council" of 2019 would be the county of 2017.
    const known = (figures: ReadonlySet<string>) =>
      new Set([...figures].filter((figure) => !figure.includes("Dorset")));
    const earlier = (words: string) => words.replace("2018-19", "2016-17").replace("2019-20", "2017-18");
    expectSameFigures(known(toFigures(reading)), known(toFigures(original, earlier)));
  });
});

describe.skipIf(!hasRealData)("mid-year estimates of other years", () => {
  const SOURCE = "ons_population_estimates";
  const UK_2019 = "ons/ukmidyearestimates20192020ladcodes.xls";
  const UK_2015 = "ons/MYE2_population_by_sex_and_age_for_local_authorities_UK_2015.xls";
  it.each([
    ["ukmidyearestimates20182018ladcodes.xls", "2018", UK_2019, "MYE2 - All", 0],
    ["ukpopestimatesmid2020on2021geography.xls", "2020", UK_2019, "MYE2 - Persons", 3],
    ["ukpopestimatesmid2021on2021geographyfinal.xls", "2021", UK_2019, "MYE2 - Persons", 3],
    ["MYE2_population_by_sex_and_age_for_local_authorities_UK.xls", "2013", UK_2015, "UK persons", 0],
  ])("%s has its year in its title, in whichever cell", async (fileName, year, from, sheetName, rowsAbove) => {
    const file = await openRelease(from);
    const original = await readAs(SOURCE, path.basename(from), file);
    const persons = /^(MYE2 - Persons|Persons UK)$/;
    const sheet = file.sheets.find(({ name }) => persons.test(name))!;
    const title = [1, 3].map((row) => sheet.cell(row, 1)?.raw ?? "").find((text) => /mid-20\d\d/.test(text))!;
    const inYear = title.replace(/mid-20\d\d/, `mid-${year}`);
    const workbook = varyWorkbook(file, [
      {
        on: persons,
        rename: () => sheetName,
        rowsAbove,
        text: (text) => (text === title ? inYear : text === "90+" && sheetName === "MYE2 - All" ? "90" : undefined),
      },
      // With a longer preamble the title stands in the first cell.
      { text: (_text, row, column) => (rowsAbove > 0 && row === 1 && column === 1 ? inYear : undefined) },
    ]);
    const reading = await readAs(SOURCE, fileName, workbook);
    expect(listRefusals(reading)).toEqual([]);
    const toCount = (row: Row) => JSON.stringify([row.area_code, row.age_band, row.residents_count]);
    expect(listRows(reading).map(toCount)).toEqual(listRows(original).map(toCount));
    const series = new Set(listRows(reading).map((row) => `${row.mid_year} ${row.estimate_series}`));
    expect(series).toEqual(new Set([`${year} mid-${year}`]));
  });

  it("mye23final.xlsx is read with its summary by year; without a year in its title it is refused", async () => {
    const file = await openRelease("ons/mye23tablesew.xlsx");
    const original = await readAs(SOURCE, "mye23tablesew.xlsx", file);
    expectSameFigures(toFigures(await readAs(SOURCE, "mye23final.xlsx", file)), toFigures(original));
    const text: SheetChange["text"] = (_text, row, column) => (row === 1 && column === 1 ? "Persons" : undefined);
    const untitled = await readAs(SOURCE, "mye23tablesew.xlsx", varyWorkbook(file, [{ on: /^MYE/, text }]));
    expect(listRefusals(untitled).join()).toContain("title.mismatch");
  });
});

describe.skipIf(!hasRealData)("adult social care outcomes of the next year", () => {
  const SOURCE = "nhsd_ascof";
  it("give the same figures a year later, though headers refer to notes; a measure that is gone is named", async () => {
    const file = await openRelease("nhs-digital/ascof_2024_25.ods");
    const original = await readAs(SOURCE, "ascof_2024_25.ods", file);
    const text: SheetChange["text"] = (printed, row) => {
      if (row > 9) return undefined;
      const years = /^(\d{4}) to (\d{4}) - (.+)$/.exec(printed);
      if (years !== null) return `${Number(years[1]) + 1} to ${Number(years[2]) + 1} - ${years[3]} [note 2]`;
      return printed === "ONS area code" ? "ONS area code [note 4]" : undefined;
    };
    const reading = await readAs(SOURCE, "ascof_2025_26.ods", varyWorkbook(file, [{ on: /^Table/, text }]));
    expect(listRefusals(reading)).toEqual([]);
    const toOutcome = (row: Row, shift: number) => {
      const year = Number(/\d{4}/.exec(String(row.period_code))![0]) + shift;
      return JSON.stringify([row.indicator_id, row.area_code, year, row.indicator_value, row.indicator_value_status]);
    };
    const ofCounty = (shift: number, of: typeof reading) =>
      new Set(
        listRows(of)
          .filter(({ area_code }) => /^E1000(0018|0014)$|^E92|^E09/.test(String(area_code)))
          .map((row) => toOutcome(row, shift)),
      );
    expectSameFigures(ofCounty(0, reading), ofCounty(1, original));
    const fewer = { ...file, sheets: file.sheets.filter(({ name }) => name !== "Table_2b") };
    expect(listRefusals(await readAs(SOURCE, "ascof_2025_26.ods", fewer)).join()).toContain(
      'no sheet is named "Table_2b"',
    );
  });
});

describe.skipIf(!hasRealData)("waste, fly-tipping and deprivation of other years", () => {
  it("waste is read though its headers lost the numbers of old frameworks", async () => {
    const file = await openRelease("defra/LA_and_Regional_Spreadsheet_201718.ods");
    const original = await readAs("defra_waste", "LA_and_Regional_Spreadsheet_201718.ods", file);
    const text = respell([/ \(Ex (NI|BVPI) ?[\da-z ]+\)$/, ""], [/^2017-18$/, "2022-23"], [/^ONS code$/, "ONS Code"]);
    const name = "LA_and_Regional_Spreadsheet_2022-23_for_Web_revised.xlsx";
    const reading = await readAs("defra_waste", name, varyWorkbook(file, [{ on: /^Table_3$/, text }]));
    expect(listRefusals(reading)).toEqual([]);
    const inYear = toFigures(original, (words) => words.replace("2017-18", "2022-23"));
    expectSameFigures(stillOpen(toFigures(reading), 2022), stillOpen(inYear, 2022));
  });

  it("fly-tipping under the publisher's own name; a column that is new is named", async () => {
    const SOURCE = "defra_fly_tipping";
    const file = await openRelease("defra/flytipping_la.ods");
    const name =
      "Flytipping_incidents_and_actions_taken__reported_by_LAs_in_England__2012-13_to_2023-24_accessible_revised.ods";
    const original = await readAs(SOURCE, "flytipping_la.ods", file);
    const noted = varyWorkbook(file, [{ on: /^LA_/, text: respell([/^LA Name$/, "LA Name [note 1]"]) }]);
    expectSameFigures(toFigures(await readAs(SOURCE, name, noted)), toFigures(original));
    const added = varyWorkbook(file, [{ on: /^LA_incidents$/, text: respell([/^LA Name$/, "Ward"]) }]);
    expect(listRefusals(await readAs(SOURCE, name, added)).join()).toContain('"Ward" in C3');
  });

  it("the upper-tier file of the indices of 2019", async () => {
    const lower = "File_10_-_IoD2019_Local_Authority_District_Summaries__lower-tier__.xlsx";
    const file = await openRelease(`mhclg/${lower}`);
    const original = await readAs("mhclg_deprivation", lower, file);
    const text = respell([/^Local Authority District (code|name)/, "Upper Tier Local Authority District $1"]);
    const upper = "File_11_-_IoD2019_Local_Authority_District_Summaries__upper-tier__.xlsx";
    const reading = await readAs("mhclg_deprivation", upper, varyWorkbook(file, [{ text }]));
    expect(listRefusals(reading)).toEqual([]);
    expectSameFigures(toFigures(reading), toFigures(original));
  });
});
