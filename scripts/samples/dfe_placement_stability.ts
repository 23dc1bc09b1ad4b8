import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code
  la_name new_la_code cla_group placement_stability children_count children_percent
`
  .trim()
  .split(/\s+/);

const MEASURES: Readonly<Record<string, { readonly cla_group: string; readonly placement_stability: string }>> = {
  dfe_cla_3plus_placements_year: {
    cla_group: "CLA on 31 March",
    placement_stability: "With 3 or more placements during the year",
  },
  dfe_cla_3plus_placements_2years: {
    cla_group: "CLA 2 years on 31 March",
    placement_stability: "With 3 or more placements during the previous 2 years",
  },
  dfe_cla_same_carer_2years: {
    cla_group: "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years",
    placement_stability: "Living with the same carer for at least 2 years",
  },
};

/** One line for each measure; the release also has lines of all children of a group, which are not read. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Reporting year",
      fill: (fact) => ({ ...MEASURES[fact.indicator_id!]!, children_percent: fact.indicator_value_raw! }),
      outOfScope: [
        {
          geographic_level: "Local authority",
          new_la_code: "E10000018",
          la_name: "Leicestershire",
          cla_group: "CLA on 31 March",
          placement_stability: "Total children",
        },
      ],
    });
    context.write(file, `\uFEFF${text}`);
  }
}
