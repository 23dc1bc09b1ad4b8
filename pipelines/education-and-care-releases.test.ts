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
  readonly shows: number | null;
  readonly cell: string;
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

const SPOT_VALUES: readonly SpotValue[] = [
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

const releases = [...new Set(SPOT_VALUES.map(({ source, file }) => `${source}: ${file}`))];

describe.skipIf(!isThere)("figures of Leicestershire are those the publisher's file shows", () => {
  it.each(releases)("%s", async (release) => {
    const spots = SPOT_VALUES.filter(({ source, file }) => `${source}: ${file}` === release);
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
