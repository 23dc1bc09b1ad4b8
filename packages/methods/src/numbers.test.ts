import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregate } from "./aggregate.ts";
import { computeCorrelation, computeRankCorrelation } from "./correlation.ts";
import { checkGroupSize } from "./group-size.ts";
import { imputeMissing } from "./impute-missing.ts";
import { fitLeastSquares } from "./least-squares.ts";
import { computeQuantile } from "./quantile.ts";
import { assignNtiles, rankScores, rankValues } from "./rank.ts";
import { roundHalfAway } from "./round.ts";
import { computeDotProduct, computeSum } from "./sum.ts";
import { buildWeights, computeEffectiveWeights } from "./weights.ts";

describe("sums", () => {
  it("keep the digits that plain addition loses", () => {
    expect(computeSum([1e16, 1, -1e16])).toBe(1);
    expect(computeSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(computeSum([])).toBe(0);
  });

  it("refuse to become infinite", () => {
    expect(() => computeSum([1e308, 1e308])).toThrow(RangeError);
    expect(() => computeSum([NaN])).toThrow(RangeError);
    expect(() => computeDotProduct([1], [1, 2])).toThrow(RangeError);
  });
});

describe("rounding for display", () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [15.25, 1, 15.3],
    [1.1 * 1.15, 2, 1.27],
    [-0.001, 2, 0],
    [1e21, 2, 1e21],
    [1.5e-7, 7, 2e-7],
    [123456789012.3449, 2, 123456789012.34],
  ])("%d to %d places is %d", (value, decimals, expected) => {
    expect(roundHalfAway(value, decimals)).toBe(expected);
  });

  it("refuses what cannot be rounded", () => {
    expect(() => roundHalfAway(NaN, 2)).toThrow(RangeError);
    expect(() => roundHalfAway(1, 1.5)).toThrow(RangeError);
  });
});

describe("ranks", () => {
  it("of scores ignore noise beyond ten decimals and leave nulls unranked", () => {
    expect(rankScores([0.3, 0.1 + 0.2, null, 0.5, 0.29])).toEqual([2, 2, null, 1, 4]);
  });

  it("are one more than the number of strictly better areas, whatever the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { nil: null })), (scores) => {
        const better = (score: number) => scores.filter((other) => other !== null && other > score).length;
        expect(rankScores(scores)).toEqual(scores.map((score) => (score === null ? null : 1 + better(score))));
      }),
    );
  });

  it("under the average rule sum to the same whatever ties there are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 })), (values) => {
        const ranks = rankValues(values, { direction: "ascending", ties: "average" });
        expect(ranks.reduce((sum, rank) => sum! + rank!, 0)).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });

  it("cannot be dealt into less than one group", () => {
    expect(() => assignNtiles([1], 0)).toThrow(RangeError);
    expect(assignNtiles([3, 1, 2], 5)).toEqual([3, 1, 2]);
  });
});

describe("quantiles", () => {
  it("refuse shares outside 0 to 1 and lie between the extremes", () => {
    expect(() => computeQuantile([1], 1.1)).toThrow(RangeError);
    expect(computeQuantile([null], 0.5)).toBeNull();
    expect(computeQuantile([3, 1, 2], 0)).toBe(1);
    expect(computeQuantile([3, 1, 2], 1)).toBe(3);
  });
});

describe("weights", () => {
  it("give the weight of an empty block to the other blocks", () => {
    const weights = buildWeights(["care", "care", "roads"], { id: "equal_service" });
    expect(computeEffectiveWeights(weights, [true, true, false])).toEqual([0.5, 0.5, 0]);
    expect(computeEffectiveWeights(weights, [false, false, false])).toEqual([0, 0, 0]);
  });

  it("refuse negative and missing custom weights", () => {
    const custom = (indicatorWeights: number[], blockWeights: Record<string, number>) =>
      buildWeights(["care"], { id: "custom", indicatorWeights, blockWeights });
    expect(() => custom([-1], { care: 1 })).toThrow(/no negative weight/);
    expect(() => custom([1], {})).toThrow(RangeError);
    expect(() => custom([0], { care: 1 })).toThrow(/positive sum/);
    expect(buildWeights([], { id: "equal_service" })).toEqual([]);
  });
});

describe("aggregation", () => {
  it("renormalises weights over the scores present", () => {
    expect(aggregate([10, null, 40], [1, 1, 1])).toBe(25);
    expect(aggregate([null], [1])).toBeNull();
  });

  it("punishes an uneven profile more, the further it is from arithmetic", () => {
    const scores = [1, 100];
    expect(aggregate(scores, [1, 1], { id: "geometric" })).toBeCloseTo(10, 12);
    expect(aggregate(scores, [1, 1], { id: "harmonic" })).toBeCloseTo(200 / 101, 12);
    expect(aggregate(scores, [1, 1], { id: "power", exponent: -1 })).toBeCloseTo(200 / 101, 12);
    expect(() => aggregate(scores, [1, 1], { id: "power", exponent: 0 })).toThrow(/invalid_for_method/);
    expect(() => aggregate(scores, [1, -1])).toThrow(RangeError);
  });
});

describe("correlation and least squares", () => {
  it("use the areas that have both figures and are null without variation", () => {
    expect(computeCorrelation([1, 2, null, 3], [2, 4, 9, 6])).toBeCloseTo(1, 12);
    expect(computeRankCorrelation([1, 2, 3], [1, 8, 900])).toBeCloseTo(1, 12);
    expect(computeCorrelation([1, 1], [1, 2])).toBeNull();
  });

  it("recover the coefficients of an exact plane and refuse repeated predictors", () => {
    const a = [1, 2, 3, 4, 5, 6];
    const b = [2, 1, 4, 3, 6, 1];
    const plane = a.map((x, i) => 7 + 2 * x - 3 * b[i]!);
    const { coefficients } = fitLeastSquares(plane, [a, b])!;
    for (const [i, expected] of [7, 2, -3].entries()) expect(coefficients[i]).toBeCloseTo(expected, 10);
    expect(fitLeastSquares(plane, [a, a])).toBeNull();
    expect(fitLeastSquares([1], [[1]])).toBeNull();
  });
});

describe("group sizes and imputation", () => {
  it("publish, flag or withhold", () => {
    expect(checkGroupSize("quintiles", 4)).toBe("group_too_small");
    expect(checkGroupSize("quintiles", 9)).toBe("flagged");
    expect(checkGroupSize("quartiles", 8)).toBe("ok");
    expect(checkGroupSize("regression", 19, 2)).toBe("group_too_small");
  });

  it("fills what is missing from the area's own group, never a service that is not delivered", () => {
    const states = ["present", "missing", "present", "not_applicable", "missing"] as const;
    const found = imputeMissing([1, null, 3, null, null], states, "mean", ["a", "a", "a", "a", "b"]);
    expect(found).toEqual({ values: [1, 2, 3, null, null], imputed: [1] });
  });
});
