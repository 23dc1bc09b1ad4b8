import { defineSource, type PeriodForm, type TableLayout } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * How stable the homes of children looked after are, in percent of the children of each group, as printed. Three
 * measures stand in one column: one counts the year to 31 March, two look back over several years from that day.
 * Percentages are whole numbers; counts are rounded to five.
 */
export default defineSource({
  title: "Children looked after: placement stability",
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
      name: "one row for each authority, year, group and measure, 2021 on",
      file: /^la_cla_placement_stability.*\.csv$/,
      tables: [
        ...measure(
          "dfe_cla_3plus_placements_year",
          "financial_year_ending",
          /^(?!With 3 or more placements during the year$)/,
        ),
        ...measure(
          "dfe_cla_3plus_placements_2years",
          "march_snapshot",
          /^(?!With 3 or more placements during the previous 2 years$)/,
        ),
        ...measure(
          "dfe_cla_same_carer_2years",
          "march_snapshot",
          /^(?!Living with the same carer for at least 2 years$)/,
        ),
      ],
    },
  ],
});

/** The rows of one measure; `others` fits the label of every other one. */
function measure(indicatorId: string, period: PeriodForm, others: RegExp): TableLayout[] {
  return layOutEducationStatistics({
    period,
    values: [indicatorColumn(indicatorId, "children_percent")],
    skip: [{ header: "placement_stability", matches: others, why: `not a row of ${indicatorId}` }],
    ignore: [
      { header: /^(cla_group|placement_stability)$/, why: "says the measure" },
      { header: "children_count", why: "count behind the percentage" },
    ],
  });
}
