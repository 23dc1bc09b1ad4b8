import {
  defineSource,
  financialYear,
  gssCode,
  text,
  value,
  type TableLayout,
  type ValueFrom,
} from "@poundwise/contracts";
import { z } from "zod";

const PHASES = ["Early Years", "Primary", "Secondary", "Special schools and academies", "PRUs and AP academies"];
const TOP_UP = [...PHASES, "Post School", "Income"];
/** The lines of high needs spending, in the order of their columns in the budget and again in the outturn. */
const LINES = [
  "Place funding",
  ...[...PHASES, "Post School"].map((phase) => `Place funding: ${phase}`),
  "Top up funding (maintained schools, academies, free schools and colleges)",
  ...TOP_UP.map((phase) => `Top up funding (maintained): ${phase}`),
  "Top up funding (non-maintained and independent schools and colleges)",
  ...TOP_UP.map((phase) => `Top up funding (independent): ${phase}`),
  "SEN support and inclusion services",
  "Alternative provision services",
  "Hospital education services",
  "Therapies and other health related services",
];
const BUDGET = "P Q R S T U V W X Y Z AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AP".split(" ");
const OUTTURN = "BI BJ BK BL BM BN BO BP BQ BR BS BT BU BV BW BX BY BZ CA CB CC CD CE CF CG CH CI".split(" ");

/**
 * High needs spending by authority from section 251, budget and outturn beside each other (pounds), and the children and
 * young people with an education, health and care plan by placement (number). The file is the data sheet behind a
 * benchmarking tool. Headers repeat between budget and outturn and are told apart by column. Where the tool found nothing
 * it shows #N/A, read as not available. Columns AR to BG are #REF! in every row, and the amounts per head from CO on are
 * zeros and failed divisions: neither is read.
 */
export default defineSource({
  title: "High needs benchmarking: budget, outturn and plans",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/publications/high-needs-benchmarking-tool",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    section: text(),
    line: text(),
    amount_gbp: value(),
    plans_count: value(),
  }),
  grain: ["area_code", "financial_year", "section", "line"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "#N/A": "not_available" },
  layouts: [
    {
      name: "2021-22",
      file: /^Outturn data \d{6}\.xlsx$/,
      tables: [
        {
          sheet: "Sheet1",
          title: { cell: "C2", matches: /^(?<year>\d{4}-\d{2})$/ },
          header: {
            anchor: /^Mainstream schools/,
            depth: 3,
            names: { ...nameColumns(BUDGET, "budget"), ...nameColumns(OUTTURN, "outturn") },
          },
          keys: {
            area_code: { header: "LA code", as: "dfe_number" },
            financial_year: { from: "title", group: "year", as: "plain_financial_year" },
          },
          values: [
            ...listAmounts("budget"),
            ...listAmounts("outturn"),
            plans("All plans", /SEN statement or EHCP/),
            plans("Mainstream", /Mainstream schools or academies$/),
            plans("Resourced provision or SEN units", /^Resourced provision or SEN units$/),
            plans("Maintained special schools or special academies", /^Maintained special schools/),
            plans("Non-maintained or independent special schools", /^NMSS or independent schools$/),
            plans("Hospital schools or alternative provision", /^Hospital schools or alternative provision$/),
            plans("Post 16", /^Post 16$/),
            plans("Other", /^Other$/),
          ],
          ignore: [
            { header: /^(Region|LA name|2-18 Population)/, why: "area in words, and a projection by ONS" },
            {
              header: /^(Number of individuals|IDACI|Children with|KS[24] low|High needs NFF|Import)/,
              why: "#REF! in every row",
            },
            { header: /./, why: "amounts per head, which the publisher's formulas failed to give" },
          ],
        },
      ],
    },
  ],
});

function nameColumns(letters: readonly string[], section: string) {
  const names = letters.map((letter, index) => [letter, { printed: printedFor(index), as: nameLine(section, index) }]);
  return Object.fromEntries(names) as NonNullable<TableLayout["header"]["names"]>;
}

/** Phases repeat under both kinds of top up; the words of the other lines vary a little between budget and outturn. */
function printedFor(index: number): RegExp {
  const words = LINES[index]!.split(": ").at(-1)!;
  return new RegExp(words.slice(0, "Therapies and".length));
}

function listAmounts(section: string): ValueFrom[] {
  return LINES.map((line, index) => ({
    column: "amount_gbp",
    header: nameLine(section, index),
    keys: { section: { constant: section }, line: { constant: line } },
  }));
}

function nameLine(section: string, index: number): string {
  return `${section}: ${LINES[index]!}`;
}

function plans(line: string, header: RegExp): ValueFrom {
  return { column: "plans_count", header, keys: { section: { constant: "plans" }, line: { constant: line } } };
}
