import type { CsvRow } from "../csv-table.ts";
import type { ShippedRelease } from "../releases.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell, type SampleSheet } from "../sample-workbook.ts";

/** Service lines in the release's order: printed name, our id, the publisher's row number and code. */
const LINES = [
  ["Education services", "education", 190, "edu"],
  ["Highways and transport services", "highways_and_transport", 290, "trans"],
  ["Children Social Care", "childrens_social_care", 330, "csc"],
  ["Adult Social Care", "adult_social_care", 360, "asc"],
  ["Public Health", "public_health", 390, "phs"],
  ["Housing services (GFRA only)", "housing", 490, "hous"],
  ["Cultural and related services", "cultural", 509, "cul"],
  ["Environmental and regulatory services", "environmental_and_regulatory", 590, "env"],
  ["Planning and development services", "planning_and_development", 599, "plan"],
  ["Police services", "police", 601, "pol"],
  ["Fire and rescue services", "fire_and_rescue", 602, "frs"],
  ["Central services", "central", 690, "cen"],
  ["Other services", "other", 698, "oth"],
  ["Total Service Expenditure", "total", 699, "totsx"],
] as const;
const MEASURES = [
  ["Total Expenditure", "total_expenditure", "(C3 = C1 + C2)", 3, "tot-exp"],
  ["Total Income", "total_income", "(C6 = C4 + C5)", 6, "tot-inc"],
  ["Net Current Expenditure", "net_current_expenditure", "(C7 = C3 - C6)", 7, "net-cur-exp"],
] as const;
const COLUMNS = LINES.flatMap((line) => MEASURES.map((measure) => ({ line, measure })));
const NO_FIGURES = COLUMNS.map(() => "[x]");
const CLASSES = [
  ["E06", "Unitary Authorities", "UA"],
  ["E08", "Metropolitan Districts", "MD"],
  ["E09", "London Boroughs", "LB"],
  ["E10", "Shire Counties", "SC"],
];

/** Both layouts; the columns of employees, running expenses, sales and other income are left out, and so are class totals. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const release of context.releases) {
    const facts = context.listFacts(release.release);
    const isOldLayout = release.period === "2022-23";
    context.write(
      release.file,
      await toWorkbookBytes("ods", [
        { name: "Front_Page", rows: listFrontPage(release) },
        { name: "Notes", rows: listNotes() },
        { name: "LA_drop-down", rows: listDropDown(release, facts) },
        isOldLayout ? toOldTable(release, facts) : toTable(release, facts),
      ]),
    );
  }
}

const describe = (release: ShippedRelease) =>
  `Worksheet 2: Revenue Outturn (RO) ${release.period}: Service Expenditure Summary (RSX) data`;

const listFrontPage = (release: ShippedRelease): SampleCell[][] => [
  [`General Fund Revenue Account Outturn - RSX Service Expenditure Summary ${release.period}`],
  ["Description"],
  ["Sample in the layout of the release: upper-tier authorities and England, totals of expenditure and income only."],
  [`Published on ${release.published_date} by the ministry for local government; Open Government Licence v3.0.`],
];

const listNotes = (): SampleCell[][] => [
  ["Notes"],
  ["This worksheet contains one table."],
  ["Note number", "Note text"],
  ["M", "Return not received in time for publication."],
  ["[o]", "Class totals are left out of this sample."],
  ["[Y]", "Not relevant"],
  ["[x]", "Data not received in time for publication, or left out of this sample"],
];

function listDropDown(release: ShippedRelease, facts: readonly CsvRow[]): SampleCell[][] {
  const england = facts.filter((fact) => fact.area_code === "E92000001");
  return [
    [`Worksheet 1: Revenue Outturn (RO) ${release.period}: Service Expenditure Summary (RSX) data for ENGLAND`],
    ["Data are reported in £ thousand."],
    [`Last updated: ${release.published_date}`],
    ["ENGLAND"],
    [
      "Service category code",
      "Service line description",
      ...MEASURES.map(([label, , formula]) => `${label} ${formula}`),
    ],
    ...LINES.map(([label, id, number]) => [
      number,
      label,
      ...MEASURES.map(([, measure]) => printFigure(england, id, measure)),
    ]),
  ];
}

function toTable(release: ShippedRelease, facts: readonly CsvRow[]): SampleSheet {
  const header = [
    ...["E-code", "ONS Code", "Local authority", "Notes", "Class", "Detailed Class", "Certification"],
    ...COLUMNS.map(({ line, measure }) => `${line[0]} - ${measure[0]} ${measure[2]}`),
  ];
  return {
    name: "RSX_LA_Data_202425",
    rows: [
      [describe(release)],
      ["This worksheet contains two tables. Data are reported in £ thousand."],
      ["This table contains notes, which can be found in the Notes worksheet."],
      ["Blank cells indicate that there is no note in that row."],
      ["The last row holds reference data."],
      ["Source: revenue account outturn returns - RSX data"],
      header,
      ["E1031", "E07000032", "Amber Valley", "M", "SD", "SD", "[x]", ...NO_FIGURES],
      ...listAuthorities(facts),
      header,
      ...CLASSES.map(([code, name, kind]) => ["[Y]", code!, name!, null, kind!, kind!, "[x]", ...NO_FIGURES]),
      [null, null, null, null, null, null, null, ...COLUMNS.map(({ line, measure }) => `RSX-${line[3]}-${measure[4]}`)],
    ],
  };
}

function toOldTable(release: ShippedRelease, facts: readonly CsvRow[]): SampleSheet {
  const labels = COLUMNS.map(
    ({ line, measure }) => `${line[0]}${toHyphen(line[1], measure[1])}${measure[0]}\n ${measure[2]}`,
  );
  const keys = ["E-code", "ONS Code"];
  const rest = ["Notes", "Class", "Detailed Class", "Certified"];
  const before = Array<SampleCell>(5).fill(null);
  return {
    name: "RSX_LA_Data_2022-23",
    hiddenRows: [7, 8, 9, 10],
    rows: [
      [describe(release)],
      ["This worksheet contains 2 tables. Data is reported in £ thousand. "],
      ["Sample in the layout of the release."],
      ["Source: Revenue Outturn (RO) returns 2022-23"],
      [`Last updated: ${release.published_date}`],
      ["Rows 7-10 are hidden. These rows contain reference data required for this table to populate. "],
      [...before, null, null, ...COLUMNS.map(({ line, measure }) => `RSX-${line[3]}-${measure[4]}`)],
      [...before, null, null, ...COLUMNS.map(({ line, measure }) => `C${measure[3]}R${line[2]}`)],
      [...before, "Row_no", null, ...COLUMNS.map(({ line }) => line[2])],
      [...before, "Col_no", null, ...COLUMNS.map(({ measure }) => measure[3])],
      [...keys, "Local authority", ...rest, ...labels],
      ["E3831", "E07000223", "Adur", "M", "SD", "SD", "[x]", ...NO_FIGURES],
      ...listAuthorities(facts),
      [...keys, "Class Breakdown [o]", ...rest, ...labels],
      ...CLASSES.map(([code, name, kind]) => ["[Y]", code!, name!, null, kind!, kind!, "[x]", ...NO_FIGURES]),
    ],
  };
}

/** The release of 2022-23 sets its hyphens with blanks on either side or both, by service. */
function toHyphen(line: string, measure: string): string {
  if (line === "education") return "- ";
  if (line === "highways_and_transport" || line === "childrens_social_care") return " -  ";
  return line === "environmental_and_regulatory" && measure === "total_income" ? " -" : " - ";
}

function listAuthorities(facts: readonly CsvRow[]): SampleCell[][] {
  return [...groupFacts(facts, "area_code")].map(([areaCode, ofArea]) => {
    const { authority_name: name, authority_class: kind, certified } = ofArea[0]!;
    const note = certified === "[x]" ? "M" : null;
    const eCode = areaCode === "E92000001" ? "Eng" : null;
    const figures = COLUMNS.map(({ line, measure }) => printFigure(ofArea, line[1], measure[1]));
    return [eCode, areaCode, name!, note, kind!, kind!, certified!, ...figures];
  });
}

function printFigure(facts: readonly CsvRow[], line: string, measure: string): SampleCell {
  const fact = facts.find((candidate) => candidate.service_line === line && candidate.spend_measure === measure);
  return toSampleCell(fact?.amount_gbp_raw ?? "");
}
