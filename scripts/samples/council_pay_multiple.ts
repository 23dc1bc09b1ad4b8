import { formatCsvLines } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

const HEADER =
  "OrganisationLabel,OrganisationURI,EffectiveDate,PayMultipleFactor,RemunerationValue,Ratio,Period,ModelCalculation," +
  "OrganisationType";
const ORGANISATION = "https://opendatacommunities.org/id/metropolitan-district-council/trafford";
const POINTS: Readonly<Record<string, readonly [string, string]>> = {
  highest: ["Highest", "0"],
  median: ["Median", "1"],
  lowest: ["Lowest", "4"],
};

export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const lines = context.listFacts(release).map((fact) => {
      const [point, model] = POINTS[fact.pay_point!]!;
      return [
        ...[fact.body_name!, ORGANISATION, fact.effective_date!, point, fact.pay_gbp!],
        ...[`${Number(fact.pay_multiple).toFixed(2)}:1`, fact.financial_year!.replace("-", "/"), model, "MBC"],
      ];
    });
    context.write(file, `${HEADER}\n${formatCsvLines(lines)}`);
  }
}
