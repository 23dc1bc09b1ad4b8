import type { SampleContext } from "../sample-context.ts";
import { toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";

const HEADER = [
  ...["Theme", "Section", "Priority no.", "Priority", "Measure no.", "Measure", "Direction", "Operator", "Target"],
  ...["Target in words", "Unit", "Target date", "Date basis", "Baseline", "Measurable", "Same measure as"],
];

/** The performance team's list: theme, section and priority are printed on their first measure only. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    const rows = facts.map((fact, index): SampleCell[] => {
      const above = facts[index - 1];
      const once = (column: string) => (above?.[column] === fact[column] ? null : fact[column]!);
      const priority = once("priority_number");
      return [
        once("plan_theme"),
        once("plan_section"),
        priority === null ? null : Number(priority),
        priority === null ? null : fact.priority!,
        Number(fact.measure_number),
        fact.measure!,
        fact.direction!,
        fact.target_operator || null,
        toNumber(fact.target_value_raw!),
        fact.target_in_words || null,
        fact.unit || null,
        fact.target_date_text!,
        fact.target_date_basis!,
        toNumber(fact.baseline_value_raw!),
        fact.measurable!,
        fact.duplicate_of || null,
      ];
    });
    const preamble = [
      ["Strategic Plan 2014-18: measures and targets"],
      ["Figures as published in the plan, measures in our own words; the layout is ours."],
      [],
    ];
    context.write(file, await toWorkbookBytes("xlsx", [{ name: "Measures", rows: [...preamble, HEADER, ...rows] }]));
  }
}

const toNumber = (raw: string): SampleCell => (raw === "" ? null : Number(raw));
