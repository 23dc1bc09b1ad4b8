import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name new_la_code
  old_la_code la_name ass_nodecision ass_nodecision_ehc ass_none ass_none_ehc ass_none_ehc_pc ass_refused
  ass_refused_ehc ass_refused_ehc_pc assessment_mediation assessment_tribunal assessment_w assessments
  direct_pay_education direct_pay_health direct_pay_integrated direct_pay_socialcare discontinued_abroad
  discontinued_age discontinued_deceased discontinued_employment discontinued_unknown discontinued_engage
  discontinued_he discontinued_lea discontinued_lea_ehc discontinued_lea_noncomp discontinued_left
  discontinued_left_ehc discontinued_met discontinued_met_ehc discontinued_met_noncomp discontinued_other
  discontinued_other_ehc discontinued_other_noncomp discontinued_total inc_exc_20week_ehc inc_exc_20week_rate
  inc_exc_26week inreq_ehc inreq_ehc_a inreq_ehc_w inreq_ehc_y inreq_rya_ehc mainstream_to_home
  mainstream_to_home_ehc mainstream_to_special mainstream_to_special_ehc new_all_ehc new_all_ehc_ass_none_ehc_sum
  new_all_ehc_pc no_exc_20week_ehc no_exc_20week_rate no_exc_26week org_arrangements other_mediation
  other_tribunal total_tribunal personal_budgets request_mediation request_tribunal special_to_home
  special_to_home_ehc special_to_mainstream special_to_mainstream_ehc statements_no_ehc statements_to_ehc
  tot_inc_exc tot_inc_exc_ehc tot_no_exc tot_no_exc_ehc total_mediation total_tribunal_followed_mediation
  total_tribunal_pc
`
  .trim()
  .split(/\s+/);

const PRINTED_IN: Readonly<Record<string, string>> = {
  dfe_sen2_ehc_20weeks_excl: "no_exc_20week_rate",
  dfe_sen2_ehc_20weeks_incl: "inc_exc_20week_rate",
  dfe_sen2_refused_assess_pct: "ass_refused_ehc_pc",
  dfe_sen2_assessed_no_plan_pct: "ass_none_ehc_pc",
  dfe_sen2_requests_count: "inreq_ehc",
  dfe_sen2_new_plans_count: "new_all_ehc",
  dfe_sen2_tribunal_cases_count: "total_tribunal",
  dfe_sen2_mediation_to_tribunal_pct: "total_tribunal_pc",
};

/** The release's 83 columns, of which eight are shipped, with the spaces some numbers begin with. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Calendar year",
      fill: (fact) => ({ [PRINTED_IN[fact.indicator_id!]!]: fact.indicator_value_raw! }),
    });
    context.write(file, text);
  }
}
