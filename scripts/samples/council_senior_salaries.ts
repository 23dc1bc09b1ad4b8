import { formatCsvLines } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

const HEADER = "OrganisationLabel,OrganisationURI,EffectiveDate,RemunerationBand,EmployeeCount";
const ORGANISATION = "https://opendatacommunities.org/id/metropolitan-district-council/trafford";

export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const lines = context
      .listFacts(release)
      .map((fact) => [
        ...[fact.body_name!, ORGANISATION, fact.effective_date!, `${fact.band_from_gbp!} - ${fact.band_to_gbp!}`],
        fact.employees_count!,
      ]);
    context.write(file, `${HEADER}\n${formatCsvLines(lines)}`);
  }
}
