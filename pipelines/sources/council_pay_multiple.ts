import { day, defineSource, financialYear, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The pay multiple a council publishes: its highest, median and lowest pay, and the highest as a multiple of each. Pounds a
 * year. Trap: the year is the one the pay policy is for, and starts after the effective date.
 */
export default defineSource({
  title: "Pay multiple of a council",
  publisher: "Trafford Council",
  page: "https://www.trafforddatalab.io/open_data/council_open_data",
  licence: "OGL-3.0",
  row: z.object({
    body_name: text(),
    effective_date: day(),
    financial_year: financialYear(),
    pay_point: text(),
    pay_gbp: value(),
    pay_multiple: value(),
  }),
  grain: ["body_name", "financial_year", "pay_point"],
  vintageBy: ["body_name"],
  markers: { NA: "not_available" },
  layouts: [
    {
      name: "transparency code, all years in one file",
      file: /^pay_multiple\.csv$/,
      tables: [
        {
          header: { anchor: "PayMultipleFactor" },
          keys: {
            body_name: "OrganisationLabel",
            effective_date: { header: "EffectiveDate", as: "date" },
            financial_year: { header: "Period", as: "plain_financial_year" },
            pay_point: { header: "PayMultipleFactor", map: { Highest: "highest", Median: "median", Lowest: "lowest" } },
          },
          values: [
            { column: "pay_gbp", header: "RemunerationValue" },
            { column: "pay_multiple", header: "Ratio", pattern: /^([\d.]+):1$/ },
          ],
          ignore: [
            { header: /^Organisation(URI|Type)$/, why: "the same for all lines" },
            { header: "ModelCalculation", why: "a code of the publishing schema" },
          ],
        },
      ],
    },
  ],
});
