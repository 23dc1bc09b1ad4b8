import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";

const LINES: Readonly<Record<string, string>> = {
  project: "Project",
  department_total: "Department total",
  grand_total: "Programme total",
};
const HEADER = ["Ref", "Department", "Programme", "Project", "Strategic objective", "Line", "£m", "Note"];

/** A finance export: two header rows, each department printed once and merged down over its projects and total. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const rows: (readonly SampleCell[])[] = [
      ["Leicestershire County Council"],
      ["Transformation programme 2014: savings register"],
      ["Targets in £m, four years to 2017/18"],
      ["Figures as published in the programme document; references and layout are ours."],
      [],
      ["Saving", null, null, null, null, null, "Four-year target", null],
      HEADER,
    ];
    const merges = ["A6:F6", "G6:H6"];
    for (const [department, facts] of groupFacts(context.listFacts(release), "department")) {
      if (facts.length > 1) merges.push(`B${rows.length + 1}:B${rows.length + facts.length}`);
      facts.forEach((fact, index) => {
        rows.push([
          fact.saving_id!,
          index === 0 ? department : null,
          fact.programme || null,
          fact.project!,
          fact.objective || null,
          LINES[fact.line_kind!]!,
          toTarget(fact.target_gbp!, fact.target_gbp_status!),
          fact.note || null,
        ]);
      });
    }
    context.write(file, await toWorkbookBytes("xlsx", [{ name: "Savings register", rows, merges }]));
  }
}

function toTarget(pounds: string, status: string): SampleCell {
  if (status === "ok") return Number(pounds) / 1_000_000;
  return status === "not_available" ? "-" : null;
}
