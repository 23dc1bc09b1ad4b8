import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  defineSource,
  financialYear,
  gssCode,
  optionalText,
  periodCode,
  text,
  value,
  wholeNumber,
  type RowType,
  type SourceDeclaration,
} from "@poundwise/contracts";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { readRelease, readWorkbook, type ReleaseReading } from "./index.ts";

const folder = path.resolve(import.meta.dirname, "../../../../shared/real-data");
const isThere = existsSync(folder);
if (!isThere) console.warn(`Real releases are not beside the checkout (${folder}): their tests are skipped.`);

async function readReal<R extends RowType>(file: string, source: SourceDeclaration<R>): Promise<ReleaseReading> {
  const fileName = path.basename(file);
  const workbook = await readWorkbook(readFileSync(path.join(folder, file)), fileName);
  return readRelease({ sourceId: "trial", source, fileName, workbook });
}

/** Status, value, cell and text of the one row whose columns equal `wanted`. */
function pick(reading: ReleaseReading, wanted: Record<string, unknown>, column: string): unknown[] {
  const indexes = Array.from({ length: reading.rowsStaged }, (_, index) => index).filter((index) =>
    Object.entries(wanted).every(([name, expected]) => reading.rows[name]![index] === expected),
  );
  expect(indexes).toHaveLength(1);
  return ["", "_status", "_cell", "_raw"].map((suffix) => reading.rows[`${column}${suffix}`]![indexes[0]!]);
}

const common = { publisher: "trial", page: "https://example.org", licence: "OGL-3.0", vintageBy: [] };

describe.skipIf(!isThere)("real releases", () => {
  it("reads revenue outturn from an ods with coded rows above the header and a class breakdown under the table", async () => {
    const reading = await readReal(
      "mhclg/RSX_2022-23_data_by_LA.ods",
      defineSource({
        ...common,
        title: "Revenue outturn",
        row: z.object({ area_code: gssCode(), financial_year: financialYear(), line: text(), spend_gbp: value() }),
        grain: ["area_code", "financial_year", "line"],
        markers: { "[x]": "not_available", "[o]": "not_available" },
        layouts: [
          {
            name: "2022-23",
            file: /^RSX_(?<year>\d{4}-\d{2})_data_by_LA\.ods$/,
            tables: [
              {
                sheet: /^RSX_LA_Data_/,
                header: { anchor: "ONS Code" },
                rows: {
                  stopAt: { header: "Local authority", matches: /^Class Breakdown/ },
                  skip: [{ header: "ONS Code", matches: /^$/, why: "no code" }],
                },
                keys: {
                  area_code: "ONS Code",
                  financial_year: { from: "file", group: "year", as: "plain_financial_year" },
                },
                values: [
                  {
                    column: "spend_gbp",
                    header: /^(?<line>.+?) ?\(C\d.*\)$/,
                    keys: { line: { from: "header", group: "line" } },
                    scale: 1000,
                  },
                ],
                ignore: [{ header: /^(E-code|Local authority|Notes|Class|Detailed Class|Certified)$/, why: "labels" }],
              },
            ],
          },
        ],
      }),
    );
    expect(reading.findings.map((finding) => [finding.code, finding.at.cells])).toEqual([["key.invalid", ["B209"]]]);
    expect(reading.skipped).toEqual({});
    expect(pick(reading, { area_code: "E10000018", line: "Education services - Employees" }, "spend_gbp")).toEqual([
      135_751_000,
      "ok",
      "H212",
      "135751",
    ]);
    expect(pick(reading, { area_code: "E07000223", line: "Education services - Employees" }, "spend_gbp")).toEqual([
      null,
      "not_available",
      "H12",
      "[x]",
    ]);
  });

  it("reads a survey measure's outcome, margin and base of one year from three columns into one row", async () => {
    const reading = await readReal(
      "nhs-digital/ascof_2024_25.ods",
      defineSource({
        ...common,
        title: "Adult social care outcomes",
        row: z.object({
          area_code: gssCode(),
          period_code: periodCode(),
          outcome: value(),
          margin_of_error: value(),
          base_count: value(),
        }),
        grain: ["area_code", "period_code"],
        markers: { "[x]": "not_available", "[z]": "not_applicable", "[c]": "suppressed" },
        layouts: [
          {
            name: "2024-25",
            file: /^ascof_/,
            tables: [
              {
                sheet: "Table_1a",
                title: { cell: "A1", matches: /^Table 1a: social care-related quality of life score/ },
                header: { anchor: "ONS area code" },
                rows: { skip: [{ header: "ONS area code", matches: /^\[z\]$/, why: "groups of councils" }] },
                keys: { area_code: "ONS area code" },
                values: (
                  [
                    ["outcome", /^(?<year>.+) - outcome$/],
                    ["margin_of_error", /^(?<year>.+) - margin of error$/],
                    ["base_count", /^(?<year>.+) - number of respondents$/],
                  ] as const
                ).map(([column, header]) => ({
                  column,
                  header,
                  keys: { period_code: { from: "header", group: "year", as: "financial_year" } },
                  pattern: /^([\d.,]+) \(/,
                })),
                ignore: [{ header: /^Local authority/, why: "names and old codes" }],
              },
            ],
          },
        ],
      }),
    );
    expect(reading.findings).toEqual([]);
    const year = { area_code: "E10000018", period_code: "FY2024-25" };
    expect(pick(reading, year, "outcome")).toEqual([18.6, "ok", "AG91", "18.6"]);
    expect(pick(reading, year, "margin_of_error")).toEqual([0.4, "ok", "AE91", "0.4"]);
    expect(pick(reading, year, "base_count")).toEqual([400, "ok", "AF91", "400"]);
    expect(pick(reading, { ...year, period_code: "FY2020-21" }, "outcome")).toEqual([
      null,
      "not_available",
      "U91",
      "[x]",
    ]);
  });

  it("reads single years of age from the headers of an xlsx with eight lines of preamble", async () => {
    const reading = await readReal(
      "ons/mye23tablesew.xlsx",
      defineSource({
        ...common,
        title: "Mid-year estimates",
        row: z.object({
          area_code: gssCode(),
          area_name: optionalText(),
          period_code: periodCode(),
          age: wholeNumber(),
          residents: value(),
        }),
        grain: ["area_code", "period_code", "age"],
        markers: {},
        layouts: [
          {
            name: "2023",
            file: /^mye\d\d/,
            tables: [
              {
                sheet: /^MYE2 - Persons$/,
                title: { cell: "A1", matches: /, mid-(?<year>\d{4})$/ },
                header: { anchor: "Code" },
                rows: { skip: [{ header: "Geography", matches: /^(Country|Region)$/, why: "not an authority" }] },
                keys: {
                  area_code: "Code",
                  area_name: "Name",
                  period_code: { from: "title", group: "year", as: "mid_year" },
                },
                values: [
                  { column: "residents", header: /^(?<age>\d+)\+?$/, keys: { age: { from: "header", group: "age" } } },
                ],
                ignore: [{ header: "All ages", why: "the sum of the ages" }],
              },
            ],
          },
        ],
      }),
    );
    expect(reading.findings).toEqual([]);
    expect(reading.rowsStaged).toBe((reading.rowsRead - reading.skipped["not an authority"]!) * 91);
    expect(pick(reading, { area_code: "E10000018", age: 0 }, "residents")).toEqual([6522, "ok", "E98", "6522"]);
  });

  it("reads millions of pounds from delimited text to the penny", async () => {
    const reading = await readReal(
      "mhclg/CSP_2020.csv",
      defineSource({
        ...common,
        title: "Core spending power",
        row: z.object({ area_code: gssCode(), financial_year: financialYear(), part: text(), amount_gbp: value() }),
        grain: ["area_code", "financial_year", "part"],
        markers: {},
        layouts: [
          {
            name: "settlement csv",
            file: /^CSP_(?<year>\d{4})\.csv$/,
            tables: [
              {
                header: { anchor: "ons_code" },
                rows: { skip: [{ header: "ons_code", matches: /^-$/, why: "Greater London Authority" }] },
                keys: {
                  area_code: "ons_code",
                  financial_year: { from: "file", group: "year", map: { "2020": "2020-21" } },
                },
                values: [
                  {
                    column: "amount_gbp",
                    header: /^(?<part>[a-z_]+)_2020$/,
                    keys: { part: { from: "header", group: "part" } },
                    scale: 1_000_000,
                  },
                ],
                ignore: [{ header: /^(authority|region)$/, why: "labels" }],
              },
            ],
          },
        ],
      }),
    );
    expect(reading.findings.map(({ code, found, count }) => [code, found, count])).toEqual([
      ["key.duplicate", "area_code E31000027 in rows 237, 238, area_code E31000033 in rows 317, 319", 24],
    ]);
    expect(pick(reading, { area_code: "E07000223", part: "sfa" }, "amount_gbp")).toEqual([
      1_767_153.393,
      "ok",
      "D2",
      "1.767153393",
    ]);
  });

  it.each([
    ["mhclg/Revenue_Outturn_Summary__RS__data_2014-15_by_LA_-_02-Feb-2016.xls", "xls"],
    ["mhclg/CTR_Table_9_2023-24 (10).ods", "ods"],
    ["ons/localauthoritynearestneighboursengland.xlsx", "xlsx"],
    ["trafford-council/trafford-supplier-spend-2026-27.zip", "delimited"],
    ["cabinet-office/csps2013_demographic_results.csv", "delimited"],
    ["nhs-digital/pss-exp-eng-14-15-fin-coun-lev-exp-data.csv", "delimited"],
  ])("reads the cells of %s as %s, printing nothing", async (file, format) => {
    const workbook = await readWorkbook(readFileSync(path.join(folder, file)), path.basename(file));
    expect(workbook.format).toBe(format);
    expect(workbook.sheets.some((sheet) => sheet.rowCount > 10 && sheet.columnCount > 3)).toBe(true);
  });
});
