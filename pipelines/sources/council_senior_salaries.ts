import { day, defineSource, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Employees of a council by band of salary, from £50,000 upwards. A count of people on the effective date; a band without
 * anybody is printed as 0 and is a real zero. Trap: bands are £5,000 wide and both ends are inside.
 */
export default defineSource({
  title: "Senior salaries of a council by band",
  publisher: "Trafford Council",
  page: "https://www.trafforddatalab.io/open_data/council_open_data",
  licence: "OGL-3.0",
  row: z.object({
    body_name: text(),
    effective_date: day(),
    band_from_gbp: wholeNumber(),
    band_to_gbp: wholeNumber(),
    employees_count: value(),
  }),
  grain: ["body_name", "effective_date", "band_from_gbp"],
  vintageBy: ["body_name", "effective_date"],
  markers: { NA: "not_available" },
  layouts: [
    {
      name: "transparency code, one day in a file",
      file: /^senior_salaries_count\.csv$/,
      tables: [
        {
          header: { anchor: "RemunerationBand" },
          keys: {
            body_name: "OrganisationLabel",
            effective_date: { header: "EffectiveDate", as: "date" },
            band_from_gbp: { header: "RemunerationBand", pattern: /^(\d+) - \d+$/, as: "number" },
            band_to_gbp: { header: "RemunerationBand", pattern: /^\d+ - (\d+)$/, as: "number" },
          },
          values: [{ column: "employees_count", header: "EmployeeCount" }],
          ignore: [{ header: "OrganisationURI", why: "the same for all lines" }],
        },
      ],
    },
  ],
});
