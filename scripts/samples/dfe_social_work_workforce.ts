import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code
  new_la_code la_name inpost_fte inpost_headcount starters_fte starters_headcount leavers_fte leavers_headcount
  turnover_rate_fte turnover_rate_headcount agency_fte agency_headcount agency_rate_fte agency_rate_headcount
  agency_cover_fte agency_cover_rate_fte vacancy_fte vacancy_rate_fte vacancy_agency_cover_rate_fte
  case_holders_fte cases caseload_fte working_days_lost_fte absence_rate_fte
`
  .trim()
  .split(/\s+/);

/** All years from 2018; joint returns of two authorities stand under two codes in one cell. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Reporting year",
      fill: (fact) => ({ [fact.indicator_id!.replace("dfe_csww_", "")]: fact.indicator_value_raw! }),
      outOfScope: [
        {
          geographic_level: "Local authority",
          new_la_code: "E09000021 / E09000027",
          la_name: "Kingston upon Thames / Richmond upon Thames",
        },
      ],
    });
    context.write(file, text);
  }
}
