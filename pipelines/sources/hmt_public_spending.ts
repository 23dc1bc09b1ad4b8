import { defineSource, financialYear, text, value, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { z } from "zod";

const BILLION = 1_000_000_000;
const REAL_TERMS = "real_gbp";

/** Table 4.1: years down, aggregates and units across. */
const aggregate = (line: string, printed: string, measure: string, unit: string, scale = 1): ValueFrom => ({
  column: "amount",
  header: new RegExp(`^${printed}.* \\| ${unit}`),
  keys: { spending_line: { constant: line }, spending_measure: { constant: measure } },
  scale,
});
const AGGREGATES: ValueFrom[] = [
  { line: "Public sector current expenditure", printed: "Public sector current expenditure" },
  { line: "Public sector net investment", printed: "Public sector net investment" },
  { line: "Total Managed Expenditure", printed: "Total Managed Expenditure" },
].flatMap(({ line, printed }) => [
  aggregate(line, printed, "nominal_gbp", "Nominal £ billion", BILLION),
  aggregate(line, printed, REAL_TERMS, "Real terms \\(1\\) £ billion", BILLION),
  aggregate(line, printed, "gdp_pct", "Per cent of GDP"),
]);

/** Tables 4.2 to 4.4: functions down, years across, one unit for the whole table. */
const byFunction = (sheet: string, title: RegExp, measure: string, scale: number): TableLayout => ({
  sheet,
  title: { cell: "A1", matches: title },
  header: { anchor: /^\d{4}-\d{2}$/, names: { A: { printed: "", as: "Function" } } },
  rows: { skip: [{ header: "Function", matches: /^(\(\d+\)|http)/, why: "a footnote" }] },
  keys: {
    table_id: { constant: sheet },
    // Footnote marks end the label.
    spending_line: { header: "Function", pattern: /^(.*?)(?:\s*\(\d+\),?)*$/ },
    spending_measure: { constant: measure },
  },
  values: [
    {
      column: "amount",
      header: /^(?<year>\d{4}-\d{2})$/,
      keys: { financial_year: { from: "header", group: "year", as: "plain_financial_year" } },
      scale,
    },
  ],
});

/**
 * What the United Kingdom's public sector spends, in total and by function. In the file: billions of pounds, cash and in
 * the prices of the last year, and percent of GDP. In staging: pounds and percent, told apart by `spending_measure`. Traps:
 * "of which" lines are parts of the function above them; Total Managed Expenditure is stated in two tables; real terms are
 * restated every year in new prices; figures are rounded to a tenth of a billion.
 */
export default defineSource({
  title: "Public spending statistics, trends",
  publisher: "HM Treasury",
  page: "https://www.gov.uk/government/collections/national-statistics-release",
  licence: "OGL-3.0",
  row: z.object({
    table_id: text(),
    financial_year: financialYear(),
    spending_line: text(),
    spending_measure: text(),
    amount: value(),
  }),
  grain: ["table_id", "financial_year", "spending_line", "spending_measure"],
  vintageBy: [],
  markers: { "-": "low" },
  layouts: [
    {
      name: "tables 4.1 to 4.4",
      file: /^(public_spending_|PESA_\d{4}).*\.xlsx$/i,
      tables: [
        {
          sheet: "4_1",
          title: { cell: "B1", matches: /^Table 4\.1 Public expenditure aggregates/ },
          header: { anchor: "Nominal £ billion", depth: 2, names: { B: { printed: "", as: "Year" } } },
          rows: { skip: [{ header: "Year", matches: /^\(\d+\)/, why: "a footnote" }] },
          keys: { table_id: { constant: "4_1" }, financial_year: { header: "Year", as: "plain_financial_year" } },
          values: [
            ...AGGREGATES,
            aggregate("Depreciation", "Depreciation", "nominal_gbp", "Nominal £ billion", BILLION),
          ],
          ignore: [{ header: /^(Public sector|Depreciation|Total)[^|]*$/, why: "empty columns under a merged title" }],
        },
        byFunction("4_2", /^Table 4\.2 Public sector expenditure on services by function, /, "nominal_gbp", BILLION),
        byFunction("4_3", /^Table 4\.3 .* in real terms/, REAL_TERMS, BILLION),
        byFunction("4_4", /^Table 4\.4 .* as a per cent of GDP/, "gdp_pct", 1),
      ],
    },
  ],
});
