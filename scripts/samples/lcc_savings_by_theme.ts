import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes } from "../sample-workbook.ts";

const STAGES: Readonly<Record<string, string>> = { delivered: "Delivered", plan: "Planned" };

/** One row per year and one column per theme, in millions of pounds to one place, as the plan prints them. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    const themes = [...groupFacts(facts, "theme").keys()];
    const years = [...groupFacts(facts, "financial_year")].map(([year, ofYear]) => [
      year.replace("-", "/"),
      STAGES[ofYear[0]!.delivery_stage!]!,
      ...themes.map((theme) => {
        const printed = ofYear.find((fact) => fact.theme === theme)?.cumulative_savings_gbp_raw ?? "";
        return printed === "" ? null : Number(printed);
      }),
    ]);
    const rows = [
      ["Leicestershire County Council"],
      ["MTFS savings by theme, cumulative, £m"],
      ["Savings are negative. Figures as published in the productivity plan of 2024; the layout is ours."],
      [],
      ["Financial year", "Stage", ...themes],
      ...years,
      [],
      ["Notes"],
      ["Total leaves out the gap, TOTAL counts it in. No gap is shown for years whose savings are delivered."],
    ];
    const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? toSampleCell(cell) : cell)));
    context.write(file, await toWorkbookBytes("xlsx", [{ name: "MTFS savings by theme", rows: cells }]));
  }
}
