import { describe, expect, it } from "vitest";
import { checkIdentity, computeSumTolerance } from "./check-identity.ts";
import { groupByGoodness, isInTopQuartile, toUnitCostLabel } from "./quantile-groups.ts";
import { toRealTerms } from "./real-terms.ts";
import {
  checkNeverShrinks,
  checkSavingsYear,
  computeDeliveryRate,
  findPaybackPeriod,
  toAnnualSavings,
  toGeneralFundSavings,
} from "./savings.ts";
import { computeUnitCost, reconcileUnitCosts } from "./unit-cost.ts";

describe("unit costs", () => {
  const table = [
    { row: "Planning", costGbpThousand: 6217, unitsCount: 713085, printedGbp: 8.72 },
    { row: "Education", costGbpThousand: 275323, unitsCount: 151256, printedGbp: 1820.25 },
    { row: "Total", costGbpThousand: 730013, unitsCount: 598070, printedGbp: 1023.74 },
  ];

  it("follow from cost and units to the printed penny", () => {
    const [planning, education] = reconcileUnitCosts(table);
    expect(planning!.check.result).toBe("holds");
    expect(education!.check.result).toBe("holds");
    expect(education!.reconcilingUnits).toBeNull();
  });

  it("that do not follow name the units that were meant and the row that holds them", () => {
    const total = reconcileUnitCosts(table)[2]!;
    expect(total.check.result).toBe("fails");
    expect(total.recomputedGbp).toBeCloseTo(1220.61, 2);
    expect(total.reconcilingUnits!.from).toBeLessThanOrEqual(713085);
    expect(total.reconcilingUnits!.to).toBeGreaterThanOrEqual(713085);
    expect(total.rowsWithThatCount).toEqual([{ row: "Planning", unitsCount: 713085 }]);
  });

  it("are not known without units, and a missing figure is not checked", () => {
    expect(computeUnitCost(100, 0)).toBeNull();
    expect(computeUnitCost(null, 5)).toBeNull();
    expect(() => computeUnitCost(1, -1)).toThrow(RangeError);
    const [row] = reconcileUnitCosts([{ row: "A", costGbpThousand: 1, unitsCount: null, printedGbp: 1 }]);
    expect(row!.check.result).toBe("not checked");
  });

  it("get the auditor's words by fifth, and goodness by polarity", () => {
    expect([1, 3, 5, null].map(toUnitCostLabel)).toEqual(["Very Low", "Average", "Very High", null]);
    expect(() => toUnitCostLabel(6)).toThrow(/1 to 5/);
    expect(groupByGoodness([1, 2, 3, 4], 4, -1)).toEqual([1, 2, 3, 4]);
    expect(groupByGoodness([1, 2, 3, null, 4], 4, 1)).toEqual([4, 3, 2, null, 1]);
    expect([isInTopQuartile(6, 26), isInTopQuartile(7, 26), isInTopQuartile(null, 26)]).toEqual([true, false, null]);
  });
});

describe("identities", () => {
  it("hold within tolerance and report an exact half", () => {
    expect(checkIdentity(15.25, "=", 15.2, 0.05)).toMatchObject({ result: "holds", isAtTolerance: true });
    expect(checkIdentity(15.26, "=", 15.2, 0.05)).toMatchObject({ result: "fails", isAtTolerance: false });
  });

  it("compare bounds in one direction only", () => {
    expect(checkIdentity(80.8, ">=", 80).result).toBe("holds");
    expect(checkIdentity(7.14, "<=", 6.84)).toMatchObject({ result: "fails", isAtTolerance: false });
    expect(checkIdentity(4, ">=", 5.5).difference).toBe(-1.5);
  });

  it("are not checked when a side is missing, and refuse a negative tolerance", () => {
    expect(checkIdentity(null, "=", 3)).toMatchObject({ result: "not checked", difference: null });
    expect(() => checkIdentity(1, "=", 1, -1)).toThrow(RangeError);
    expect(() => computeSumTolerance(0, 3)).toThrow(RangeError);
    expect(computeSumTolerance(0.1, 6)).toBeCloseTo(0.35, 12);
  });
});

describe("savings", () => {
  it("printed as cumulative become yearly steps", () => {
    expect(toAnnualSavings([-18.5, -39, null, -79, -99])).toEqual([-18.5, -20.5, null, null, -20]);
  });

  it("add up to the total, and the total with the gap to the requirement", () => {
    const year = { themes: [-10, -23, -6.4, -0.1], total: -39.5, gap: -6.4, grandTotal: -45.9 };
    expect(checkSavingsYear(year, 0.1)).toMatchObject({
      themesAddUp: { result: "holds" },
      gapAddsUp: { result: "holds" },
    });
    expect(checkSavingsYear({ ...year, total: -42 }, 0.1).themesAddUp.result).toBe("fails");
    expect(checkSavingsYear({ ...year, gap: null, grandTotal: -39.5 }, 0.1).gapAddsUp.result).toBe("holds");
    expect(checkSavingsYear({ ...year, total: null }, 0.1).gapAddsUp.result).toBe("not checked");
  });

  it("never shrink while they are cumulative", () => {
    expect(checkNeverShrinks([-3, -4, -4, -9])).toMatchObject({ result: "holds", left: 0 });
    expect(checkNeverShrinks([-3, -4, -3.5])).toMatchObject({ result: "fails", left: 0.5 });
    expect(checkNeverShrinks([-3, null, -9]).result).toBe("not checked");
  });

  it("are delivered green from the full target, amber from nine tenths, red below", () => {
    expect(computeDeliveryRate(-7, -7)).toEqual({ rate: 1, colour: "green" });
    expect(computeDeliveryRate(6.3, 7)?.colour).toBe("amber");
    expect(computeDeliveryRate(6.2, 7)?.colour).toBe("red");
    expect(computeDeliveryRate(5, 0)).toBeNull();
    expect(computeDeliveryRate(null, 5)).toBeNull();
  });

  it("leave ring-fenced grant out of the council's own budget, and pay back when benefit covers cost", () => {
    expect(toGeneralFundSavings([-20, -30, null], [-5, null, -1])).toEqual([-15, null, null]);
    expect(findPaybackPeriod([1, 3, 6], [5, 5, 5])).toBe(2);
    expect(findPaybackPeriod([1, null], [5, 5])).toBeNull();
  });

  it("in real terms keep gaps and refuse a deflator that is not positive", () => {
    expect(toRealTerms([110, null], [110, 100], 100)).toEqual([100, null]);
    expect(() => toRealTerms([1], [0], 100)).toThrow(/expected more than 0/);
    expect(() => toRealTerms([1, 2], [100], 100)).toThrow(/expected 2 entries, found 1/);
  });
});
