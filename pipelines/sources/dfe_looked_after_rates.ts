import { defineSource, type PeriodForm, type TableLayout } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Children looked after on 31 March, and starting and ceasing to be looked after in the year to it, per 10,000 children
 * under 18, with the population as the base. Releases up to 2023 call two columns otherwise and say "at 31 March". Rates
 * of the last years are restated with new population estimates in each release.
 */
export default defineSource({
  title: "Children looked after: number and rate per 10,000 children",
  publisher: "Department for Education",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/children-looked-after-in-england-including-adoptions",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "since the 2024 release, population_type and children_count",
      file: /^cla_number_and_rate_per_10k_children.*\.csv$/,
      tables: layOutRelease("population_type", "children_count"),
    },
    {
      name: "up to the 2023 release, population_count and number",
      file: /^cla_number_and_rate_per_10k_children.*\.csv$/,
      tables: layOutRelease("population_count", "number"),
    },
  ],
});

function layOutRelease(groupHeader: string, countHeader: string): TableLayout[] {
  const group = (indicatorId: string, others: RegExp, period: PeriodForm): TableLayout[] =>
    layOutEducationStatistics({
      period,
      values: [
        indicatorColumn(indicatorId, "rate_per_10000"),
        indicatorColumn(indicatorId, "population_estimate", "base_count"),
      ],
      skip: [{ header: groupHeader, matches: others, why: "another group of children, read by its own measure" }],
      ignore: [
        { header: groupHeader, why: "the group is in the measure" },
        { header: countHeader, why: "count behind the rate" },
      ],
    });
  return [
    ...group("dfe_cla_rate_31mar", /^(?!Children looked after (at|on) 31 March each year$)/, "march_snapshot"),
    ...group("dfe_cla_start_rate", /^(?!Children starting to be looked after each year$)/, "financial_year_ending"),
    ...group("dfe_cla_cease_rate", /^(?!Children ceasing to be looked after each year$)/, "financial_year_ending"),
  ];
}
