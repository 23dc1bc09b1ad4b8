import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code
  new_la_code la_name Age Cohort_DJFavg NEET_not_known_percent NEET_percent Notknown_percent
  annual_change_ppts_NEET_not_known annualchange_NEET annualchange_notknown cohort_March
  TOTAL_participating_in_education_and_training_percent Full_time_education_percent Apprenticeship_percent
  Other_education_and_training_percent annual_change_Participation_in_education_training annual_change_FTE
  annual_change_apprenticeship annual_change_other_education_training September_guarantee_Offer_made_percent
  September_guarantee_annual_change_ppts cohort_noSEN_percent NEET_NK_noSEN_percent cohort_EHCP_percent
  NEET_NK_EHCP_percent cohort_SENDsupport_percent NEET_NK_SENDsupport_percent VG_cohort_DJF_avg
  VG_cohort_percentage VG_NEET_NK_percentage Level_3 L2_em_GCSE_othL2 avg_att8 pt_l2basics_94 sess_overall_percent
  sess_overall_percent_pa_10_exact Age1617_ONS_population NEET_NK_quintile NEET_quintile Notknown_quintile
  Participation_ET_quintile Sep_guarantee_quintile
`
  .trim()
  .split(/\s+/);

const PRINTED_IN: Readonly<Record<string, string>> = {
  dfe_neet_neet_nk_16_17: "NEET_not_known_percent",
  dfe_neet_neet_16_17: "NEET_percent",
  dfe_neet_not_known_16_17: "Notknown_percent",
  dfe_neet_participation_16_17: "TOTAL_participating_in_education_and_training_percent",
  dfe_neet_apprenticeship_16_17: "Apprenticeship_percent",
  dfe_neet_september_guarantee: "September_guarantee_Offer_made_percent",
  dfe_neet_neet_nk_ehcp: "NEET_NK_EHCP_percent",
  dfe_neet_neet_nk_sen_support: "NEET_NK_SENDsupport_percent",
  dfe_neet_neet_nk_vulnerable: "VG_NEET_NK_percentage",
  dfe_neet_level3_by_19: "Level_3",
  dfe_neet_l2_em_progress: "L2_em_GCSE_othL2",
  dfe_neet_att8: "avg_att8",
  dfe_neet_basics94: "pt_l2basics_94",
  dfe_neet_absence_overall: "sess_overall_percent",
  dfe_neet_absence_of_persistent_absentees: "sess_overall_percent_pa_10_exact",
};

export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Calendar year",
      fill: (fact) => ({ Age: "16-17", [PRINTED_IN[fact.indicator_id!]!]: fact.indicator_value_raw! }),
    });
    context.write(file, text);
  }
}
