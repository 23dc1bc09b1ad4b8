import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCsv } from "../../scripts/csv-table.ts";
import { listRows, readSourceFile } from "../../scripts/read-source.ts";
import { createCouncilLookup, type CouncilRows } from "./council-figures.ts";
import { reconcile, type ReconciliationCheck, type ReconciliationOutcome } from "./reconcile.ts";

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const expectedFile = path.resolve(repositoryRoot, "..", "shared", "published", "reconciliation_checks.csv");
const hasExpected = existsSync(expectedFile);
if (!hasExpected) console.warn(`Skipped: results are not compared, because ${expectedFile} is not there.`);

const FILES = {
  lcc_published_claims: "data/samples/lcc_published_claims/published_claims.csv",
  lcc_savings_by_theme: "data/samples/lcc_savings_by_theme/MTFS savings by theme 2024.xlsx",
  lcc_savings_register: "data/samples/lcc_savings_register/Transformation savings register 2014.xlsx",
  lcc_unit_costs: "data/samples/lcc_unit_costs/Unit costs 2022-23.xlsx",
  lcc_plan_measures: "data/samples/lcc_plan_measures/Strategic Plan 2014-18 measures.xlsx",
  reference_reconciliation_checks: "data/reference/reconciliation_checks.csv",
};

async function stage(sourceId: keyof typeof FILES): Promise<unknown[]> {
  const reading = await readSourceFile({
    repositoryRoot,
    sourceId,
    filePath: path.join(repositoryRoot, FILES[sourceId]),
  });
  expect(reading.findings).toEqual([]);
  return listRows(reading);
}

let outcomes: ReadonlyMap<string, ReconciliationOutcome>;

beforeAll(async () => {
  const rows = {
    lcc_published_claims: await stage("lcc_published_claims"),
    lcc_savings_by_theme: await stage("lcc_savings_by_theme"),
    lcc_savings_register: await stage("lcc_savings_register"),
    lcc_unit_costs: await stage("lcc_unit_costs"),
    lcc_plan_measures: await stage("lcc_plan_measures"),
  } as unknown as CouncilRows;
  const checks = (await stage("reference_reconciliation_checks")) as ReconciliationCheck[];
  const lookup = createCouncilLookup(rows);
  outcomes = new Map(checks.map((check) => [check.check_id, reconcile(check, lookup)]));
});

describe("the reconciliation of the council's published figures", () => {
  it("finds that the printed unit count of total service expenditure is not the one the unit cost was made with", () => {
    expect(outcomes.get("UC-5")).toMatchObject({ result: "fails", right: 1023.74 });
    expect(outcomes.get("UC-6")).toMatchObject({ result: "holds" });
  });

  it("finds the 0.35 million that Health and Social Care Integration does not itemise", () => {
    expect(outcomes.get("TP-HaSCI")).toMatchObject({ left: 13.5, right: 13.85, difference: -0.35, result: "fails" });
  });

  it("says of every figure which staged row it came from", () => {
    const figures = outcomes.get("X-4")!.figures;
    expect(figures.map(({ table, key }) => [table, key])).toEqual([
      ["lcc_published_claims", { claim_id: "tr18_recycling_credits_saving_per_year" }],
      ["lcc_savings_register", { saving_id: "TP14-EaT-03" }],
    ]);
  });

  it("reads at least one staged figure for every check that compares numbers", () => {
    const blind = [...outcomes.values()].filter((outcome) => outcome.left !== null && outcome.figures.length === 0);
    expect(blind).toEqual([]);
  });

  it.skipIf(!hasExpected)("gives both sides, difference and result of every check as worked out independently", () => {
    const toNumber = (text: string) => (text === "" ? null : Number(text));
    const expected = parseCsv(readFileSync(expectedFile, "utf8"));
    expect([...outcomes.keys()].toSorted()).toEqual(expected.map((row) => row.check_id!).toSorted());
    for (const row of expected) {
      const outcome = outcomes.get(row.check_id!)!;
      expect(outcome.result, row.check_id).toBe(row.result!.toLowerCase());
      for (const side of ["left", "right", "difference"] as const) {
        const wanted = toNumber(row[side]!);
        if (wanted === null) expect(outcome[side], `${row.check_id} ${side}`).toBeNull();
        else expect(Math.abs(outcome[side]! - wanted), `${row.check_id} ${side}`).toBeLessThanOrEqual(1e-4);
      }
    }
  });
});

describe("one check", () => {
  const none: ReconciliationCheck = {
    check_id: "T-1",
    relation: "=",
    left_expression: "40.15",
    right_expression: "40.2",
    left_statement: null,
    right_statement: null,
    tolerance: 0.05,
  };
  const lookup = () => null;

  it("holds when the difference is just the tolerance, whatever binary fractions make of it", () => {
    expect(reconcile(none, lookup)).toMatchObject({ difference: -0.05, result: "holds" });
  });

  it("takes an exact comparison when no tolerance is given", () => {
    expect(reconcile({ ...none, tolerance: null }, lookup).result).toBe("fails");
  });

  it("is not checked when a side is missing", () => {
    expect(reconcile({ ...none, right_expression: "1 / 0" }, lookup)).toMatchObject({
      right: null,
      difference: null,
      result: "not checked",
    });
  });

  it("compares statements in words by their words", () => {
    const words = { ...none, relation: "consistent", left_expression: null, right_expression: null };
    const differing = { ...words, left_statement: "in 2014/15", right_statement: "in 2013/14" };
    expect(reconcile(differing, lookup).result).toBe("fails");
    expect(reconcile({ ...differing, right_statement: "In  2014/15" }, lookup).result).toBe("holds");
  });

  it("refuses a relation it does not know", () => {
    expect(() => reconcile({ ...none, relation: "~" }, lookup)).toThrow(/T-1: the relation is "~"/);
  });
});
