import { defineSource } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * The scorecard on young people of 16 and 17 not in education, employment or training: percent, attainment in points.
 * Units as printed. Every column stands under the scorecard's year, but attainment and absence are those of an earlier
 * academic year that the file does not name. `sess_overall_percent_pa_10_exact` is the absence rate of persistent
 * absentees, not the share of pupils who are.
 */
export default defineSource({
  title: "Young people not in education, employment or training: authority scorecard",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/publications/young-people-neet-comparative-data-scorecard",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority, scorecard 2022",
      file: /^UD_NEETNK_LA_dashboard_\d{4}.*\.csv$/,
      tables: layOutEducationStatistics({
        period: "calendar_year",
        values: [
          indicatorColumn("dfe_neet_neet_nk_16_17", "NEET_not_known_percent"),
          indicatorColumn("dfe_neet_neet_16_17", "NEET_percent"),
          indicatorColumn("dfe_neet_not_known_16_17", "Notknown_percent"),
          indicatorColumn("dfe_neet_participation_16_17", "TOTAL_participating_in_education_and_training_percent"),
          indicatorColumn("dfe_neet_apprenticeship_16_17", "Apprenticeship_percent"),
          indicatorColumn("dfe_neet_september_guarantee", "September_guarantee_Offer_made_percent"),
          indicatorColumn("dfe_neet_neet_nk_ehcp", "NEET_NK_EHCP_percent"),
          indicatorColumn("dfe_neet_neet_nk_sen_support", "NEET_NK_SENDsupport_percent"),
          indicatorColumn("dfe_neet_neet_nk_vulnerable", "VG_NEET_NK_percentage"),
          indicatorColumn("dfe_neet_level3_by_19", "Level_3"),
          indicatorColumn("dfe_neet_l2_em_progress", "L2_em_GCSE_othL2"),
          indicatorColumn("dfe_neet_att8", "avg_att8"),
          indicatorColumn("dfe_neet_basics94", "pt_l2basics_94"),
          indicatorColumn("dfe_neet_absence_overall", "sess_overall_percent"),
          indicatorColumn("dfe_neet_absence_of_persistent_absentees", "sess_overall_percent_pa_10_exact"),
        ],
        ignore: [
          { header: /annual_?change/, why: "changes since the year before" },
          { header: /cohort/i, why: "sizes and shares of the groups" },
          { header: /_quintile$/, why: "the publisher's own grouping" },
          { header: /^(Full_time_education|Other_education_and_training)_percent$/, why: "parts of participation" },
          { header: "NEET_NK_noSEN_percent", why: "not an indicator of the register" },
          { header: /^(Age|Age1617_ONS_population)$/, why: "the same age group in every row, and its size" },
        ],
      }),
    },
  ],
});
