import { describe, expect, it } from "vitest";
import { treatOutliers } from "./treat-outliers.ts";

const calm = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

describe("treating outliers", () => {
  it("pulls one extreme area to the next highest value and logs the cell", () => {
    const treated = treatOutliers([...calm, 500]);
    expect(treated.step).toBe("winsorised");
    expect(treated.treatedCells).toEqual([{ index: 11, before: 500, after: 11 }]);
    expect(treated.after.passes).toBe(true);
  });

  it("pulls a low extreme up", () => {
    expect(treatOutliers([-500, ...calm]).treatedCells).toEqual([{ index: 0, before: -500, after: 1 }]);
  });

  it("leaves a missing value missing", () => {
    expect(treatOutliers([null, ...calm, 500]).values[0]).toBeNull();
  });

  it("treats nothing in a group of fewer than ten, where skewness says little", () => {
    expect(treatOutliers([1, 2, 3, 4, 5, 6, 7, 8, 500])).toMatchObject({ step: "none", treatedCells: [] });
  });

  it("treats nothing when the tails are heavy on both sides", () => {
    const symmetric = [-500, ...calm.map((value) => value - 6), 500];
    expect(treatOutliers(symmetric).step).toBe("none");
  });

  it("treats nothing when no value differs", () => {
    expect(treatOutliers(calm.map(() => 3)).step).toBe("none");
  });

  it("never erases the last difference between areas; the indicator stays flagged as failing", () => {
    const treated = treatOutliers([...calm.map(() => 0), 5]);
    expect(treated).toMatchObject({ step: "log", after: { passes: false } });
    expect(new Set(treated.values).size).toBe(2);
  });

  it("falls back to the logarithm of the original values, keeping their order", () => {
    const clustered = [...calm, ...calm, ...calm, 1000, 2000];
    const treated = treatOutliers(clustered, { maximumWinsorised: 1 });
    expect(treated.step).toBe("log");
    expect(treated.values[34]!).toBeGreaterThan(treated.values[33]!);
    expect(treated.treatedCells).toHaveLength(clustered.length);
  });
});
