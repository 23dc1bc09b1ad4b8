import { defineSource, gssCode, optionalText, periodCode, text, value } from "@poundwise/contracts";
import { z } from "zod";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";

/**
 * Children under 18 by authority on 30 June, as the department uses them for its rates: estimates of ONS, rebased to the
 * 2021 census in all years. The year in the file is that of the estimate; the rates of the next March use it.
 */
export default defineSource({
  title: "Population aged 0 to 17 behind children's rates",
  publisher: "Department for Education, from ONS",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    period_code: periodCode(),
    age_group: text(),
    residents_count: value(),
    note: optionalText(),
  }),
  grain: ["area_code", "period_code", "age_group"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority, year and age group",
      file: /^ons_mid-year_population_estimates_\d{4}_to_\d{4}\.csv$/,
      tables: layOutEducationStatistics({
        period: "mid_year",
        keys: { age_group: "age_group" },
        values: [{ column: "residents_count", header: "population_estimate" }],
        ignore: [],
      }),
    },
  ],
});
