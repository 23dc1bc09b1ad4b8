import { defineSource, financialYear, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Unit costs of five service lines as the external auditor printed them. In the file: cost in thousands of pounds, unit
 * cost in pounds. In staging: pounds.
 * Traps: the unit count of total service expenditure is misprinted (598,070; the printed unit cost needs the population
 * of 713,085) and is kept as printed, so that the reconciliation shows it; education is per person aged 0-18 and
 * children's social care per person aged 0-17; costs are the budget for 2022-23.
 */
export default defineSource({
  title: "Unit costs by service, auditor's extract",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Facts from a published council document",
  row: z.object({
    service_line: text(),
    financial_year: financialYear(),
    unit_basis: text(),
    printed_score: text(),
    budget_cost_gbp: value(),
    units_count: value(),
    printed_unit_cost_gbp: value(),
  }),
  grain: ["service_line", "financial_year"],
  vintageBy: ["financial_year"],
  markers: {},
  layouts: [
    {
      name: "auditor's table, costs in £000",
      file: /^Unit costs.*\.xlsx$/,
      tables: [
        {
          sheet: "Unit costs",
          title: { cell: "A1", matches: /Unit costs, budget (?<year>\d{4}\/\d{2})/ },
          header: { anchor: "Service" },
          rows: { stopAt: { header: "Service", matches: /^Notes/ } },
          keys: {
            service_line: {
              header: "Service",
              map: {
                "Planning and development": "planning_and_development",
                Education: "education",
                "Children's social care": "childrens_social_care",
                "Adult social care": "adult_social_care",
                "Total service expenditure": "total",
              },
            },
            financial_year: { from: "title", group: "year", as: "plain_financial_year" },
            unit_basis: "Unit",
            printed_score: "Unit cost score",
          },
          values: [
            { column: "budget_cost_gbp", header: "Total budget cost (£000)", scale: 1000 },
            { column: "units_count", header: "Units" },
            { column: "printed_unit_cost_gbp", header: "Unit cost (£)" },
          ],
        },
      ],
    },
  ],
});
