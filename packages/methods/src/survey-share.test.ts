import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeWilsonInterval } from "./intervals.ts";
import {
  addUpWeights,
  compareSurveyShares,
  computeDesignEffect,
  computeEffectiveBase,
  computeSurveyShare,
} from "./survey-share.ts";

const weights = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 60 });

describe("the effective base", () => {
  it("is the number of respondents when all weigh the same", () => {
    expect(computeEffectiveBase(addUpWeights([1.3, 1.3, 1.3, 1.3]))).toBeCloseTo(4, 12);
    expect(computeDesignEffect(addUpWeights([0.7, 0.7]))).toBeCloseTo(1, 12);
  });

  it("falls by Kish's formula when weights differ", () => {
    const base = addUpWeights([1, 2, 3, 4]);
    expect(computeEffectiveBase(base)).toBeCloseTo(100 / 30, 12);
    expect(computeDesignEffect(base)).toBeCloseTo(1.2, 12);
  });

  it("of nobody, or of people who weigh nothing, is nobody", () => {
    expect(computeEffectiveBase(addUpWeights([]))).toBe(0);
    expect(addUpWeights([0, 0])).toEqual({ respondents: 0, weightSum: 0, squaredWeightSum: 0 });
    expect(computeDesignEffect(addUpWeights([0]))).toBeNull();
  });

  it("lies between one and the number of respondents, whatever the weights", () => {
    fc.assert(
      fc.property(weights, (list) => {
        const base = addUpWeights(list.map((weight) => (weight < 1e-6 ? 0 : weight)));
        const effective = computeEffectiveBase(base);
        expect(effective).toBeLessThanOrEqual(base.respondents);
        if (base.respondents > 0) expect(effective).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses weights that are no weights, and sums that no weights have", () => {
    expect(() => addUpWeights([1, Number.NaN])).toThrow("weight 2: expected a finite number");
    expect(() => addUpWeights([-0.1])).toThrow("expected 0 or more");
    expect(() => computeEffectiveBase({ respondents: 2, weightSum: 10, squaredWeightSum: 1 })).toThrow("cannot have");
    expect(() => computeEffectiveBase({ respondents: 2, weightSum: 0, squaredWeightSum: 1 })).toThrow("cannot have");
    expect(() => computeEffectiveBase({ respondents: 1.5, weightSum: 1, squaredWeightSum: 1 })).toThrow("cannot have");
  });
});

describe("a weighted share", () => {
  const equal = addUpWeights(Array<number>(50).fill(1));

  it("has Wilson's interval for the respondents when all weigh the same", () => {
    const share = computeSurveyShare(equal, 20)!;
    const plain = computeWilsonInterval(20, 50)!;
    expect(share.value).toBeCloseTo(plain.value, 12);
    expect(share.lower).toBeCloseTo(plain.lower, 12);
    expect(share.upper).toBeCloseTo(plain.upper, 12);
  });

  it("is less certain when weights differ", () => {
    const uneven = addUpWeights(Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 0.2 : 1.8)));
    const width = (share: { lower: number; upper: number } | null) => share!.upper - share!.lower;
    expect(width(computeSurveyShare(uneven, uneven.weightSum * 0.4))).toBeGreaterThan(
      width(computeSurveyShare(equal, 20)),
    );
  });

  it("of 0 % or 100 % keeps an interval that ends at the end of the scale", () => {
    expect(computeSurveyShare(equal, 0)).toMatchObject({ value: 0, lower: 0 });
    expect(computeSurveyShare(equal, 0)!.upper).toBeCloseTo(0.07135, 4);
    expect(computeSurveyShare(equal, 50)).toMatchObject({ value: 1, upper: 1 });
  });

  it("of nobody is none, and of one respondent says next to nothing", () => {
    expect(computeSurveyShare(addUpWeights([]), 0)).toBeNull();
    expect(computeSurveyShare(addUpWeights([0]), 0)).toBeNull();
    const one = computeSurveyShare(addUpWeights([2.4]), 2.4)!;
    expect(one.value).toBe(1);
    expect(one.lower).toBeCloseTo(0.2065, 4);
  });

  it("stays inside its interval and the interval inside 0 to 1", () => {
    fc.assert(
      fc.property(weights, fc.nat(), (list, seed) => {
        const kept = list.map((weight) => (weight < 1e-6 ? 0 : weight));
        const isCase = (index: number) => ((seed >> (index % 31)) & 1) === 1;
        const cases = addUpWeights(kept.filter((_, index) => isCase(index)));
        const share = computeSurveyShare(addUpWeights(kept), cases.weightSum);
        if (share === null) return;
        expect(share.lower).toBeGreaterThanOrEqual(0);
        expect(share.lower).toBeLessThanOrEqual(share.value);
        expect(share.upper).toBeGreaterThanOrEqual(share.value);
        expect(share.upper).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses cases that weigh more than the base, and NaN", () => {
    expect(() => computeSurveyShare(equal, 51)).toThrow("expected at most 50");
    expect(() => computeSurveyShare(equal, Number.NaN)).toThrow(RangeError);
    expect(() => computeSurveyShare(equal, 1, 1)).toThrow("confidence");
  });
});

describe("two shares compared", () => {
  it("give Newcombe's worked example: 56 of 70 against 48 of 80", () => {
    const change = compareSurveyShares(computeWilsonInterval(56, 70), computeWilsonInterval(48, 80))!;
    expect(change.difference).toBeCloseTo(0.2, 12);
    expect(change.lower).toBeCloseTo(0.0524, 4);
    expect(change.upper).toBeCloseTo(0.3339, 4);
    expect(change.verdict).toBe("higher");
  });

  it("differ only where the interval of the difference leaves out 0", () => {
    expect(compareSurveyShares(computeWilsonInterval(30, 60), computeWilsonInterval(33, 60))!.verdict).toBe(
      "no clear change",
    );
    expect(compareSurveyShares(computeWilsonInterval(10, 60), computeWilsonInterval(33, 60))!.verdict).toBe("lower");
  });

  it("may differ although their own intervals overlap", () => {
    const [left, right] = [computeWilsonInterval(560, 1000)!, computeWilsonInterval(512, 1000)!];
    expect(left.lower).toBeLessThan(right.upper);
    expect(compareSurveyShares(left, right)!.verdict).toBe("higher");
  });

  it("give nothing when one is missing, and refuse limits that do not hold the share", () => {
    expect(compareSurveyShares(null, computeWilsonInterval(1, 2))).toBeNull();
    expect(() =>
      compareSurveyShares({ value: 0.5, lower: 0.6, upper: 0.7 }, { value: 0.5, lower: 0.4, upper: 0.6 }),
    ).toThrow("latest share");
  });

  it("turn round when they change places", () => {
    const share = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 80 }));
    fc.assert(
      fc.property(share, share, ([a, m], [b, n]) => {
        const [left, right] = [computeWilsonInterval(Math.min(a, m), m), computeWilsonInterval(Math.min(b, n), n)];
        const [there, back] = [compareSurveyShares(left, right)!, compareSurveyShares(right, left)!];
        expect(there.difference).toBeCloseTo(-back.difference, 12);
        expect(there.lower).toBeCloseTo(-back.upper, 12);
      }),
      { numRuns: 100 },
    );
  });
});
