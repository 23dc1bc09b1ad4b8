import { defineSource } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const INDICATORS = {
  ASC1: "oflog_asc1_carer_qol",
  ASC2: "oflog_asc2_quality_of_life",
  ASC3: "oflog_asc3_info_users",
  ASC4: "oflog_asc4_info_carers",
  ASC5: "oflog_asc5_short_term_sequel",
  ASC6: "oflog_asc6_requests_resulting_in_service",
  ASC7: "oflog_asc7_workforce_turnover",
};

/**
 * Oflog's copy of adult social care measures, each in the unit its registry entry states: scores (0 to 12, 0 to 1),
 * percentages and a rate per 100,000 adults stand in one column. Traps: the carers' measures exist only in the years of
 * the carers' survey; North Yorkshire and Somerset keep the codes they had until 2023; medians and distances from them
 * are repeated on every row.
 */
export default defineSource({
  title: "Local Authority Data Explorer, adult social care",
  publisher: "Oflog",
  page: "https://oflog.data.gov.uk",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: {},
  blank: "not_available",
  layouts: [
    {
      name: "2022-23, long table of all years",
      file: /^ASC_data\.csv$/,
      tables: [
        {
          header: { anchor: "Local authority code" },
          keys: {
            indicator_id: { header: "Code", map: INDICATORS },
            area_code: "Local authority code",
            period_code: { header: "Financial year", as: "financial_year" },
          },
          values: [{ column: "indicator_value", header: "Value" }],
          ignore: [
            { header: /^(Local authority name|Entity_Name|Region)$/, why: "the code identifies the area" },
            { header: "Grouping", why: "always LA_Raw" },
            { header: "Measure", why: "the code identifies the measure" },
            { header: /^(MEDIAN|MADs_from_median)$/, why: "follows from the values" },
            { header: "rank_order", why: "the registry gives the polarity" },
          ],
        },
      ],
    },
  ],
});
