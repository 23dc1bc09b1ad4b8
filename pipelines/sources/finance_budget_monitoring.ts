import { defineSource, financialYear, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

const under = (heading: string, label: string) => `${heading} | ${label}`;

/**
 * SYNTHETIC: the figures are made up. Budget monitoring of one period as accountants send it: a line per cost centre and
 * subjective code, sub-totals between services, a grand total. Pounds; income in brackets, so that it is negative.
 * Trap: the figures to date include earlier periods, so periods may not be added up.
 */
export default defineSource({
  title: "Budget monitoring (synthetic figures)",
  publisher: "The council's finance system",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  synthetic: true,
  row: z.object({
    financial_year: financialYear(),
    ledger_period: wholeNumber(),
    line_number: wholeNumber(),
    cost_centre: text(),
    subjective_code: text(),
    annual_budget_gbp: value(),
    budget_to_date_gbp: value(),
    actual_to_date_gbp: value(),
    forecast_gbp: value(),
  }),
  grain: ["financial_year", "ledger_period", "cost_centre", "subjective_code"],
  vintageBy: ["financial_year", "ledger_period"],
  markers: { tbc: "not_available" },
  blank: "missing",
  amountColumn: "forecast_gbp",
  quarantineLimit: { rows: 5 },
  layouts: [
    {
      name: "one sheet, sub-totals by service",
      file: /^Budget monitoring (?<year>\d{4}-\d{2}) P(?<period>\d{2})\b.*\.xlsx$/,
      tables: [
        {
          sheet: "Monitoring",
          header: { anchor: "Subjective", depth: 2 },
          rows: {
            totals: ["annual_budget_gbp", "actual_to_date_gbp", "forecast_gbp"].map((column) => ({
              header: under("Code", "Cost centre"),
              matches: /^Grand total$/,
              column,
              tolerance: 1,
            })),
            skip: [{ header: under("Code", "Cost centre"), matches: /^Total /, why: "sub-total of a service" }],
          },
          keys: {
            financial_year: { from: "file", group: "year", as: "plain_financial_year" },
            ledger_period: { from: "file", group: "period" },
            line_number: { from: "row" },
            cost_centre: under("Code", "Cost centre"),
            subjective_code: under("Code", "Subjective"),
          },
          values: [
            { column: "annual_budget_gbp", header: under("Full year", "Budget £") },
            { column: "forecast_gbp", header: under("Full year", "Forecast £") },
            { column: "budget_to_date_gbp", header: under("To date", "Budget £") },
            { column: "actual_to_date_gbp", header: under("To date", "Actual £") },
          ],
          ignore: [
            { header: under("Code", "Description"), why: "the names of the two codes" },
            { header: under("Full year", "Variance £"), why: "forecast less budget, worked out in core" },
          ],
        },
      ],
    },
  ],
});
