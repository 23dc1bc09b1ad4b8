import type { CsvRow } from "../csv-table.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";

const YEARS = ["2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022"];
const LABELS = ["Appeals registered4", "Total Appealable Decisions1", "SEND Tribunal Appeal Rate2"];

/** The footnotes that the release sticks to names. */
const FOOTNOTES: Readonly<Record<string, string>> = {
  Northamptonshire: "7",
  "North Northamptonshire": "7",
  "West Northamptonshire": "7",
  Bournemouth: "5",
  Poole: "5",
  "Bournemouth, Christchurch and Poole": "5",
  Dorset: "6",
};

/** All years of each authority under merged years, names only; numbers of appeals registered are left empty. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    // One row of the release may hold two codes: Dorset the county until 2019, then the council.
    const rows = groupFacts(
      context.listFacts(release).map((fact) => ({ ...fact, row: /\d+$/.exec(fact.cell!)![0] })),
      "row",
    );
    const inOrder = [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, facts]) => facts);
    const authorities = inOrder.filter((facts) => facts[0]!.area_code !== "E92000001");
    const england = inOrder.filter((facts) => facts[0]!.area_code === "E92000001");
    const name = (facts: readonly CsvRow[]) => context.register.get(facts.at(-1)!.area_code!)!.area_name!;
    const table: SampleCell[][] = [
      [
        "Table SEND_2: Special Educational Needs - Appeal rate to the SEND Tribunal based on total appealable decisions1, by local authorities in England 2014-20222,3",
      ],
      [],
      ["Index"],
      ["Local Authority", ...YEARS.flatMap((year) => [Number(year), null, null])],
      [null, ...YEARS.flatMap(() => LABELS)],
      ["NORTH EAST"],
      ...authorities.map((facts) => [`${name(facts)}${FOOTNOTES[name(facts)] ?? ""}`, ...toCells(facts)]),
      ...england.map((facts) => ["England Total4", ...toCells(facts)]),
      ["Sources:", "Her Majesty's Courts and Tribunals Service; Department for Education, SEN2 return"],
      ["Notes:"],
      ["Sample in the layout of the release; numbers of appeals registered are left out."],
      ["All data in this table are provisional and subject to revisions in future quarters"],
      [".. Not Available"],
      ["Source: Ministry of Justice; Open Government Licence v3.0"],
    ];
    const merges = ["A4:A5", "B4:D4", "E4:G4", "H4:J4", "K4:M4", "N4:P4", "Q4:S4", "T4:V4", "W4:Y4", "Z4:AB4"];
    const index = [
      ["Table"],
      ["Table SEND_2", "SEND appeal rate based on total appealable decisions, by local authority"],
    ];
    context.write(
      file,
      await toWorkbookBytes("ods", [
        { name: "Index_of_Tables", rows: index },
        { name: "SEND_2", rows: table, merges },
      ]),
    );
  }
}

/** Three cells for each year; ".." where the release prints no figure because the authority was no more. */
function toCells(facts: readonly CsvRow[]): SampleCell[] {
  const byPeriod = new Map(facts.map((fact) => [fact.period_code!, fact]));
  return YEARS.flatMap((year) => {
    const fact = byPeriod.get(`CY${year}`);
    return [null, toSampleCell(fact?.base_count_raw ?? ".."), toSampleCell(fact?.indicator_value_raw ?? "..")];
  });
}
