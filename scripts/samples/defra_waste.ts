import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";

const INDICATORS = [
  ["defra_waste_residual_per_household", "Residual household waste per household (kg/household) (Ex NI191)"],
  ["defra_waste_recycling_rate", "Percentage of household waste sent for reuse, recycling or composting (Ex NI192)"],
  ["defra_waste_landfill_rate", "Percentage of municipal waste sent to landfill (Ex NI193)"],
  ["defra_waste_waste_per_person", "Collected household waste per person (kg) (Ex BVPI 84a)"],
] as const;

/** Table_3 with the latest year, an older row, a district, a partnership and a regional total that are not read. */
export async function writeSample(context: SampleContext): Promise<void> {
  const names = new Map(
    context.listFactsOf("mhclg_core_spending_power").map((fact) => [fact.area_code, fact.authority_name!]),
  );
  for (const { release, file, published_date: publishedDate } of context.releases) {
    const areas = groupFacts(context.listFacts(release), "area_code");
    const toRow = (areaCode: string): SampleCell[] => {
      const facts = areas.get(areaCode) ?? [];
      const printed = new Map(facts.map((fact) => [fact.indicator_id, fact.indicator_value_raw!]));
      return INDICATORS.map(([indicator]) => toSampleCell(printed.get(indicator) ?? ""));
    };
    const authorities = [...areas].filter(([areaCode]) => areaCode !== "E92000001");
    const table: SampleCell[][] = [
      ["Table 3: Selected Waste Indicators 2010/11 - 2017/18"],
      [],
      [],
      [
        ...["Year", "Region", "ONS code", "Jpp Order", "Authority", "Authority type"],
        ...INDICATORS.map(([, header]) => header),
      ],
      ["2016-17", "East Midlands", "E10000018", null, "Leicestershire County Council", "Disposal", ":", ":", ":", ":"],
      ...authorities.map(([areaCode, facts]) => [
        ...["2017-18", null, areaCode, null, names.get(areaCode) ?? areaCode, facts[0]!.note!],
        ...toRow(areaCode),
      ]),
      ["2017-18", "East Midlands", "E07000129", null, "Blaby District Council", "Collection", ":", ":", "-", ":"],
      ["2017-18", "South West", "E50000009", 712, "Somerset Waste Partnership", "Unitary", ":", ":", ":", ":"],
      ["2017-18", "Total England", "Total", "Total", "Total", "Total", ...toRow("E92000001")],
      ["2017-18", "*East Midlands", "Total", "Total", "Total", "Total", ":", ":", ":", ":"],
      [],
      ["Notes:"],
      ["Sample in the layout of the release: indicators of upper-tier authorities in 2017-18; older years left out."],
      ["Source: Department for Environment, Food & Rural Affairs; Open Government Licence v3.0"],
    ];
    const metadata = [["Metadata associated with workbook"], ["Date", "Date Published/Released", publishedDate]];
    context.write(
      file,
      await toWorkbookBytes("ods", [
        { name: "Metadata", rows: metadata },
        { name: "Notes", rows: [["Notes for tables"], [": and - mean that there is no figure."]] },
        { name: "Table_3", rows: table },
      ]),
    );
  }
}
