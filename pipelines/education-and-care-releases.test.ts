import { existsSync } from "node:fs";
import path from "node:path";
import type { Scalar } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { listRows, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const real = path.resolve(repositoryRoot, "..", "shared", "real-data");
const isThere = existsSync(real);
if (!isThere) console.warn(`No publishers' files in ${real}: figures are not compared with what they show.`);

interface SpotValue {
  readonly source: string;
  readonly file: string;
  /** Keys of the one row; Leicestershire unless they say otherwise. */
  readonly where: Readonly<Record<string, Scalar>>;
  readonly column: string;
  /** What the cell shows, in the unit after reading. */
  readonly shows: number | string | null;
  /** Undefined for a key: only values keep their cell. */
  readonly cell: string | undefined;
}

const indicator = (
  source: string,
  file: string,
  indicatorId: string,
  period: string,
  shows: number | null,
  cell: string,
): SpotValue => ({
  source,
  file,
  where: { indicator_id: indicatorId, period_code: period },
  column: "indicator_value",
  shows,
  cell,
});

const INDICATORS: readonly SpotValue[] = [
  indicator(
    "dfe_children_in_need",
    "dfe/b1_children_in_need_2013_to_2025.csv",
    "dfe_cin_31mar_count",
    "MAR2025",
    3604,
    "R68",
  ),
  indicator(
    "dfe_looked_after_rates",
    "dfe/cla_number_and_rate_per_10k_children.csv",
    "dfe_cla_rate_31mar",
    "MAR2025",
    47,
    "N216",
  ),
  indicator(
    "dfe_looked_after_rates",
    "dfe/cla_number_and_rate_per_10k_children__2023-release.csv",
    "dfe_cla_rate_31mar",
    "MAR2023",
    48,
    "N210",
  ),
  indicator("dfe_looked_after_sen", "dfe/2019_CLA_outcomes_SEN_UD.csv", "dfe_cla_ehcp_pct", "MAR2019", 28.3, "N392"),
  indicator("dfe_looked_after_characteristics", "dfe/SFR50_CLA2017.csv", "CLA_Mar2017", "MAR2017", 509, "F115"),
  indicator(
    "dfe_looked_after_characteristics",
    "dfe/SFR50_CLA2017.csv",
    "dfe_cla_outside_boundary_over20miles_2017",
    "MAR2017",
    67,
    "AX115",
  ),
  indicator("dfe_looked_after_characteristics", "dfe/SFR36_CLA2014.csv", "CLA_Mar2014", "MAR2014", 456, "E114"),
  indicator("dfe_looked_after_characteristics", "dfe/SFR27_2010_March.csv", "MarTotal", "MAR2010", 330, "D111"),
  indicator("dfe_looked_after_attainment", "dfe/SFR32_2012_TableLA11_Absence_UD.csv", "LAC", "AY2007-08", 220, "H114"),
  indicator(
    "dfe_looked_after_attainment",
    "dfe/KS4_Final_V2.csv",
    "Number KS4 boys as returned on SSDA903",
    "AY2009-10",
    14,
    "C116",
  ),
  indicator(
    "dfe_looked_after_outcomes",
    "dfe/SFR49_2014_LATables.xlsx",
    "dfe_sfr49_cla_ks1_reading",
    "AY2013-14",
    69,
    "F70",
  ),
  indicator(
    "dfe_looked_after_outcomes",
    "dfe/SFR49_2014_LATables.xlsx",
    "dfe_sfr49_cla_absence_6_half_terms",
    "AY2013-14",
    3.2,
    "AS71",
  ),
  indicator(
    "dfe_adoption",
    "dfe/Local-Level-ASG-Agency-Level-Data-Q4-2022-2023.xlsx",
    "dfe_asg_adopted_count",
    "FY2022-23",
    22,
    "BH71",
  ),
  indicator(
    "dfe_adoption",
    "dfe/Local-Level-ASG-Agency-Level-Data-Q4-2022-2023.xlsx",
    "dfe_asg_sgo_count",
    "FY2022-23",
    47,
    "G72",
  ),
  indicator(
    "ofsted_childrens_services",
    "ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods",
    "ofsted_ilacs_overall",
    "MAR2024",
    2,
    "E75",
  ),
  indicator(
    "ofsted_childrens_services",
    "ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods",
    "ofsted_ilacs_care_leavers",
    "MAR2024",
    null,
    "I75",
  ),
  indicator(
    "ofsted_area_send",
    "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods",
    "ofsted_area_send_wsoa",
    "CY2022",
    1,
    "G76",
  ),
  indicator(
    "ohid_fingertips",
    "ohid/indicators-CountyUA.data east mid.csv",
    "ohid_self_harm_10_24",
    "FY2017-18",
    261.0682343,
    "M86",
  ),
  indicator(
    "ohid_fingertips",
    "ohid/indicators-CountyUA.data east midlands.csv",
    "ohid_suicide_male_10plus",
    "CY2017",
    13.1444718195482,
    "M9",
  ),
  indicator(
    "nhsd_social_care_survey",
    "nhs-digital/TEST-pss-ascs-eng-2021-annex-tables.xlsx",
    "nhsd_ascs_q1_satisfied_2020_21",
    "FY2020-21",
    null,
    "T89",
  ),
];

const figure = (
  source: string,
  file: string,
  where: SpotValue["where"],
  column: string,
  shows: SpotValue["shows"],
  cell: string | undefined,
): SpotValue => ({ source, file, where, column, shows, cell });

const FIGURES: readonly SpotValue[] = [
  figure(
    "dfe_section_251_outturn",
    "dfe/outturn_1314.csv",
    { line_number: "6" },
    "total_expenditure_gbp",
    7650239,
    "J3643",
  ),
  figure(
    "dfe_section_251_outturn",
    "dfe/outturn_1011.csv",
    { line_number: "6" },
    "own_provision_gbp",
    3106965,
    "F5259",
  ),
  figure(
    "dfe_section_251_outturn",
    "dfe/outturn_0809.csv",
    { line_number: "6" },
    "net_current_expenditure_gbp",
    4808797,
    "I4707",
  ),
  figure(
    "dfe_high_needs_benchmarking",
    "dfe/Outturn data 202122.xlsx",
    { section: "outturn", line: "Place funding" },
    "amount_gbp",
    6851560,
    "BI11",
  ),
  figure(
    "dfe_high_needs_benchmarking",
    "dfe/Outturn data 202122.xlsx",
    { section: "plans", line: "All plans" },
    "plans_count",
    5288,
    "G11",
  ),
  figure(
    "dfe_dedicated_schools_grant",
    "dfe/dedicated-schools-grant_2022_07_18.ods",
    { grant_table: "High_needs_block", measure: "Total high needs block before deductions (£s)" },
    "allocation",
    83427992,
    "I103",
  ),
  figure(
    "dfe_dedicated_schools_grant",
    "dfe/dedicated-schools-grant_2024_07_20.ods",
    { grant_table: "High_needs_block", measure: "Total high needs block before deductions (£s)" },
    "allocation",
    104525870,
    "K103",
  ),
  figure(
    "dfe_children_population",
    "dfe/ons_mid-year_population_estimates_2012_to_2024.csv",
    { period_code: "MID2024" },
    "residents_count",
    147439,
    "L68",
  ),
  figure(
    "dfe_statistical_neighbours",
    "dfe/New_Statistical_Neighbour_Groupings_April_2021.csv",
    { neighbour_rank: 1 },
    "neighbour_code",
    "E06000025",
    undefined,
  ),
  figure(
    "dfe_statistical_neighbours",
    "dfe/sn_may_2025.xlsx",
    { neighbour_rank: 1 },
    "neighbour_code",
    "E10000013",
    undefined,
  ),
  figure(
    "dfe_statistical_neighbours",
    "dfe/sn_model_2025_wide.csv",
    { neighbour_rank: 10 },
    "closeness",
    "very close",
    undefined,
  ),
  figure(
    "nhsd_pss_unit_costs",
    "nhs-digital/Annex_Fin_CASSR_Level_Unit_Costs_2012_13.csv",
    { measure_number: "2.1", measure_part: "unit_cost" },
    "printed_value",
    509.2,
    "D74",
  ),
  figure(
    "nhsd_pss_unit_costs",
    "nhs-digital/Final_Council Level_DetailedUnitcosts_200910.csv",
    { measure: "Average gross cost per meal provided by LA" },
    "printed_value",
    null,
    "DW71",
  ),
  figure(
    "nhsd_pss_unit_costs",
    "nhs-digital/pers-soc-serv-exp-unit-cost-eng-2008-09-units (1).csv",
    { measure_number: "2.1", measure_part: "unit_cost" },
    "printed_value",
    467.9,
    "D73",
  ),
  figure(
    "nhsd_pss_expenditure",
    "nhs-digital/expend0607.xls",
    { expenditure_basis: "gross", line_number: "A3" },
    "amount_gbp",
    251000,
    "BU14",
  ),
  figure(
    "nhsd_pss_grants",
    "nhs-digital/GrantsByCouncil2007-08 (values only).xls",
    { client_group: "Children and Families Services" },
    "grants_gbp",
    1766000,
    "C66",
  ),
  figure(
    "nhsd_social_care_expenditure",
    "nhs-digital/pss-exp-eng-14-15-fin-coun-lev-exp-data.csv",
    { line_row: 3 },
    "amount_gbp",
    365000,
    "BV3",
  ),
  figure(
    "nhsd_social_care_unit_costs",
    "nhs-digital/pss-exp-eng-14-15-fin-coun-lev-unit-cost.csv",
    {
      age_group: "Age 18 and over",
      delivery: "Residential and nursing care",
      measure_part: "unit_cost",
      provision: "All",
      support_reason: null,
    },
    "printed_value",
    603.2,
    "BW5",
  ),
  figure(
    "nhsd_social_care_activity",
    "nhs-digital/CSV ASCFR Activity.csv",
    {
      data_type_key: "1",
      age_band_key: "1",
      support_reason_key: "6",
      care_type_key: "2",
      support_setting_key: "7",
      provision_key: "3",
    },
    "activity",
    52.14,
    "M69",
  ),
  figure("nhsd_pss_activity_form", "nhs-digital/dh_4058989 (1).xls", { line_row: 13 }, "activity", 102221, "B13"),
  figure(
    "nhse_delayed_transfers",
    "nhs-england/DTOC-England-Data_Set.xls",
    { financial_year: "2010-11", month_name: "January", breakdown: "type of care", category: "Total" },
    "delayed_days",
    114346,
    "F22",
  ),
  figure(
    "cabinet_people_survey",
    "cabinet-office/Civil_Service_People_Survey_2020-_All_organisation_scores.ods",
    { respondent_group: "Attorney General's Office", measure: "B01" },
    "score_pct",
    94,
    "D4",
  ),
  figure(
    "cabinet_people_survey",
    "cabinet-office/Civil-Service-People-Survey-2009-to-2019-Mean-Civil-Servants-Scores-CSV.csv",
    { survey_year: 2019, measure: "Employee engagement index (B47-B51)" },
    "score_pct",
    60,
    "M2",
  ),
  figure(
    "cabinet_people_survey",
    "cabinet-office/csps2014_benchmarks.xlsx",
    { survey_year: 2014, measure: "My work" },
    "score_pct",
    75,
    "H6",
  ),
  figure(
    "cabinet_people_survey",
    "cabinet-office/csps2013_demographic_results.csv",
    { respondent_group: "Grade: AO/AA (n=77,720)", measure: "Employee engagement index" },
    "score_pct",
    52,
    "B2",
  ),
  figure(
    "cabinet_people_survey",
    "cabinet-office/csps2010allorganisations_tcm6-38335.xls",
    { respondent_group: "Attorney General's Office", measure: "B01" },
    "score_pct",
    91,
    "C9",
  ),
  figure(
    "cipfa_library_service_points",
    "cipfa/Blackburn.xlsx",
    { library_name: "Livesey Library" },
    "hours_per_week",
    16,
    "AA8",
  ),
  figure("dfe_authority_numbers", "dfe/la_code_list.xlsx", { dfe_number: "938" }, "la_name", "West Sussex", undefined),
  figure(
    "dfe_lait_measures",
    "dfe/lait_data_dictionary.csv",
    { measure_code: "4", measure_short: "InfMort" },
    "polarity",
    "Low",
    undefined,
  ),
];

const ALL = [...INDICATORS, ...FIGURES];
const releases = [...new Set(ALL.map(({ source, file }) => `${source}: ${file}`))];

describe.skipIf(!isThere)("figures of Leicestershire are those the publisher's file shows", () => {
  it.each(releases)("%s", async (release) => {
    const spots = ALL.filter(({ source, file }) => `${source}: ${file}` === release);
    const { source: sourceId, file } = spots[0]!;
    const areas = await readAreaRegister(repositoryRoot);
    const filePath = path.join(real, file);
    const rows = listRows(await readSourceFile({ repositoryRoot, sourceId, filePath, areas }));
    const found = spots.map(({ where, column }) => {
      const all = { ...(rows[0] !== undefined && "area_code" in rows[0] ? { area_code: "E10000018" } : {}), ...where };
      const fits = rows.filter((row) => Object.entries(all).every(([key, wanted]) => row[key] === wanted));
      return { rows: fits.length, shows: fits[0]?.[column], cell: fits[0]?.[`${column}_cell`] };
    });
    expect(found).toEqual(spots.map(({ shows, cell }) => ({ rows: 1, shows, cell })));
  });
});
