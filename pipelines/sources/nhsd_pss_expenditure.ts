import { defineSource, financialYear, gssCode, text, value } from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

/**
 * What each council spent on social services by line of the return PSS EX1 in 2006-07: gross, net, and the sales, fees and
 * charges between them. In the file: thousands of pounds, councils across the columns. In staging: pounds. Totals stand
 * among their parts. England's column is read past: it can be had by adding.
 */
export default defineSource({
  title: "Personal social services expenditure by line, 2006-07",
  publisher: "NHS England (NHS Information Centre)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-expenditure-and-unit-costs",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    expenditure_basis: text(),
    line_number: text(),
    line: text(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "expenditure_basis", "line_number"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "..": "not_available" },
  layouts: [
    {
      name: "2006-07, a sheet for each basis, councils across",
      file: /^expend0607\.xls$/,
      tables: [
        {
          sheet: /^(?<basis>Sales, fees and charges|Net expenditure|Gross expenditure) /,
          title: { cell: "A1", matches: /PSS EX1 2006-2007$/ },
          header: {
            anchor: "ENGLAND",
            names: { A: { printed: "", as: "Line number" }, B: { printed: "", as: "Line wording" } },
          },
          rows: { skip: [{ header: "Line number", matches: /^$|:$/, why: "heading of a group of lines, or a note" }] },
          keys: {
            financial_year: { constant: "2006-07" },
            expenditure_basis: {
              from: "sheet",
              group: "basis",
              map: { "Sales, fees and charges": "income", "Net expenditure": "net", "Gross expenditure": "gross" },
            },
            line_number: "Line number",
            line: "Line wording",
          },
          values: [
            {
              column: "amount_gbp",
              header: /^(?!ENGLAND$)(?<council>[A-Z][A-Z &.,'()-]+)$/,
              scale: 1000,
              keys: { area_code: { from: "header", group: "council", as: "area_name", replace: COUNCIL_NAMES } },
            },
          ],
          ignore: [{ header: "ENGLAND", why: "the sum of the councils" }],
        },
      ],
    },
  ],
});
