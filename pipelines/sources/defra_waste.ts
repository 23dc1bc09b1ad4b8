import { defineSource, type KeyFrom, type RowTest, type TableLayout } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

// "(Ex NI191)" and the like, the indicators' numbers in older frameworks, come and go.
const INDICATORS = {
  defra_waste_residual_per_household: /^Residual household waste per household \(kg/,
  defra_waste_recycling_rate: /^Percentage of household waste sent for reuse, recycling (or|and) composting/,
  defra_waste_landfill_rate: /^Percentage of (municipal|local authority collected) waste sent to landfill/,
  defra_waste_waste_per_person: /^Collected household waste per person \(kg\)/,
};
const CODE = /^ONS code$/i;

const table = (areaCode: KeyFrom, skip: RowTest & { readonly why: string }): TableLayout => ({
  sheet: /^Table[_ ]3$/,
  title: { cell: "A1", matches: /Selected Waste Indicators/ },
  header: { anchor: CODE },
  rows: {
    stopAt: { header: "Year", matches: /^Notes:/ },
    skip: [skip, { header: "Year", matches: /^20(0\d|1[0-6])-/, why: "year ends before 31 March 2018" }],
  },
  keys: {
    area_code: areaCode,
    period_code: { header: "Year", as: "financial_year" },
    note: "Authority type",
  },
  values: Object.entries(INDICATORS).map(([indicatorId, header]) => ({
    column: "indicator_value",
    header,
    keys: { indicator_id: { constant: indicatorId } },
  })),
  ignore: [{ header: /^(Region|ONS code|Jpp Order|Authority|Notes?)$/i, why: "the code identifies the area" }],
});

/**
 * Household and municipal waste indicators. Rates are fractions (0.4576) although their headers say percentage, residual
 * waste is kilograms per household, all household waste kilograms per person; they stay as they are. Traps: a county stands as a "Disposal" authority (its two-tier
 * total) between its collection districts; boroughs with a joint disposal authority are "Collection" only and have "-" for
 * landfill; several years are stacked, and the sheet hides the older ones by a filter; Dorset is printed as Dorset Waste
 * Partnership under E10000009, Somerset only as a partnership with no authority's code, so Somerset has no value.
 */
export default defineSource({
  title: "Local authority collected waste, selected indicators",
  publisher: "Defra",
  page: "https://www.gov.uk/government/statistical-data-sets/env18-local-authority-collected-waste-annual-results-tables",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "-": "not_available", ":": "not_available" },
  layouts: [
    {
      name: "since 2017-18, years stacked in Table_3",
      file: /^LA_and_Regional_Spreadsheet_.*\.(ods|xlsx)$/i,
      tables: [
        table(
          { header: CODE },
          {
            header: CODE,
            matches: /^(?!E(06|08|09|10)\d{6}$)/,
            why: "not an upper-tier authority",
          },
        ),
        table(
          { constant: "E92000001" },
          {
            header: "Region",
            matches: /^(?!Total England$)/,
            why: "not the England total",
          },
        ),
      ],
    },
  ],
});
