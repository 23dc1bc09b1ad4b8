import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code
  la_name new_la_code social_care_group version t_pupils t_att8 avg_att8 t_l2basics_95 pt_l2basics_95
  t_l2basics_94 pt_l2basics_94 t_ebacc_e_ptq_ee pt_ebacc_e_ptq_ee t_ebaccaps avg_ebaccaps t_inp8calc t_p8score
  avg_p8score p8score_CI_low p8score_CI_upp
`
  .trim()
  .split(/\s+/);

const GROUPS: Readonly<Record<string, string>> = {
  cla: "CLA 12 months at 31 March",
  cin: "CINO at 31 March",
  cpp: "CPPO at 31 March",
};
const MEASURES: Readonly<Record<string, string>> = {
  att8: "avg_att8",
  basics94: "pt_l2basics_94",
  ebaccaps: "avg_ebaccaps",
  p8: "avg_p8score",
};

export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Academic year",
      fill: (fact) => {
        const [, measure, group] = /^dfe_ks4_([a-z0-9]+)_([a-z]+)$/.exec(fact.indicator_id!)!;
        return {
          social_care_group: GROUPS[group!]!,
          [MEASURES[measure!]!]: fact.indicator_value_raw!,
          ...(measure === "p8"
            ? {
                t_inp8calc: fact.base_count_raw!,
                p8score_CI_low: fact.lower_value_raw!,
                p8score_CI_upp: fact.upper_value_raw!,
              }
            : { t_pupils: fact.base_count_raw! }),
        };
      },
    });
    context.write(file, `\uFEFF${text}`);
  }
}
