import type { CsvRow } from "../csv-table.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell, type SampleSheet } from "../sample-workbook.ts";

/** Labels after "2024 to 2025 - ", and what of a fact each prints; null: left empty. */
type Columns = readonly (readonly [label: string, prints: string | null])[];

const SURVEY: Columns = [
  ["margin of error", "margin_of_error_raw"],
  ["number of respondents", "base_count_raw"],
  ["outcome", "indicator_value_raw"],
];
const COUNTED: Columns = [
  ["numerator", null],
  ["denominator", "base_count_raw"],
  ["outcome", "indicator_value_raw"],
];
const OUTCOME_ONLY: Columns = [["outcome", "indicator_value_raw"]];
const RATINGS: Columns = [
  ...["outstanding", "good", "other", "not yet rated"].flatMap((rating) =>
    ["numerator", "denominator", "outcome"].map((part) => [`${rating} ${part}`, null] as const),
  ),
  ["6b numerator", null],
  ["6b denominator", "base_count_raw"],
  ["6b outcome", "indicator_value_raw"],
];

const DORSET_COUNTY = "E10000009";
const DORSET_COUNCIL = "E06000059";

/** One sheet for each measure with the release's own header row, the shipped years, and groups of councils that are not read. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const tables = groupFacts(context.listFacts(release), "table");
    const sheets = [...tables].map(([name, facts]) => toSheet(name, facts, context));
    const notes = [
      ["Notes"],
      ["Sample in the layout of the release: counties and unitary authorities; numerators and older years left out."],
      ["[c] suppressed, [z] not applicable, [x] not available"],
      ["Source: NHS England and Department of Health and Social Care; Open Government Licence v3.0"],
    ];
    context.write(file, await toWorkbookBytes("ods", [{ name: "Notes", rows: notes }, ...sheets]));
  }
}

function toSheet(name: string, facts: readonly CsvRow[], context: SampleContext): SampleSheet {
  const { columns, headerRow } = describeTable(name, facts);
  const years = [...new Set(facts.map((fact) => printYear(fact.period_code!)))].sort();
  const rows = groupFacts(
    facts.map((fact) => ({ ...fact, row: /\d+$/.exec(fact.cell!)![0], year: printYear(fact.period_code!) })),
    "row",
  );
  const inOrder = [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, ofRow]) => ofRow);
  const council = inOrder.find((ofRow) => ofRow[0]!.area_code === DORSET_COUNCIL) ?? [];
  const toCells = (ofRow: readonly CsvRow[]): SampleCell[] =>
    years.flatMap((year) => {
      const fact =
        ofRow.find((candidate) => candidate.year === year) ??
        // The surveys repeat the council's newest figures under the county's closed code.
        (isOldDorset(ofRow) && year === "2024 to 2025" ? council.find((candidate) => candidate.year === year) : null);
      return columns.map(([, prints]) => (prints === null ? null : toSampleCell(fact?.[prints] ?? "[z]")));
    });
  const group = (code: string, label: string, areaCode: string): SampleCell[] => [
    ...[code, label, areaCode],
    ...years.flatMap(() => columns.map(([, prints]) => (prints === null ? null : "[x]"))),
  ];
  const [england, ...authorities] = inOrder;
  return {
    name,
    rows: [
      [`${name.replace("_", " ")}: measure of the adult social care outcomes framework`],
      ...Array.from({ length: headerRow - 2 }, () => ["This worksheet contains one table."]),
      [
        ...["Local authority code", "Local authority", "ONS area code"],
        ...years.flatMap((year) => columns.map(([label]) => `${year} - ${label}`)),
      ],
      ["England", "England", "E92000001", ...toCells(england!)],
      group("S", "Shire Counties", "[z]"),
      group("EM", "East Midlands", "E12000004"),
      ...authorities.map((ofRow) => {
        const areaCode = ofRow[0]!.area_code!;
        // 4b, 6a and 6b print the council under the county's closed code alone.
        const printedCode = areaCode === DORSET_COUNCIL && /4b|6a|6b/.test(name) ? DORSET_COUNTY : areaCode;
        return [null, context.register.get(areaCode)!.area_name!, printedCode, ...toCells(ofRow)];
      }),
    ],
  };
}

const isOldDorset = (ofRow: readonly CsvRow[]) => ofRow[0]!.area_code === DORSET_COUNTY;

function describeTable(name: string, facts: readonly CsvRow[]): { columns: Columns; headerRow: number } {
  if (name === "Table_6a") return { columns: OUTCOME_ONLY, headerRow: 5 };
  if (name === "Table_6b") return { columns: RATINGS, headerRow: 8 };
  const isSurvey = facts.some((fact) => fact.margin_of_error_raw !== "");
  return isSurvey ? { columns: SURVEY, headerRow: 6 } : { columns: COUNTED, headerRow: 7 };
}

/** "2024 to 2025" for FY2024-25 and for a snapshot in March 2025. */
function printYear(code: string): string {
  const [, form, year] = /^(FY|MAR)(\d{4})/.exec(code)!;
  const start = Number(year) - (form === "MAR" ? 1 : 0);
  return `${start} to ${start + 1}`;
}
