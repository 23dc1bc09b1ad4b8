import { defineSource, type PeriodForm, type ValueFrom } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Children in need: episodes at 31 March, episodes that started in the year to 31 March, and children awaiting
 * assessment at 31 March. Counts, rounded for England and the regions. "2025" is the year that ends in March 2025.
 */
export default defineSource({
  title: "Children in need: episodes and assessments",
  publisher: "Department for Education",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority and year, 2013 on",
      file: /^b1_children_in_need_\d{4}_to_\d{4}\.csv$/,
      tables: layOutEducationStatistics({
        period: "financial_year_ending",
        values: [
          count("dfe_cin_31mar_count", "At31_episodes", "march_snapshot"),
          count("dfe_cin_started_count", "Started_episodes", "financial_year_ending"),
          count("dfe_cin_awaiting_assessment_count", "awaiting_assessment", "march_snapshot"),
        ],
        skip: [{ header: "category", matches: /^(?!Children in Need$)/i, why: "another category of children" }],
        ignore: [
          { header: "category", why: "one category only" },
          { header: /^(Anypoint|Ended)_episodes$|_child$/, why: "other ways of counting, not used" },
        ],
      }),
    },
  ],
});

function count(indicatorId: string, header: string, as: PeriodForm): ValueFrom {
  return indicatorColumn(indicatorId, header, "indicator_value", { period_code: { header: "time_period", as } });
}
