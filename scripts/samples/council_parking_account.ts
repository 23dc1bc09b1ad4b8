import { formatCsvLines } from "../csv-table.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";

const ORGANISATION = "https://opendatacommunities.org/id/metropolitan-district-council/trafford";
const PLACES: Readonly<Record<string, string>> = { on_street: "OnStreet", off_street: "OffStreet" };

/** One line a year, one column an item, in the order in which the facts name them. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const years = [...groupFacts(context.listFacts(release), "financial_year")];
    const items = years[0]![1].map((fact) => `${PLACES[fact.place!]!}${fact.item!}`);
    const lines = years.map(([year, facts]) => [
      ...[facts[0]!.body_name!, ORGANISATION, year.replace("-", "/")],
      ...facts.map((fact) => (fact.amount_gbp_status === "not_available" ? "NA" : fact.amount_gbp!)),
    ]);
    context.write(file, formatCsvLines([["OrganisationLabel", "OrganisationURI", "Period", ...items], ...lines]));
  }
}
