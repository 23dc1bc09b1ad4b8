import { formatCsvLines, type CsvRow } from "../csv-table.ts";
import type { ShippedRelease } from "../releases.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell, type SampleSheet } from "../sample-workbook.ts";

const AGES = Array.from({ length: 90 }, (_, age) => String(age));
const GEOGRAPHY: Readonly<Record<string, string>> = {
  E06: "Unitary Authority",
  E08: "Metropolitan District",
  E09: "London Borough",
  E10: "County",
  E92: "Country",
};
const NOTE =
  "Sample in the layout of the release, with published figures of selected areas. Office for National Statistics, Open Government Licence v3.0.";

/** Areas that stand in the same list and are not read; their figures are left empty. */
const OUT_OF_SCOPE = [
  ["K04000001", "ENGLAND AND WALES", "Country"],
  ["E12000004", "EAST MIDLANDS", "Region"],
  ["E07000129", "Blaby", "Non-metropolitan District"],
];

/** Each release in its own format: old xls, today's xlsx with two tables, the one that was saved as text. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const release of context.releases) {
    const facts = context.listFacts(release.release);
    if (release.file.endsWith(".csv")) context.write(release.file, toText(facts));
    else if (release.file.endsWith(".xlsx"))
      context.write(release.file, await toWorkbookBytes("xlsx", toSheets(release, facts)));
    else context.write(release.file, await toWorkbookBytes("xls", toOldSheets(release, facts)));
  }
}

function toText(facts: readonly CsvRow[]): string {
  const lines = [
    ["Code", "Name", "Geography", "All ages", ...AGES, "90+"],
    ...OUT_OF_SCOPE.map((area) => [...area, "", ...AGES.map(() => ""), ""]),
    ...listAreas(facts).map((area) => [
      area.code,
      area.name,
      area.geography,
      area.print("all"),
      ...listAges(area.print),
    ]),
  ];
  return `\uFEFF${formatCsvLines(lines)}`.replaceAll("\n", "\r\n");
}

function toSheets(release: ShippedRelease, facts: readonly CsvRow[]): SampleSheet[] {
  const allAges = facts.filter((fact) => fact.table === "MYE4");
  const years = [...new Set(allAges.map((fact) => fact.mid_year!))].sort().reverse();
  const latest = new Map(
    allAges.filter((fact) => fact.mid_year === years[0]).map((fact) => [fact.area_code, fact.residents_count_raw!]),
  );
  const byAge = listAreas(facts.filter((fact) => fact.table !== "MYE4"));
  const preamble = (title: string) => [[title], ["This worksheet contains one table."], [NOTE], [], [], [], []];
  return [
    { name: "Cover sheet", rows: [[release.title], [NOTE], [`Date published: ${release.published_date}`]] },
    { name: "Notes", rows: [["Notes"], ["Boroughs and metropolitan districts are in MYE4 only."]] },
    {
      name: "MYE2 - Persons",
      rows: [
        ...preamble(
          `MYE2: Persons by single year of age and sex for local authorities in England and Wales, mid-${years[0]}`,
        ),
        ["Code", "Name", "Geography", "All ages", ...AGES, "90+"],
        ...OUT_OF_SCOPE,
        ...byAge.map((area) =>
          [area.code, area.name, area.geography, latest.get(area.code) ?? "", ...listAges(area.print)].map(toFigure),
        ),
      ],
    },
    {
      name: "MYE4",
      rows: [
        ...preamble(
          `MYE4: Population estimates: Summary for England and Wales, mid-${years.at(-1)} to mid-${years[0]}`,
        ),
        ["Code", "Name", "Geography", ...years.map((year) => `Mid-${year}`)],
        ...OUT_OF_SCOPE,
        ...[...groupFacts(allAges, "area_code")].map(([code, ofArea]) => {
          const byYear = new Map(ofArea.map((fact) => [fact.mid_year, fact.residents_count_raw!]));
          return [code, ofArea[0]!.area_name!, toGeography(code), ...years.map((year) => byYear.get(year) ?? "")].map(
            toFigure,
          );
        }),
      ],
    },
  ];
}

function toOldSheets(release: ShippedRelease, facts: readonly CsvRow[]): SampleSheet[] {
  const year = facts[0]!.mid_year!;
  const title = `Population estimates: Persons by single year of age and sex for local authorities in the UK, mid-${year}`;
  const areas = listAreas(facts);
  const figures = (area: Area) => [area.print("all"), ...listAges(area.print)].map(toFigure);
  const ages: SampleCell[] = AGES.map(Number);
  if (year === "2015") {
    return [
      { name: "Terms & Conditions", rows: [[NOTE], [`Date published: ${release.published_date}`]] },
      {
        name: "Persons UK",
        rows: [
          [`MYE2: ${title}`],
          ["ALL PERSONS"],
          ["CODE", "NAME", "ALL AGES", ...ages, 90],
          ...OUT_OF_SCOPE.map(([code, name]) => [code!, name!]),
          ...areas.map((area) => [area.code, area.name, ...figures(area)]),
        ],
      },
    ];
  }
  return [
    { name: "Contents ", rows: [[NOTE], [`Date published: ${release.published_date}`]] },
    {
      name: year === "2017" ? "MYE2 - All" : "MYE2 - Persons",
      rows: [
        ["Contents"],
        [],
        [`MYE2: ${title}`],
        [],
        ["Code", "Name", "Geography1", "All ages", ...ages, year === "2017" ? 90 : "90+"],
        ...OUT_OF_SCOPE,
        ...areas.map((area) => [area.code, area.name, area.geography, ...figures(area)]),
        [],
        ["1. How the tiers of geography fit together is said in the release's notes."],
      ],
    },
  ];
}

interface Area {
  readonly code: string;
  readonly name: string;
  readonly geography: string;
  /** The figure of an age band as printed; "" where none is shipped. */
  readonly print: (ageBand: string) => string;
}

function listAreas(facts: readonly CsvRow[]): Area[] {
  return [...groupFacts(facts, "area_code")].map(([code, ofArea]) => {
    const byAge = new Map(ofArea.map((fact) => [fact.age_band, fact.residents_count_raw!]));
    return {
      code,
      name: ofArea[0]!.area_name!,
      geography: toGeography(code),
      print: (ageBand) => byAge.get(ageBand) ?? "",
    };
  });
}

const listAges = (print: (ageBand: string) => string) => [...AGES.map(print), print("90+")];
const toGeography = (code: string) => GEOGRAPHY[code.slice(0, 3)] ?? "";
const toFigure = (text: string): SampleCell => toSampleCell(text);
