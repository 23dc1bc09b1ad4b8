import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Scalar } from "@poundwise/contracts";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { listRows, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const real = path.resolve(repositoryRoot, "..", "shared", "real-data");
const isThere = existsSync(real);
if (!isThere) console.warn(`No publishers' files in ${real}: figures are not compared with what they show.`);

type Row = Readonly<Record<string, Scalar>>;
/** Source, file, keys of the one row, column, what the cell shows in the unit after reading, and the cell. */
type Spot = readonly [source: string, file: string, where: Row, column: string, shows: Scalar, cell: string | null];

const LEICESTERSHIRE = { area_code: "E10000018" };
// Files without a row for a county.
const LEICESTER = { area_code: "E06000016" };
const BLABY = { area_code: "E07000129" };

const SPOTS: readonly Spot[] = [
  [
    "mhclg_council_tax_requirement",
    "mhclg/ctr_1516.xlsx",
    { ...LEICESTERSHIRE, financial_year: "2015-16", statement: "as_set" },
    "council_tax_requirement_gbp",
    233405040,
    "F387",
  ],
  [
    "mhclg_council_tax_requirement",
    "mhclg/ctr_1920.xlsx",
    { ...LEICESTERSHIRE, financial_year: "2018-19", statement: "restated_a_year_later" },
    "band_d_gbp",
    1242.6,
    "U379",
  ],
  [
    "mhclg_council_tax_requirement",
    "mhclg/ctr_2223.xlsx",
    { ...LEICESTERSHIRE, financial_year: "2022-23", statement: "as_set" },
    "tax_base_count",
    242006.6,
    "V370",
  ],
  [
    "mhclg_council_tax_requirement",
    "mhclg/ctr_2223.xlsx",
    { ...BLABY, financial_year: "2022-23", statement: "as_set" },
    "parish_precepts_gbp",
    3957970,
    "J26",
  ],
  [
    "mhclg_council_tax_requirement",
    "mhclg/CTR_Table_9_2023-24 (10).ods",
    { ...LEICESTERSHIRE, financial_year: "2023-24", statement: "as_set" },
    "social_care_precept_gbp",
    7128646,
    "O68",
  ],
  [
    "mhclg_council_tax_base",
    "mhclg/2010_Local_Authority_level_data.xls",
    { ...BLABY, financial_year: "2010-11" },
    "dwellings_on_list_count",
    38997,
    "M25",
  ],
  [
    "mhclg_council_tax_base",
    "mhclg/Council_Taxbase_local_authority_level_data_2013.xlsx",
    { ...BLABY, financial_year: "2013-14" },
    "tax_base_count",
    32309.7,
    "HN25",
  ],
  [
    "mhclg_council_tax_base",
    "mhclg/CTB_Form_October_2015-_drop_down_-_revised_Feb_2016.xlsx",
    { ...BLABY, financial_year: "2015-16" },
    "tax_base_after_support_count",
    31148.4,
    "JN25",
  ],
  [
    "mhclg_revenue_summary",
    "mhclg/Revenue_Outturn_Summary__RS__data_2010-11_by_LA_-_27-Nov-2012-v2.xls",
    { ...LEICESTERSHIRE, financial_year: "2010-11", revenue_line: "social_care" },
    "amount_gbp",
    166098000,
    "H180",
  ],
  [
    "mhclg_revenue_summary",
    "mhclg/Revenue_Outturn_Summary__RS__data_2010-11_by_LA_-_27-Nov-2012-v2.xls",
    { ...LEICESTERSHIRE, financial_year: "2010-11", revenue_line: "closing_earmarked_reserves" },
    "amount_gbp",
    86466000,
    "BP180",
  ],
  [
    "mhclg_revenue_summary",
    "mhclg/Revenue_Outturn_Summary__RS__data_2014-15_by_LA_-_02-Feb-2016.xls",
    { ...LEICESTERSHIRE, financial_year: "2014-15", revenue_line: "adult_social_care" },
    "amount_gbp",
    147135000,
    "J180",
  ],
  [
    "mhclg_revenue_summary",
    "mhclg/Revenue_Outturn_Summary__RS__data_2014-15_by_LA_-_02-Feb-2016.xls",
    { ...LEICESTERSHIRE, financial_year: "2014-15", revenue_line: "closing_earmarked_reserves" },
    "amount_gbp",
    103336000,
    "BT180",
  ],
  [
    "mhclg_revenue_summary",
    "mhclg/RS_2017-18_data_by_LA.xlsx",
    { ...LEICESTERSHIRE, financial_year: "2017-18", revenue_line: "revenue_expenditure" },
    "amount_gbp",
    589980800.8348317,
    "BD252",
  ],
  [
    "mhclg_social_care_outturn",
    "mhclg/RO3_2022-23_data_by_LA.ods",
    { ...LEICESTERSHIRE, care_line: "childrens_social_care", spend_measure: "total_expenditure" },
    "amount_gbp",
    110002000,
    "CP213",
  ],
  [
    "mhclg_borrowing_and_investment",
    "mhclg/Borrowing_and_Investment_Live_Table_Q4_2019_20.xlsx",
    { ...LEICESTERSHIRE, as_at_date: "2020-03-31", instrument: "longer_term_uk_banks" },
    "amount_gbp",
    104630000,
    "O253",
  ],
  [
    "mhclg_deprivation",
    "mhclg/File_11_ID_2015_Upper-tier_Local_Authority_Summaries.xlsx",
    { ...LEICESTERSHIRE, indicator_id: "mhclg_id2015_imd" },
    "indicator_value",
    12.457,
    "E140",
  ],
  [
    "mhclg_deprivation",
    "mhclg/File_10_-_IoD2019_Local_Authority_District_Summaries__lower-tier__.xlsx",
    { ...LEICESTER, indicator_id: "mhclg_id2019_imd" },
    "indicator_value",
    30.877,
    "E17",
  ],
  [
    "mhclg_vacant_dwellings",
    "mhclg/LT_615.xls",
    { ...LEICESTERSHIRE, indicator_id: "mhclg_lt615_all_vacants", period_code: "CY2004" },
    "indicator_value",
    5367,
    "G233",
  ],
  [
    "defra_fly_tipping",
    "defra/flytipping_la.ods",
    { area_code: "E07000130", indicator_id: "defra_flytipping_incidents", period_code: "FY2022-23" },
    "indicator_value",
    869,
    "E3386",
  ],
  [
    "nomis_falls_deaths",
    "nomis/deaths_from_falls.csv",
    { ...LEICESTERSHIRE, period_code: "CY2013" },
    "indicator_value",
    70,
    "B65",
  ],
  [
    "oflog_adult_social_care",
    "oflog/ASC_data.csv",
    { ...LEICESTERSHIRE, indicator_id: "oflog_asc1_carer_qol", period_code: "FY2021-22" },
    "indicator_value",
    7,
    "I331",
  ],
  [
    "ons_annual_pay",
    "ons/Home Geography Table 8.7a   Annual pay - Gross 2016.xls",
    { ...LEICESTERSHIRE, indicator_id: "ons_ashe_mean_annual_pay" },
    "indicator_value",
    26975,
    "F107",
  ],
  ["ons_subnational_indicators", "ons/Smokers-Table 1.csv", LEICESTER, "upper_value", 16.3, "E22"],
  [
    "ons_nearest_neighbours",
    "ons/localauthoritynearestneighboursengland.xlsx",
    { ...LEICESTERSHIRE, neighbour_set: "upper_tier", neighbour_code: "E06000001" },
    "statistical_distance",
    6.330079189424358,
    "C147",
  ],
  ["ons_rural_urban", "ons/RUC11_LAD11_ENv2.csv", BLABY, "rural_with_hub_towns_pct", 20, "I164"],
  ["ons_geography_entities", "ons/RGC.csv", { entity_code: "E10" }, "live_codes_count", 27, null],
  ["ons_area_code_history", "ons/e07.csv", { area_code: "E07000240" }, "start_date", "2012-04-01", null],
  ["ons_area_code_history", "ons/e10.csv", { area_code: "E10000001" }, "end_date", "2009-03-31", null],
  [
    "ons_area_lookup",
    "ons/LTLA-UTLA_Apr23_Lookup_England-Wales.csv",
    { lower_tier_code: "E07000129" },
    "upper_tier_code",
    "E10000018",
    null,
  ],
  [
    "mysociety_authorities",
    "mysociety/uk_local_authorities_future.csv",
    { gss_code: "E10000018" },
    "ecode",
    "E2421",
    null,
  ],
  [
    "hmt_public_spending",
    "hm-treasury/public_spending_trends_july_2025.xlsx",
    {
      table_id: "4_2",
      financial_year: "2024-25",
      spending_line: "Total Managed Expenditure",
      spending_measure: "nominal_gbp",
    },
    "amount",
    1285200000000,
    "X27",
  ],
];

const readFile = async (sourceId: string, filePath: string) => {
  const areas = await readAreaRegister(repositoryRoot);
  return readSourceFile({ repositoryRoot, sourceId, filePath, areas });
};

describe.skipIf(!isThere)("figures of national releases are those the publisher's file shows", () => {
  const releases = [...new Map(SPOTS.map(([source, file]) => [`${source} ${file}`, { source, file }])).values()];

  it.each(releases)("$source: $file", async ({ source, file }) => {
    const reading = await readFile(source, path.join(real, file));
    const rows = listRows(reading);
    const spots = SPOTS.filter((spot) => spot[0] === source && spot[1] === file);
    const found = spots.map(([, , where, column]) => {
      const fits = rows.filter((row) => Object.entries(where).every(([key, wanted]) => row[key] === wanted));
      return { rows: fits.length, shows: fits[0]?.[column], cell: fits[0]?.[`${column}_cell`] ?? null };
    });
    expect(found).toEqual(spots.map(([, , , , shows, cell]) => ({ rows: 1, shows, cell })));
    // A code that closed before the year in which a survey was taken is the only thing held back in these files.
    expect([...new Set(reading.quarantined.map((row) => row.code))].filter((code) => code !== "area.closed")).toEqual(
      [],
    );
    if (source !== "ons_nearest_neighbours") return;
    // Table 3 of the same file prints the neighbours in order; C147 to G147 for Leicestershire.
    const nearest = rows
      .filter((row) => row.neighbour_set === "upper_tier" && row.area_code === "E10000018")
      .sort((a, b) => Number(a.statistical_distance) - Number(b.statistical_distance))
      .map((row) => row.neighbour_code);
    expect(nearest.slice(0, 6)).toEqual(["E10000018", "E10000031", "E10000013", "E10000032", "E10000034", "E06000056"]);
  });
});

describe("a settlement workbook with years across, SYNTHETIC", () => {
  it("gives the published total in pounds beside the components, from its data sheet and not the drop-down", async () => {
    const reading = await readFile("mhclg_core_spending_power", await writeSettlement("£ millions"));
    expect(reading.findings).toEqual([]);
    expect(listRows(reading).map((row) => [row.area_code, row.financial_year, row.component, row.amount_gbp])).toEqual([
      ["E10000018", "2024-25", "published_total", 612345678],
      ["E10000018", "2025-26", "published_total", 650000000],
    ]);
  });

  it("is refused when its title does not say that figures are in millions", async () => {
    const reading = await readFile("mhclg_core_spending_power", await writeSettlement("£"));
    expect(reading.findings.map((finding) => finding.code)).toEqual(["title.mismatch"]);
    expect(reading.rowsStaged).toBe(0);
  });
});

/** Writes a made-up settlement workbook: a form driven by a drop-down, and a data sheet with a total for each year. */
async function writeSettlement(unit: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("CSP drop-down").addRow(["Select an authority", "Leicestershire"]);
  book
    .addWorksheet("Core Spending Power")
    .addRows([
      [`Core Spending Power by local authority, ${unit} (SYNTHETIC)`],
      [],
      ["ONS code", "Local authority", "Region", "Class", "2024-25", "2025-26"],
      ["E92000001x", "A total", "", "", 1, 2],
      ["E10000018", "Leicestershire", "EM", "SC", 612.345678, 650],
      ["E07000129", "Blaby", "EM", "SD", 10, 11],
    ]);
  const file = path.join(
    mkdtempSync(path.join(os.tmpdir(), "poundwise-settlement-")),
    "Core_spending_power_2025-26.xlsx",
  );
  writeFileSync(file, Buffer.from(await book.xlsx.writeBuffer()));
  return file;
}
