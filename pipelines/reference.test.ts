import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { foldAreaName } from "@poundwise/contracts";
import { readWorkbook, type Sheet } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { listRows, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const shared = path.resolve(repositoryRoot, "..", "shared");
const isThere = existsSync(path.join(shared, "real-data"));
if (!isThere) console.warn(`No publishers' files in ${shared}: the reference tables are not compared with them.`);

const areas = await readAreaRegister(repositoryRoot);
const authorities = await readReference("authorities");
const successors = await readReference("area_successors");
const groups = await readReference("comparator_groups");
const indicators = await readReference("indicators");

type ReferenceRow = Readonly<Record<string, string | null>>;

async function readReference(name: string): Promise<ReferenceRow[]> {
  const filePath = path.join(repositoryRoot, "data", "reference", `${name}.csv`);
  const reading = await readSourceFile({ repositoryRoot, sourceId: `reference_${name}`, filePath, areas });
  expect(reading.findings, name).toEqual([]);
  return listRows(reading) as unknown as ReferenceRow[];
}

const successorsOf = (code: string) =>
  successors.filter((row) => row.area_code === code).map((row) => row.successor_code);
const isInForce = (row: ReferenceRow, day: string) =>
  (row.valid_from === null || row.valid_from! <= day) && (row.valid_to === null || row.valid_to! >= day);
const isUpperTier = (row: ReferenceRow) => /^E(06|08|09|10)/.test(row.area_code!);

describe("the authority register", () => {
  it.each([
    ["2012-03-31", 27, 152],
    ["2018-03-31", 27, 152],
    ["2019-04-01", 26, 151],
    ["2020-04-01", 25, 151],
    ["2021-04-01", 24, 152],
    ["2023-04-01", 21, 153],
    ["2025-04-01", 21, 153],
  ])("has on %s %i two-tier counties among %i upper-tier authorities", (day, counties, upperTier) => {
    const inForce = authorities.filter((row) => isUpperTier(row) && isInForce(row, day));
    expect(inForce.filter((row) => row.area_tier === "two_tier_county")).toHaveLength(counties);
    expect(inForce).toHaveLength(upperTier);
  });

  it("gives every closed code a successor that starts the day after", () => {
    const byCode = new Map(authorities.map((row) => [row.area_code, row]));
    for (const closed of authorities.filter((row) => row.valid_to !== null)) {
      const taken = successors.filter((row) => row.area_code === closed.area_code);
      expect(taken.length, closed.area_code!).toBeGreaterThan(0);
      for (const row of taken) {
        expect(Date.parse(row.change_date!) - Date.parse(closed.valid_to!), closed.area_code!).toBe(86_400_000);
        expect(byCode.get(row.successor_code)?.valid_from, row.successor_code!).toBe(row.change_date);
      }
    }
    expect(successors.every((row) => byCode.get(row.area_code)?.valid_to !== null)).toBe(true);
  });

  it("knows counties that were divided by name, number and code, in their own years", () => {
    for (const [name, dfeNumber, code, successors] of [
      ["Bedfordshire", "820", "E10000001", ["E06000055", "E06000056"]],
      ["Cheshire", "875", "E10000004", ["E06000049", "E06000050"]],
    ] as const) {
      expect(areas.byName.get(foldAreaName(name))).toEqual([code]);
      expect(areas.byDfeNumber.get(dfeNumber)).toEqual([code]);
      expect(areas.byCode.get(code)?.validTo).toBe("2009-03-31");
      expect(successorsOf(code)).toEqual(successors);
    }
  });

  it("follows an area to its newest code only over a new code for the same area", () => {
    const kept = successors.filter((row) => ["renamed", "adjusted"].includes(row.change_kind!));
    const expected = new Map(kept.map((row) => [row.area_code, row.successor_code]));
    for (const row of authorities) {
      expect(row.boundary_code, row.area_code!).toBe(expected.get(row.area_code) ?? row.area_code);
    }
  });

  it("lets no upper-tier name stand for two areas, but for Dorset before and after Christchurch left", () => {
    const boundary = new Map(authorities.map((row) => [row.area_code!, row.boundary_code!]));
    const ambiguous = [...areas.byName].filter(
      ([, codes]) =>
        new Set(codes.filter((code) => !code.startsWith("E07")).map((code) => boundary.get(code))).size > 1,
    );
    expect(ambiguous.map(([name]) => name)).toEqual(["dorset"]);
  });
});

describe("the comparator groups", () => {
  it("take their members' dates from the register", () => {
    const byCode = new Map(authorities.map((row) => [row.area_code, row]));
    for (const row of groups) {
      const area = byCode.get(row.area_code);
      expect([row.valid_from, row.valid_to], `${row.group_id} ${row.area_code}`).toEqual([
        area?.valid_from,
        area?.valid_to,
      ]);
    }
  });

  it.each([
    ["two_tier_counties", 21],
    ["counties_and_county_unitaries", 42],
    ["east_midlands", 10],
    ["upper_tier", 153],
    ["leicestershire_nearest_neighbours", 16],
  ])("%s has %i members on 31 March 2024, Leicestershire among them", (groupId, members) => {
    const inForce = groups.filter((row) => row.group_id === groupId && isInForce(row, "2024-03-31"));
    expect(inForce).toHaveLength(members);
    expect(inForce.some((row) => row.area_code === "E10000018")).toBe(true);
  });

  it.skipIf(!isThere)("name Leicestershire's 15 nearest neighbours in the order of the ONS table", async () => {
    const sheet = await openSheet("ons/localauthoritynearestneighboursengland.xlsx", "Table 3");
    const row = Array.from({ length: sheet.rowCount }, (_, index) => index + 1).find(
      (number) => sheet.cell(number, 1)?.value === "E10000018",
    )!;
    const published = Array.from({ length: 15 }, (_, index) => sheet.cell(row, index + 3)?.value);
    const ours = groups.filter((member) => member.basis?.startsWith("neighbour"));
    expect(ours.map((member) => member.area_code)).toEqual(published);
  });
});

describe("the registry of indicators", () => {
  it("gives every indicator of the index a direction and every other a reason", () => {
    for (const row of indicators) {
      if (row.in_index === "yes") expect(Number(row.polarity), row.indicator_id!).not.toBe(0);
      else expect(row.why_not, row.indicator_id!).not.toBeNull();
    }
  });

  it("names only sources that are declared", () => {
    const undeclared = [...new Set(indicators.map((row) => row.source_id!))].filter(
      (sourceId) => !existsSync(path.join(repositoryRoot, "pipelines", "sources", `${sourceId}.ts`)),
    );
    expect(undeclared).toEqual([]);
  });

  it.skipIf(!isThere)("agrees with the independent registry on unit, polarity and use in the index", () => {
    const file = path.join(shared, "indicators", "registry.csv");
    const theirs = new Map(parseCsv(readFileSync(file, "utf8")).map((row) => [row.indicator_id, row]));
    for (const row of indicators) {
      const other = theirs.get(row.indicator_id!)!;
      expect([row.unit, row.in_index], row.indicator_id!).toEqual([other.unit, other.in_index]);
      // "target" (near 100 is expected) is no direction.
      expect(Number(row.polarity), row.indicator_id!).toBe(other.polarity === "target" ? 0 : Number(other.polarity));
    }
    const used = [...theirs.values()].filter((row) => row.in_index === "yes").map((row) => row.indicator_id);
    expect(used.filter((id) => !indicators.some((row) => row.indicator_id === id))).toEqual([]);
  });
});

describe.skipIf(!isThere)("publishers' spellings of names", () => {
  it.each([
    ["arts-council/Libraries Activity Data 2023-24 FINAL.xlsx", "Activity Data 2024", 2, 2, 130],
    ["ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods", "Inspections_31_March_2024", 2, 4, 156],
  ])("in %s are all in the register", async (file, sheetName, column, firstRow, lastRow) => {
    const sheet = await openSheet(file, sheetName);
    const unknown = Array.from(
      { length: lastRow - firstRow + 1 },
      (_, index) => sheet.cell(firstRow + index, column)?.value,
    )
      .filter((name) => typeof name === "string")
      .filter((name) => !areas.byName.has(foldAreaName(name)));
    expect(unknown).toEqual([]);
  });
});

async function openSheet(file: string, sheetName: string): Promise<Sheet> {
  const filePath = path.join(shared, "real-data", file);
  const workbook = await readWorkbook(readFileSync(filePath), path.basename(file));
  return workbook.sheets.find((sheet) => sheet.name === sheetName)!;
}
