import { defineSource } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Child protection plans that were a second or later plan for the child, at any time before, in percent of the plans
 * that started in the year to 31 March; the plans started are the base. Units as printed. "2025" is 2024-25.
 */
export default defineSource({
  title: "Child protection plans: second or subsequent plans",
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
      file: /^d3_cpps_subsequent_plan_\d{4}_to_\d{4}\.csv$/,
      tables: layOutEducationStatistics({
        period: "financial_year_ending",
        values: [
          indicatorColumn("dfe_cpp_subsequent_pct", "CPP_subsequent_percent"),
          indicatorColumn("dfe_cpp_subsequent_pct", "CPP_start", "base_count"),
        ],
        skip: [
          {
            header: "category",
            matches: /^(?!Child Protection Plans which are a second or subsequent plan$)/,
            why: "another category of plans",
          },
        ],
        ignore: [
          { header: "category", why: "one category only" },
          { header: "CPP_subsequent", why: "count behind the percentage" },
        ],
      }),
    },
  ],
});
