import type { SampleContext } from "../sample-context.ts";
import { toWorkbookBytes } from "../sample-workbook.ts";

const SERVICES: Readonly<Record<string, string>> = {
  planning_and_development: "Planning and development",
  education: "Education",
  childrens_social_care: "Children's social care",
  adult_social_care: "Adult social care",
  total: "Total service expenditure",
};

/** The auditor's extract: one row per service, costs in thousands of pounds, the misprinted unit count kept. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    const rows = [
      [`Unit costs, budget ${facts[0]!.financial_year!.replace("-", "/")}`],
      ["As printed in the productivity plan of 2024; the layout is ours."],
      [],
      ["Service", "Total budget cost (£000)", "Units", "Unit", "Unit cost (£)", "Unit cost score"],
      ...facts.map((fact) => [
        SERVICES[fact.service_line!]!,
        Number(fact.budget_cost_gbp) / 1000,
        Number(fact.units_count),
        fact.unit_basis!,
        Number(fact.printed_unit_cost_gbp),
        fact.printed_score!,
      ]),
      [],
      ["Notes"],
      ["The score compares the unit cost with other authorities: very low is among the cheapest fifth."],
    ];
    context.write(file, await toWorkbookBytes("xlsx", [{ name: "Unit costs", rows }]));
  }
}
