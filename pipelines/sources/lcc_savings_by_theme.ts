import { defineSource, financialYear, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Savings of the medium term financial strategy by theme. In the file: millions of pounds. In staging: pounds.
 * Traps: figures are CUMULATIVE from 2020-21, so a year's saving is a difference of two rows, and a saving is negative.
 * `Gap` is what has still to be found, not a saving; `Total` leaves it out and `TOTAL` counts it in (case matters).
 * Savings on the dedicated schools grant (`DSG/HNB Savings`) do not help the council's general budget.
 * An empty gap means that no gap is shown for a year whose savings are delivered.
 */
export default defineSource({
  title: "Savings by theme, medium term financial strategy",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Facts from a published council document",
  row: z.object({
    theme: text(),
    financial_year: financialYear(),
    line_kind: text(),
    delivery_stage: text(),
    cumulative_savings_gbp: value(),
  }),
  grain: ["theme", "financial_year"],
  vintageBy: [],
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "one row per year, one column per theme",
      file: /^MTFS savings by theme.*\.xlsx$/,
      tables: [
        {
          sheet: "MTFS savings by theme",
          title: { cell: "A2", matches: /cumulative, £m$/ },
          header: { anchor: "Financial year" },
          rows: { stopAt: { header: "Financial year", matches: /^Notes/ } },
          keys: {
            financial_year: { header: "Financial year", as: "plain_financial_year" },
            delivery_stage: { header: "Stage", map: { Delivered: "delivered", Planned: "plan" } },
          },
          values: [
            {
              column: "cumulative_savings_gbp",
              header:
                /^(?<theme>Commissioning & Procurement|Service Re-design|Other Efficiencies|Service Reductions|Increased Income|DSG\/HNB Savings)$/,
              keys: { theme: { from: "header", group: "theme" }, line_kind: { constant: "theme" } },
              scale: 1_000_000,
            },
            {
              column: "cumulative_savings_gbp",
              header: /^(?<theme>Total|Gap|TOTAL)$/,
              keys: {
                theme: { from: "header", group: "theme" },
                line_kind: {
                  from: "header",
                  group: "theme",
                  map: { Total: "total", Gap: "gap", TOTAL: "grand_total" },
                },
              },
              scale: 1_000_000,
            },
          ],
        },
      ],
    },
  ],
});
