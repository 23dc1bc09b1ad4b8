import { toEducationStatisticsCsv } from "../education-sample.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = `
  time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code
  new_la_code la_name category CPP_start CPP_subsequent CPP_subsequent_percent
`
  .trim()
  .split(/\s+/);

export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const text = toEducationStatisticsCsv(context, release, {
      columns: COLUMNS,
      timeIdentifier: "Reporting year",
      fill: (fact) => ({
        category: "Child Protection Plans which are a second or subsequent plan",
        CPP_start: fact.base_count_raw!,
        CPP_subsequent_percent: fact.indicator_value_raw!,
      }),
    });
    context.write(file, text);
  }
}
