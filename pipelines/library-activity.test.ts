import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseCsv, type CsvRow } from "../scripts/csv-table.ts";
import { readFacts } from "../scripts/facts.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const extraction = path.resolve(repositoryRoot, "..", "shared", "indicators", "values.csv");
if (!existsSync(extraction))
  console.warn(`No independent extraction at ${extraction}: library totals are not compared.`);

describe("library activity", () => {
  const facts = readFacts(repositoryRoot, "ace_libraries");

  it("keeps every month of both kinds of site apart, a blank one as missing", () => {
    const visits = facts.filter(
      (fact) => fact.indicator_id === "ace_lib_physical_visits" && fact.area_code === "E10000018",
    );
    expect(visits.length).toBe(24);
    expect(new Set(visits.map((fact) => fact.reporting_part))).toEqual(
      new Set(["library_only_sites", "co_located_sites"]),
    );
    expect(facts.filter((fact) => fact.activity_count === "" && fact.activity_count_status !== "missing")).toEqual([]);
  });

  it.skipIf(!existsSync(extraction))("adds up over months and sites to the independently extracted totals", () => {
    const expected = parseCsv(readFileSync(extraction, "utf8")).filter((row) =>
      row.indicator_id!.startsWith("ace_lib_"),
    );
    expect(expected.length).toBeGreaterThan(500);
    const totals = new Map<string, number>();
    for (const fact of facts.filter((row) => row.activity_count !== "")) {
      totals.set(toKey(fact), (totals.get(toKey(fact)) ?? 0) + Number(fact.activity_count));
    }
    const found = expected.map((row) => `${toKey(row)} ${totals.get(toKey(row)) ?? ""}`);
    expect(found).toEqual(expected.map((row) => `${toKey(row)} ${row.value}`));
  });
});

const toKey = (row: CsvRow) => `${row.indicator_id} ${row.area_code}`;
