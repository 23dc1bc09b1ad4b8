import { defineSource, text, type TableLayout } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const SHEETS = [
  "All",
  "Male",
  "Female",
  "Full-Time",
  "Part-Time",
  "Male Full-Time",
  "Male Part-Time",
  "Female Full-Time",
  "Female Part-Time",
];
const MEASURES: Readonly<Record<string, string>> = {
  median_annual_pay: "Median",
  mean_annual_pay: "Mean",
  ...Object.fromEntries([10, 20, 25, 30, 40, 60, 70, 75, 80, 90].map((p) => [`percentile_${p}_annual_pay`, String(p)])),
};

const toGroup = (sheet: string) => sheet.toLowerCase().replace(/[ -]/g, "_");

const table = (sheet: string): TableLayout => ({
  sheet,
  title: { cell: "A1", matches: /^Table 8\.7a Annual pay - Gross \(£\).*, (?<year>\d{4})$/ },
  header: { anchor: "Description" },
  rows: {
    skip: [
      {
        header: "Code",
        matches: /^(?!E(06|07|08|09|10)\d{6}$|E92000001$)/,
        why: "not an English authority or England",
      },
    ],
  },
  keys: {
    area_code: "Code",
    // The tax year ends on 5 April of the year in the title.
    period_code: { from: "title", group: "year", as: "financial_year_ending" },
    employee_group: { constant: toGroup(sheet) },
  },
  values: Object.entries(MEASURES).map(([measure, header]) => ({
    column: "indicator_value",
    header,
    keys: { indicator_id: { constant: `ons_ashe_${measure}${sheet === "All" ? "" : `_${toGroup(sheet)}`}` } },
  })),
  ignore: [
    { header: "Description", why: "the code identifies the area" },
    { header: "(thousand)", why: "the number of jobs is for indicative purposes only" },
    { header: "change", why: "follows from two releases" },
    { header: "", why: "a key to the colours stands to the right" },
  ],
});

/**
 * Gross annual pay of employees by where they live; pounds a year, in the file and after. Traps: "x" is an unreliable
 * figure, ".." one that would disclose, ":" not applicable; how precise a figure is, is said by cell colour alone and is
 * lost; single-tier authorities, counties, their districts and regions stand in one list.
 */
export default defineSource({
  title: "Annual Survey of Hours and Earnings, table 8.7a, gross annual pay by place of residence",
  publisher: "ONS",
  page: "https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/earningsandworkinghours/datasets/placeofresidencebylocalauthorityashetable8",
  licence: "OGL-3.0",
  row: indicatorValueRow.extend({ employee_group: text() }),
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { x: "unreliable", "..": "suppressed", ":": "not_applicable" },
  layouts: [
    {
      name: "2016, nine sheets of groups of employees",
      file: /^Home Geography Table 8\.7a .*Annual pay - Gross \d{4}\.xls$/,
      tables: SHEETS.map(table),
    },
  ],
});
