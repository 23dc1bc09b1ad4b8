import { defineSource } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Children's social workers: turnover, agency, vacancy and absence rates in percent of full-time equivalents, and cases
 * per worker. Staging keeps the unit. A reporting year is a census on 30 September, with turnover and absence counted
 * over the twelve months to that day; this is inferred, the file says only "Reporting year". Two pairs of authorities
 * return together under two codes in one cell: neither has a figure of its own. Barnsley and Sheffield bear the codes
 * E08000038 and E08000039 in every year, where the other series print E08000016 and E08000019.
 */
export default defineSource({
  title: "Children's social work workforce: indicators",
  publisher: "Department for Education",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/children-s-social-work-workforce",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority and reporting year, 2017 on",
      file: /^csww_indicators_\d{4}_to_\d{4}\.csv$/,
      tables: layOutEducationStatistics({
        period: "september_snapshot",
        values: [
          indicatorColumn("dfe_csww_turnover_rate_fte", "turnover_rate_fte"),
          indicatorColumn("dfe_csww_agency_rate_fte", "agency_rate_fte"),
          indicatorColumn("dfe_csww_vacancy_rate_fte", "vacancy_rate_fte"),
          indicatorColumn("dfe_csww_caseload_fte", "caseload_fte"),
          indicatorColumn("dfe_csww_absence_rate_fte", "absence_rate_fte"),
          indicatorColumn("dfe_csww_agency_cover_rate_fte", "agency_cover_rate_fte"),
          indicatorColumn("dfe_csww_vacancy_agency_cover_rate_fte", "vacancy_agency_cover_rate_fte"),
        ],
        ignore: [
          { header: /_headcount$/, why: "people instead of full-time equivalents" },
          {
            header: /^(inpost|starters|leavers|agency|agency_cover|vacancy|case_holders)_fte$/,
            why: "counts behind the rates",
          },
          { header: /^(cases|working_days_lost_fte)$/, why: "counts behind the rates" },
        ],
      }),
    },
  ],
});
