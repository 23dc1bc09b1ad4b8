import { defineSource } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Education, health and care plans: how many were asked for, made, refused and taken to a tribunal in the calendar year
 * (numbers), and how many were in time (percent). Units as printed. Most of the 83 columns are z in any one year,
 * because the question was not asked; many numbers carry leading spaces.
 */
export default defineSource({
  title: "Education, health and care plans: management information (SEN2)",
  publisher: "Department for Education",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/education-health-and-care-plans",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority and calendar year, 2014 on",
      file: /^sen2_mi.*\.csv$/,
      tables: layOutEducationStatistics({
        period: "calendar_year",
        values: [
          indicatorColumn("dfe_sen2_ehc_20weeks_excl", "no_exc_20week_rate"),
          indicatorColumn("dfe_sen2_ehc_20weeks_incl", "inc_exc_20week_rate"),
          indicatorColumn("dfe_sen2_refused_assess_pct", "ass_refused_ehc_pc"),
          indicatorColumn("dfe_sen2_assessed_no_plan_pct", "ass_none_ehc_pc"),
          indicatorColumn("dfe_sen2_requests_count", "inreq_ehc"),
          indicatorColumn("dfe_sen2_new_plans_count", "new_all_ehc"),
          indicatorColumn("dfe_sen2_tribunal_cases_count", "total_tribunal"),
          indicatorColumn("dfe_sen2_mediation_to_tribunal_pct", "total_tribunal_pc"),
        ],
        ignore: [
          { header: /^(ass|assessment|assessments|inreq|new_all)(_|$)/, why: "other counts of requests and plans" },
          {
            header: /^(inc_exc|no_exc|tot_inc|tot_no|statements)_/,
            why: "counts behind the 20-week rates, statements",
          },
          { header: /^(direct_pay|personal_budgets)/, why: "personal budgets" },
          { header: /^discontinued_/, why: "plans that ended" },
          { header: /^(mainstream|special|home|org|other|request)_/, why: "placements and single steps of a dispute" },
          { header: /^(total_mediation|total_tribunal_followed_mediation)$/, why: "counts behind the mediation rate" },
        ],
      }),
    },
  ],
});
