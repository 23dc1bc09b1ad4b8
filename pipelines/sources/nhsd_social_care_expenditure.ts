import { defineSource, financialYear, gssCode, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

/**
 * What each council spent on adult social care in 2014-15, the first year of the new return: by length of support, age,
 * support reason, delivery and kind of cost. In the file: thousands of pounds, councils across the columns ("508 -
 * Leicestershire"). In staging: pounds. Totals stand among their parts. Lines of "Non Salt Totals" are printed twice under
 * one label, so the row's number is part of what identifies a line. One cell prints "$0.00".
 */
export default defineSource({
  title: "Adult social care expenditure by council, 2014-15",
  publisher: "NHS England (Health and Social Care Information Centre)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-expenditure-and-unit-costs",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    line_row: wholeNumber(),
    support_type: text(),
    age_group: optionalText(),
    support_reason: text(),
    delivery: optionalText(),
    cost_category: text(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "line_row"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { ":": "not_available", ".": "not_applicable" },
  layouts: [
    {
      name: "2014-15, councils across",
      file: /^pss-exp-eng-14-15-fin-coun-lev-exp-data\.csv$/,
      tables: [
        {
          header: { anchor: "Support type" },
          rows: { stopAt: { header: "Support type", matches: /^Notes$/ } },
          keys: {
            financial_year: { constant: "2014-15" },
            line_row: { from: "row" },
            support_type: "Support type",
            age_group: "Age category",
            support_reason: "Summary",
            delivery: "Delivery mechanism",
            cost_category: "Accounting category",
          },
          values: [
            {
              column: "amount_gbp",
              header: /^\d{3} - (?<council>.+)$/,
              scale: 1000,
              pattern: /^\$([\d.]+)$/,
              keys: { area_code: { from: "header", group: "council", as: "area_name", replace: COUNCIL_NAMES } },
            },
          ],
        },
      ],
    },
  ],
});
