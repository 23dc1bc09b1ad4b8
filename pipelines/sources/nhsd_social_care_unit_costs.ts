import { defineSource, financialYear, gssCode, optionalText, text, value } from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

/**
 * Unit costs of adult social care by council in 2014-15, the first year of the new return: cost, activity and unit cost by
 * age, support reason, delivery and provider. Costs in thousands of pounds, activity in weeks of care or hours, unit costs
 * in pounds: units as printed. Councils stand across the columns, regions and England after them. A full stop is a unit
 * cost without activity. The publisher flags extreme outliers in notes below the table, not at the values.
 */
export default defineSource({
  title: "Adult social care unit costs by council, 2014-15",
  publisher: "NHS England (Health and Social Care Information Centre)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-expenditure-and-unit-costs",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    support_type: text(),
    age_group: text(),
    support_reason: optionalText(),
    delivery: text(),
    measure_part: text(),
    provision: text(),
    printed_value: value(),
  }),
  grain: [
    "area_code",
    "financial_year",
    "support_type",
    "age_group",
    "support_reason",
    "delivery",
    "measure_part",
    "provision",
  ],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { ".": "not_applicable", ":": "not_available" },
  layouts: [
    {
      name: "2014-15, councils across",
      file: /^pss-exp-eng-14-15-fin-coun-lev-unit-cost\.csv$/,
      tables: [
        {
          header: { anchor: "Support type" },
          rows: { skip: [{ header: "Unit cost category", matches: /^$/, why: "note under the table" }] },
          keys: {
            financial_year: { constant: "2014-15" },
            support_type: "Support type",
            age_group: "Age category",
            support_reason: "Primary support reason",
            delivery: "Service delivery mechanism",
            measure_part: {
              header: "Unit cost category",
              map: { Numerator: "numerator", Denominator: "denominator", "Unit costs": "unit_cost" },
            },
            provision: "Unit cost provision",
          },
          values: [
            {
              column: "printed_value",
              header: /^\d{3} - (?<council>.+)$/,
              keys: { area_code: { from: "header", group: "council", as: "area_name", replace: COUNCIL_NAMES } },
            },
          ],
          ignore: [
            {
              header:
                /^(North West|North East|Yorkshire and Humber|(West|East) Midlands|East|London|South (East|West)|England)$/,
              why: "regions and England",
            },
          ],
        },
      ],
    },
  ],
});
