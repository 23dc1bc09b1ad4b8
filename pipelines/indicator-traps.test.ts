import path from "node:path";
import type { AreaRegister, Scalar } from "@poundwise/contracts";
import type { ReleaseReading } from "@poundwise/workbook";
import { beforeAll, describe, expect, it } from "vitest";
import { listRows, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
let areas: AreaRegister;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
});

async function readSample(sourceId: string, file: string): Promise<ReleaseReading> {
  const filePath = path.join(repositoryRoot, "data", "samples", sourceId, file);
  return readSourceFile({ repositoryRoot, sourceId, filePath, areas });
}

function pick(reading: ReleaseReading, wanted: Readonly<Record<string, Scalar>>) {
  const rows = listRows(reading).filter((row) =>
    Object.entries(wanted).every(([name, expected]) => row[name] === expected),
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

describe("traps of the outcome releases", () => {
  it("two numbers in one cell give the first, and the cell's text is kept", async () => {
    const reading = await readSample("nhsd_ascof", "ascof_2024_25.ods");
    const wanted = { indicator_id: "nhsd_ascof_1c_carer_qol", area_code: "E10000009", period_code: "FY2016-17" };
    expect(pick(reading, wanted)).toMatchObject({
      indicator_value: 7.8,
      indicator_value_raw: "7.8 (7.4)",
      margin_of_error: 0.2,
      base_count: 515,
    });
  });

  it("Dorset's survey figures repeated under the county's closed code are kept apart, not counted twice", async () => {
    const reading = await readSample("nhsd_ascof", "ascof_2024_25.ods");
    const kept = reading.quarantined.filter(({ sheet }) => sheet === "Table_1a");
    expect(kept.map(({ code, record }) => [code, record["ONS area code"]])).toEqual([["area.closed", "E10000009"]]);
    const council = { indicator_id: "nhsd_ascof_1a_scrqol", area_code: "E06000059", period_code: "FY2024-25" };
    expect(pick(reading, council).indicator_value).toBe(18.3);
  });

  it("Dorset's figures printed under the county's code alone become the council's", async () => {
    const reading = await readSample("nhsd_ascof", "ascof_2024_25.ods");
    const wanted = { indicator_id: "nhsd_ascof_4b_s42_risk_reduced", area_code: "E06000059", period_code: "FY2024-25" };
    expect(pick(reading, wanted).indicator_value).toBe(92.5);
  });

  it("a name with a footnote digit is the authority in force in the period", async () => {
    const reading = await readSample("moj_send_appeals", "send_appeal_rate_table_2022.ods");
    const rows = listRows(reading);
    const find = (areaCode: string, period: string) =>
      rows.find((row) => row.area_code === areaCode && row.period_code === period)?.indicator_value_status;
    expect(find("E10000009", "CY2018")).toBe("provisional");
    expect(find("E06000059", "CY2022")).toBe("provisional");
    expect(find("E10000009", "CY2022")).toBeUndefined();
    expect(find("E06000028", "CY2022")).toBeUndefined();
  });

  it("limits printed as -1 beside an empty rate are no numbers", async () => {
    const reading = await readSample("ohid_injury_admissions", "la_hospital_admissions_2324.csv");
    expect(pick(reading, { area_code: "E06000018", period_code: "FY2016-17" })).toMatchObject({
      indicator_value: null,
      indicator_value_status: "not_available",
      lower_value: null,
      lower_value_status: "not_available",
      lower_value_raw: "-1",
    });
  });

  it("a joint return of two authorities gives neither of them a figure", async () => {
    const reading = await readSample("dfe_social_work_workforce", "csww_indicators_2017_to_2025.csv");
    expect(reading.skipped["joint return of two authorities"]).toBe(1);
    expect(listRows(reading).some((row) => row.area_code === "E09000021")).toBe(false);
  });

  it("authorities printed under codes that ended in 2013 stand under those in force", async () => {
    const reading = await readSample("dfe_looked_after_outcomes", "SFR12_2017_LA_Tables.xlsx");
    const codes = new Set(listRows(reading).map((row) => row.area_code));
    expect([codes.has("E06000048"), codes.has("E06000057")]).toEqual([false, true]);
  });
});
