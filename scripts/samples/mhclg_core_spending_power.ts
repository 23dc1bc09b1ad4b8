import { formatCsvLines } from "../csv-table.ts";
import { groupFacts, type SampleContext } from "../sample-context.ts";

const STEMS = [
  ["sfa", "settlement_funding_assessment"],
  ["under_index", "under_indexing_compensation"],
  ["ct_total", "council_tax_requirement"],
  ["nhb", "new_homes_bonus"],
  ["nhb_return", "new_homes_bonus_returned"],
  ["rsdg", "rural_services_delivery_grant"],
] as const;

const NOTHING = ["", "", "", "", "", ""];
const ZEROS = ["0", "0", "0", "0", "0", "0"];

/** Rows that the release also prints and that are not read: bodies outside the upper tier, and authorities out of force. */
const OUT_OF_SCOPE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "2015": [["E06000060", "Buckinghamshire Council", "SE", ...ZEROS]],
  "2017": [["E06000060", "Buckinghamshire Council", "SE", ...ZEROS]],
  "2018": [["E06000060", "Buckinghamshire Council", "SE", ...ZEROS]],
  "2020": [["E10000002", "Buckinghamshire", "SE", ...ZEROS]],
};

/** One file per financial year, one row per body, millions of pounds. Amounts outside the upper tier are left empty. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const start = /(\d{4})/.exec(file)![1]!;
    const authorities = [...groupFacts(context.listFacts(release), "area_code")].map(([areaCode, facts]) => {
      const printed = new Map(facts.map((fact) => [fact.component, fact.amount_gbp_raw!]));
      return [areaCode, facts[0]!.authority_name!, "", ...STEMS.map(([, component]) => printed.get(component) ?? "")];
    });
    const lines = [
      ["ons_code", "authority", "region", ...STEMS.map(([stem]) => `${stem}_${start}`)],
      ["E07000223", "Adur", "SE", ...NOTHING],
      ["E31000001", "Avon Fire", "SW", ...NOTHING],
      ...OUT_OF_SCOPE[start]!,
      ["-", "Greater London Authority", "L", ...NOTHING],
      ...authorities,
    ];
    context.write(file, `\uFEFF${formatCsvLines(lines)}`);
  }
}
