import type { CsvRow } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell, type SampleSheet } from "../sample-workbook.ts";

type Printed = (
  indicatorId: string,
  year?: number,
  what?: "indicator_value" | "lower_value" | "upper_value" | "base_count",
) => SampleCell;

interface Table {
  readonly name: string;
  readonly title: string;
  /** From the row in which the release has it, given as its first element. */
  readonly header: { readonly row: number; readonly lines: readonly (readonly SampleCell[])[] };
  readonly merges: readonly string[];
  /** Cells from column D. */
  readonly toCells: (printed: Printed) => SampleCell[];
}

/** Six of the release's tables, with its merged headers, spacer columns, regions without a code and footnotes. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    const index: SampleCell[][] = [
      [],
      [null, "Outcomes for looked after children"],
      [null, "SFR Name:", "SFR 12/2017"],
      [null, "Sample in the layout of the release; columns that are not shipped are left empty."],
      [null, "Source: Department for Education; Open Government Licence v3.0"],
      ...TABLES.map((table) => [table.name, table.title]),
    ];
    const sheets = TABLES.map((table) => toSheet(table, facts, context));
    context.write(file, await toWorkbookBytes("xlsx", [{ name: "INDEX", rows: index }, ...sheets]));
  }
}

function toSheet(table: Table, facts: readonly CsvRow[], context: SampleContext): SampleSheet {
  const ofTable = facts.filter((fact) => fact.table === table.name);
  const byKey = new Map(ofTable.map((fact) => [`${fact.area_code} ${fact.indicator_id} ${fact.period_code}`, fact]));
  const rows: SampleCell[][] = [
    ["Back to index"],
    [table.title],
    ["Year: 2016"],
    ["Coverage: England"],
    ...Array.from({ length: table.header.row - 5 }, () => []),
    ...table.header.lines.map((line) => [...line]),
    [],
    [null, null, "ENGLAND"],
    [],
    [null, null, "EAST MIDLANDS"],
  ];
  const areaCodes = new Set(ofTable.toSorted(byRow).map((fact) => fact.area_code!));
  for (const areaCode of areaCodes) {
    const area = context.register.get(areaCode)!;
    const printed: Printed = (indicatorId, year = 2016, what = "indicator_value") => {
      const fact = byKey.get(`${areaCode} ${indicatorId} AY${year - 1}-${String(year).slice(-2)}`);
      return toSampleCell(fact?.[`${what}_raw`] ?? "");
    };
    // The release prints Northumberland under a code that ended in 2013.
    const code = areaCode === "E06000057" ? "E06000048" : areaCode;
    rows.push([code, toSampleCell(area.dfe_number!), area.area_name!, ...table.toCells(printed)]);
  }
  rows.push(
    [],
    ["1. Looked after continuously for at least twelve months at 31 March."],
    ["x = suppressed"],
    [". = not applicable."],
  );
  return { name: table.name, rows, merges: table.merges };
}

const byRow = (a: CsvRow, b: CsvRow) => Number(/\d+$/.exec(a.cell!)![0]) - Number(/\d+$/.exec(b.cell!)![0]);

const ABSENCE_YEARS = [2013, 2014, 2015, 2016];
const EXCLUSION_YEARS = [2011, 2012, 2013, 2014, 2015];
const MATCHED = "Number of looked after children matched to absence data4";
const PERSISTENT = "Percentage of looked after children classed as persistent absentees6";
const PROGRESS_COLUMNS = [
  "Number of pupils included",
  "Average Progress score4,5",
  "Lower confidence interval",
  "Upper confidence interval",
];

const TABLES: readonly Table[] = [
  {
    name: "Table LA2a",
    title: "Table LA2: Key stage 2 eligibility and performance",
    header: {
      row: 6,
      lines: [
        [
          "LA Code",
          null,
          null,
          "Number eligible for key stage 2 tests and assessments3,4,5",
          null,
          "Reaching the expected standard (%)",
        ],
        [
          ...[null, null, null, null, null, "Reading (test)3", "Writing (teacher assessment)4", "Mathematics (test)3"],
          ...["Grammar, punctuation and spelling (test)3", "Reading, writing and mathematics5"],
        ],
      ],
    },
    merges: ["A6:B7", "D6:D7", "F6:J6"],
    toCells: (printed) => [null, null, null, null, null, null, printed("dfe_sfr12_cla_ks2_rwm")],
  },
  {
    name: "Table LA2b",
    title: "Table LA2b: Key stage 2 average progress scores",
    header: {
      row: 7,
      lines: [
        [
          ...["LA Code", null, null, "Reading Progress Score4", null, null, null, null, "Writing Progress Score4"],
          ...[null, null, null, null, "Mathematics Progress Score4"],
        ],
        [null, null, null, ...PROGRESS_COLUMNS, null, ...PROGRESS_COLUMNS, null, ...PROGRESS_COLUMNS],
      ],
    },
    merges: ["A7:B8", "D7:G7", "I7:L7", "N7:Q7"],
    toCells: (printed) => [
      ...Array.from({ length: 10 }, () => null),
      printed("dfe_sfr12_cla_ks2_maths_progress", 2016, "base_count"),
      printed("dfe_sfr12_cla_ks2_maths_progress"),
      printed("dfe_sfr12_cla_ks2_maths_progress", 2016, "lower_value"),
      printed("dfe_sfr12_cla_ks2_maths_progress", 2016, "upper_value"),
    ],
  },
  {
    name: "Table LA3b",
    title: "Table LA3b: Key stage 4 average Attainment 8 scores",
    header: {
      row: 6,
      lines: [["LA Code", null, null, "Number at the end of Key Stage 4", "Average Attainment 8 score per pupil3"]],
    },
    merges: ["A6:B6"],
    toCells: (printed) => [printed("dfe_sfr12_cla_att8_2016", 2016, "base_count"), printed("dfe_sfr12_cla_att8_2016")],
  },
  {
    name: "Table LA3c",
    title: "Table LA3c: Key stage 4 average Progress 8 scores",
    header: {
      row: 6,
      lines: [
        [
          ...["LA Code", null, null, "Number of pupils included", "Average Progress 8 score4,5"],
          ...["Lower confidence interval", "Upper confidence interval"],
        ],
      ],
    },
    merges: ["A6:B6"],
    toCells: (printed) => [
      printed("dfe_sfr12_cla_p8_2016", 2016, "base_count"),
      printed("dfe_sfr12_cla_p8_2016"),
      printed("dfe_sfr12_cla_p8_2016", 2016, "lower_value"),
      printed("dfe_sfr12_cla_p8_2016", 2016, "upper_value"),
    ],
  },
  {
    name: "Table LA5",
    title: "Table LA5: Absence from school",
    header: {
      row: 6,
      lines: [
        [
          "LA code",
          null,
          null,
          null,
          ...ABSENCE_YEARS.flatMap((year) => [year, ...Array.from({ length: 7 }, () => null)]),
        ],
        [
          ...[null, null, null, null],
          ...ABSENCE_YEARS.flatMap(() => [
            MATCHED,
            null,
            "Percentage of sessions missed due to5:",
            null,
            null,
            null,
            PERSISTENT,
            null,
          ]),
        ],
        [
          ...[null, null, null, null],
          ...ABSENCE_YEARS.flatMap(() => [
            null,
            null,
            "Overall absence",
            "Authorised absence",
            "Unauthorised absence",
            null,
            null,
            null,
          ]),
        ],
      ],
    },
    merges: [
      ...[
        "A6:B8",
        "E6:K6",
        "M6:S6",
        "U6:AA6",
        "AC6:AI6",
        "E7:E8",
        "G7:I7",
        "K7:K8",
        "M7:M8",
        "O7:Q7",
        "S7:S8",
        "U7:U8",
      ],
      ...["W7:Y7", "AA7:AA8", "AC7:AC8", "AE7:AG7", "AI7:AI8"],
    ],
    toCells: (printed) => [
      null,
      ...ABSENCE_YEARS.flatMap((year) => [
        ...[null, null, printed("dfe_sfr12_cla_absence_overall", year), null, null, null],
        ...[printed("dfe_sfr12_cla_persistent_absence", year), null],
      ]),
    ],
  },
  {
    name: "Table LA6",
    title: "Table LA6: Exclusions from school",
    header: {
      row: 6,
      lines: [
        ["LA Code", null, null, ...EXCLUSION_YEARS.flatMap((year) => [year, null, null, null, null])],
        [
          ...[null, null, null],
          ...EXCLUSION_YEARS.flatMap(() => [
            ...["Number matched to the school census3", null, "Percentage of children permanently excluded"],
            ...["Percentage of children with at least one fixed period exclusion", null],
          ]),
        ],
      ],
    },
    merges: ["D6:G6", "I6:L6", "N6:Q6", "S6:V6", "X6:AA6"],
    toCells: (printed) =>
      EXCLUSION_YEARS.flatMap((year) => [
        ...[null, null, printed("dfe_sfr12_cla_permanent_exclusion", year)],
        ...[printed("dfe_sfr12_cla_fixed_exclusion", year), null],
      ]),
  },
];
