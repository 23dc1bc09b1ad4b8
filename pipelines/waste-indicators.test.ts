import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { readFacts } from "../scripts/facts.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const extraction = path.resolve(repositoryRoot, "..", "shared", "indicators", "values.csv");
if (!existsSync(extraction))
  console.warn(`No independent extraction at ${extraction}: waste figures are not compared.`);

describe("waste indicators", () => {
  const facts = readFacts(repositoryRoot, "defra_waste");

  it("keep rates as fractions and give a county its two-tier total", () => {
    const county = facts.find(
      (fact) => fact.area_code === "E10000018" && fact.indicator_id === "defra_waste_recycling_rate",
    );
    expect(county).toMatchObject({ period_code: "FY2017-18", note: "Disposal", cell: "H2842" });
    expect(Number(county?.indicator_value)).toBeCloseTo(0.4576, 4);
  });

  it("have no landfill figure for boroughs that only collect", () => {
    const landfill = facts.filter(
      (fact) => fact.indicator_id === "defra_waste_landfill_rate" && fact.note === "Collection",
    );
    expect(landfill.length).toBe(35);
    expect(new Set(landfill.map((fact) => fact.indicator_value_status))).toEqual(new Set(["not_available"]));
  });

  it.skipIf(!existsSync(extraction))("agree with an independent extraction, cell by cell", () => {
    const expected = parseCsv(readFileSync(extraction, "utf8")).filter((row) =>
      row.indicator_id!.startsWith("defra_waste_"),
    );
    expect(expected.length).toBeGreaterThan(300);
    const found = expected.map(({ indicator_id, area_code }) => {
      const fact = facts.find((row) => row.indicator_id === indicator_id && row.area_code === area_code);
      const value = fact === undefined || fact.indicator_value === "" ? null : toDigits(fact.indicator_value!);
      return { indicator_id, area_code, value, status: fact?.indicator_value_status, cell: fact?.cell };
    });
    expect(found).toEqual(
      expected.map(({ indicator_id, area_code, value, status, cell }) => ({
        indicator_id,
        area_code,
        value: value === "" ? null : toDigits(value!),
        status,
        cell,
      })),
    );
  });
});

/** The extraction keeps fifteen significant digits. */
const toDigits = (text: string) => Number(Number(text).toPrecision(15));
