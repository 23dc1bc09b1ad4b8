import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseCsv, type CsvRow } from "../scripts/csv-table.ts";
import { listRows, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";

// The publishers' files and an independent extraction of their newest figures stand beside the checkout, if at all.
const repositoryRoot = path.resolve(import.meta.dirname, "..");
const shared = path.resolve(repositoryRoot, "..", "shared");
const isThere = existsSync(path.join(shared, "indicators", "values.csv"));
if (!isThere) console.warn(`No independent extraction in ${shared}: newest figures are not compared.`);

const FILES = {
  nhsd_ascof: "nhs-digital/ascof_2024_25.ods",
  dfe_social_work_workforce: "dfe/csww_indicators_2017_to_2025.csv",
  dfe_placement_stability: "dfe/la_cla_placement_stability.csv",
  dfe_child_protection_plans: "dfe/d3_cpps_subsequent_plan_2013_to_2025.csv",
  dfe_key_stage_4: "dfe/ks4_la.csv",
  dfe_sen2: "dfe/sen2_mi.csv",
  dfe_neet_scorecard: "dfe/UD_NEETNK_LA_dashboard_2022_final.csv",
  dfe_looked_after_outcomes: "dfe/SFR12_2017_LA_Tables.xlsx",
  moj_send_appeals: "moj/send_appeal_rate_table_2022.ods",
  ohid_injury_admissions: "ohid/la_hospital_admissions_2324.csv",
  oflog_adult_social_care: "oflog/ASC_data.csv",
  nomis_falls_deaths: "nomis/deaths_from_falls.csv",
  defra_fly_tipping: "defra/flytipping_la.ods",
  mhclg_deprivation: "mhclg/File_11_ID_2015_Upper-tier_Local_Authority_Summaries.xlsx",
  mhclg_vacant_dwellings: "mhclg/LT_615.xls",
  ons_annual_pay: "ons/Home Geography Table 8.7a   Annual pay - Gross 2016.xls",
  dfe_children_in_need: "dfe/b1_children_in_need_2013_to_2025.csv",
  dfe_looked_after_sen: "dfe/2019_CLA_outcomes_SEN_UD.csv",
  dfe_looked_after_characteristics: "dfe/SFR50_CLA2017.csv",
  dfe_adoption: "dfe/Local-Level-ASG-Agency-Level-Data-Q4-2022-2023.xlsx",
  ofsted_childrens_services: "ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods",
  ofsted_area_send: "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods",
  nhsd_social_care_survey: "nhs-digital/TEST-pss-ascs-eng-2021-annex-tables.xlsx",
};
const SUBNATIONAL = ["4G", "Broadband availability", "Employment rate", "Life satisfaction", "Smokers"];
const CASES = [
  ...Object.entries(FILES),
  ...SUBNATIONAL.map((sheet) => ["ons_subnational_indicators", `ons/${sheet}-Table 1.csv`] as const),
  ["dfe_looked_after_rates", "dfe/cla_number_and_rate_per_10k_children.csv"],
  ["dfe_looked_after_rates", "dfe/cla_number_and_rate_per_10k_children__2023-release.csv"],
  ["ohid_fingertips", "ohid/indicators-CountyUA.data east mid.csv"],
  ["ohid_fingertips", "ohid/indicators-CountyUA.data east midlands.csv"],
] as const;
// Sources that stage more indicators than the registry has.
const STAGE_MORE = new Set([
  "defra_fly_tipping",
  "mhclg_deprivation",
  "mhclg_vacant_dwellings",
  "ons_annual_pay",
  "dfe_looked_after_rates",
  "dfe_looked_after_characteristics",
  "nhsd_social_care_survey",
]);
// An older release is no indicator of its own here: it is the same one, as known then.
const STAGED_AS: Readonly<Record<string, string>> = { dfe_cla_rate_31mar_2023_release: "dfe_cla_rate_31mar" };
// Isles of Scilly are printed without the mark of an authority, by which the extraction counts; they are one.
const ROWS_MORE: Readonly<Record<string, number>> = { dfe_cla_outside_boundary_over20miles_2017: 1 };
// A blank judgement on care leavers mostly did not exist yet. Of two new councils none exists at all, which the cell does
// not show: the extraction says not available.
const STATUS_IS: Readonly<Record<string, string>> = {
  "ofsted_ilacs_care_leavers E06000063": "not_applicable",
  "ofsted_ilacs_care_leavers E06000064": "not_applicable",
};
// Buckinghamshire stands in the file under the code it had until 2020; the extraction keeps that code, we do not.
const MOVED: Readonly<Record<string, string>> = { "ofsted_area_send_wsoa E10000002": "E06000060" };

/** Which rows of the extraction are what we stage, value, status and cell, and which differ and how; in docs/sources/not-read.md. */
const EXPECTED_COUNTS = {
  same: 14_426,
  words_scored: 501,
  summed_over_cells: 516,
  status_differs: 2,
  area_recoded: 1,
};
/** Compared value by value in tests of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "defra/LA_and_Regional_Spreadsheet_201718.ods": "waste-indicators.test.ts",
  "arts-council/Libraries Activity Data 2023-24 FINAL.xlsx": "library-activity.test.ts",
};

function explain(indicatorId: string, areaCode: string, value: string): keyof typeof EXPECTED_COUNTS {
  const row = `${indicatorId} ${areaCode}`;
  if (MOVED[row] !== undefined) return "area_recoded";
  if (STATUS_IS[row] !== undefined) return "status_differs";
  // Twelve months of two kinds of site; staged month by month, each with its cell.
  if (indicatorId.startsWith("ace_lib_")) return "summed_over_cells";
  return isWords(value) ? "words_scored" : "same";
}

describe.skipIf(!isThere)("the newest figures of each indicator agree with an independent extraction", () => {
  const registry = isThere ? readShared("indicators/registry.csv") : [];
  const values = isThere ? readShared("indicators/values.csv") : [];

  it("in every row: the same value, status and cell, but for the differences told apart here", () => {
    const compared = new Set<string>([...CASES.map(([, file]) => file), ...Object.keys(ELSEWHERE)]);
    const fileOf = new Map(registry.map((indicator) => [indicator.indicator_id!, indicator.file!]));
    expect(values.filter(({ indicator_id }) => !compared.has(fileOf.get(indicator_id!) ?? ""))).toEqual([]);
    const counts = Object.fromEntries(Object.keys(EXPECTED_COUNTS).map((kind) => [kind, 0]));
    for (const { indicator_id, area_code, value } of values) {
      const kind = explain(indicator_id!, area_code!, value!);
      counts[kind] = counts[kind]! + 1;
    }
    expect(counts).toEqual(EXPECTED_COUNTS);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(15_446);
  });

  it.each(CASES)("%s, %s", async (sourceId, file) => {
    const areas = await readAreaRegister(repositoryRoot);
    const filePath = path.join(shared, "real-data", file);
    const rows = listRows(await readSourceFile({ repositoryRoot, sourceId, filePath, areas }));
    const staged = new Map(rows.map((row) => [`${row.indicator_id} ${row.area_code} ${row.period_code}`, row]));
    const expected = registry.filter((indicator) => indicator.file === file);
    expect(expected.length).toBeGreaterThan(0);
    const toId = (indicator: CsvRow) => STAGED_AS[indicator.indicator_id!] ?? indicator.indicator_id!;
    const expectedIds = expected.map(toId).sort();
    expect([...new Set(rows.map((row) => row.indicator_id))].sort()).toEqual(
      STAGE_MORE.has(sourceId) ? expect.arrayContaining(expectedIds) : expectedIds,
    );
    for (const indicator of expected) {
      const period = toPeriodCode(indicator);
      const ours = (areaCode: string) => {
        const movedTo = MOVED[`${indicator.indicator_id} ${areaCode}`] ?? areaCode;
        return staged.get(`${toId(indicator)} ${movedTo} ${period}`);
      };
      const published = values.filter((value) => value.indicator_id === indicator.indicator_id);
      const found = published.map((value) => describeRow(value, ours(value.area_code!)));
      expect(found).toEqual(
        published.map(({ area_code, value, status, cell }) => ({
          area_code,
          value: value === "" ? null : isWords(value!) ? value : Number(value),
          status: STATUS_IS[`${indicator.indicator_id} ${area_code}`] ?? status,
          cell: toA1(cell!),
        })),
      );
      // The registry says how many authorities have a row and a figure, also for indicators it gives no values of.
      const inPeriod = rows.filter(
        (row) =>
          row.indicator_id === toId(indicator) &&
          row.period_code === period &&
          /^E(06|08|09|10)/.test(String(row.area_code)),
      );
      const more = ROWS_MORE[indicator.indicator_id!] ?? 0;
      expect(inPeriod.length).toBe(Number(indicator.n_upper_tier_rows) + more);
      expect(inPeriod.filter((row) => row.indicator_value !== null).length).toBe(
        Number(indicator.n_upper_tier_with_value) + more,
      );
      // England has no code in the looked-after tables and is not read there.
      if (indicator.england_value !== "" && sourceId !== "dfe_looked_after_outcomes") {
        expect(ours("E92000001")?.indicator_value).toBeCloseTo(Number(indicator.england_value), 10);
      }
    }
  });
});

/** Grades and answers are words in the file and in the extraction; we stage a number and keep the words beside it. */
const isWords = (value: string) => value !== "" && Number.isNaN(Number(value));

function describeRow(published: CsvRow, row: ReturnType<typeof listRows>[number] | undefined) {
  const { area_code } = published;
  if (row === undefined) return { area_code, value: undefined, status: "no row", cell: "" };
  const value = row.indicator_value as number | null;
  return {
    area_code,
    value: value === null ? null : isWords(published.value!) ? row.indicator_value_raw : Number(value.toPrecision(15)),
    status: row.indicator_value_status,
    cell: row.indicator_value_cell,
  };
}

function toPeriodCode(indicator: CsvRow): string {
  const [year, month] = indicator.period_end!.split("-") as [string, string];
  const label = `${Number(year) - 1}-${year.slice(-2)}`;
  switch (indicator.period_type) {
    case "financial":
    case "biennial":
      return `FY${label}`;
    case "academic":
      return `AY${label}`;
    case "calendar":
      return `CY${year}`;
    default:
      // A count in another month is filed under its calendar year.
      return `${{ "03": "MAR", "09": "SEP" }[month] ?? "CY"}${year}`;
  }
}

/** The extraction writes cells of delimited text as "row,column". */
function toA1(cell: string): string {
  const match = /^(\d+),(\d+)$/.exec(cell);
  if (match === null) return cell;
  let column = "";
  for (let left = Number(match[2]); left > 0; left = Math.floor((left - 1) / 26)) {
    column = String.fromCharCode(65 + ((left - 1) % 26)) + column;
  }
  return `${column}${match[1]}`;
}

function readShared(file: string): CsvRow[] {
  return parseCsv(readFileSync(path.join(shared, file), "utf8"));
}
