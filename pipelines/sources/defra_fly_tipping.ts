import { defineSource, type KeyFrom, type RowTest, type TableLayout } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const INCIDENTS = {
  defra_flytipping_incidents: "Total Incidents",
  defra_flytipping_per_1000: "Incidents per 1,000 people",
  defra_flytipping_clearance_cost_gbp: "Total Incidents Clearance Costs (£)",
};
const ACTIONS = {
  defra_flytipping_actions: "Total Actions",
  defra_flytipping_penalty_notices: "Total Fixed Penalty Notice Actions",
  defra_flytipping_prosecutions: "Prosecution Actions",
  defra_flytipping_fines_gbp: "Total fines (£)",
};

type Scope = { readonly areaCode: KeyFrom; readonly skip: RowTest & { readonly why: string } };
const AUTHORITIES: Scope = {
  areaCode: "ONS Code",
  skip: { header: "ONS Code", matches: /^(?!E0[6789]\d{6}$)/, why: "a total, or not an authority" },
};
const ENGLAND: Scope = {
  areaCode: { constant: "E92000001" },
  skip: { header: "Region", matches: /^(?!\*?Total England$)/, why: "not the England total" },
};

const table = (sheet: string, indicators: Readonly<Record<string, string>>, scope: Scope): TableLayout => ({
  sheet,
  title: { cell: "A1", matches: /^Fly-tipping (incidents|actions) reported by local authorities in England/i },
  header: { anchor: "ONS Code" },
  rows: { skip: [scope.skip] },
  keys: {
    area_code: scope.areaCode,
    period_code: { header: "Year", as: "financial_year" },
    ...(sheet === "LA_incidents" ? { note: { header: "Reporting basis", replace: { ":": "" } } } : {}),
  },
  values: Object.entries(indicators).map(([indicatorId, header]) => ({
    column: "indicator_value",
    header,
    keys: { indicator_id: { constant: indicatorId } },
  })),
  ignore: [
    { header: /^(ONS Code|LA Name|Region)$/, why: "the code identifies the area" },
    { header: /^Mid population estimates$/, why: "population has its own source" },
    { header: / Incidents$| Clearance Costs \(£\)$/, why: "detail by land, waste and size" },
    {
      header:
        / (Actions|Action Costs \(£\)|Outcomes|fines)$|^Fixed Penalty|^Littering|^All Other Fixed|^Vehicles|courts\)$/,
      why: "detail by kind of action",
    },
  ],
});

/**
 * Fly-tipping incidents and what was done about them, by collection authority; numbers, pounds, and incidents per 1,000
 * people, as published. Traps: a county has no row, its districts have; totals by region stand among the authorities with
 * "*Total" as their code; ":" is not available; authorities count differently ("Customer/public reported only"), which
 * the note says; large costs are given only for the two largest sizes in recent years.
 */
export default defineSource({
  title: "Fly-tipping incidents and actions",
  publisher: "Defra",
  page: "https://www.gov.uk/government/statistical-data-sets/env24-fly-tipping-incidents-and-actions-taken-in-england",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { ":": "not_available", "-": "not_available" },
  layouts: [
    {
      name: "since 2012-13, years stacked",
      file: /^fly[-_ ]?tipping_(la|incidents).*\.(ods|xlsx)$/i,
      tables: [
        table("LA_incidents", INCIDENTS, AUTHORITIES),
        table("LA_incidents", INCIDENTS, ENGLAND),
        table("LA_actions", ACTIONS, AUTHORITIES),
        table("LA_actions", ACTIONS, ENGLAND),
      ],
    },
  ],
});
