import { describe, expect, it } from "vitest";
import {
  aggregate,
  bootstrapRanks,
  buildWeights,
  checkGroupSize,
  checkUnitScale,
  choosePeriod,
  decideClaim,
  defaultOutcomeMethod,
  drawIndicators,
  findWhatMovesRank,
  groupByGoodness,
  groupByRank,
  normalise,
  rankScores,
  scoreByDifference,
  scoreOutcomes,
  screenCoverage,
  toRankLabels,
} from "../src/index.ts";
import type { CellState, Normalisation, OutcomeIndicator } from "../src/index.ts";

const equal = [4, 4, 4, 4, 4];
const areas = (count: number) => Array.from({ length: count }, (_, i) => `A${i}`);
const indicator = (id: string, block: string, values: readonly (number | null)[]): OutcomeIndicator => {
  return { id, block, polarity: 1, values };
};

describe("the edge-case table of the method", () => {
  it.each<Normalisation>([{ id: "zscore" }, { id: "minmax", low: 0, high: 1 }, { id: "quartile_points" }])(
    "all values equal: no score by $id, because nothing varies",
    (method) => {
      const { scores, reasons } = normalise(equal, method);
      expect(scores).toEqual([null, null, null, null, null]);
      expect(reasons).toEqual(equal.map(() => "no_variation"));
    },
  );

  it("all values equal: percentile rank is 0.5 with average ties and 0 with minimum ties, and everyone is first", () => {
    expect(normalise(equal, { id: "prank", ties: "average" }).scores).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(normalise(equal, { id: "prank", ties: "min" }).scores).toEqual([0, 0, 0, 0, 0]);
    expect(rankScores(equal)).toEqual([1, 1, 1, 1, 1]);
  });

  it("all values equal: the indicator leaves the score for everyone, even where the method would give it 0.5", () => {
    const indicators = [indicator("same", "care", equal), indicator("differs", "care", [1, 2, 3, 4, 5])];
    const normalisation: Normalisation = { id: "prank", ties: "average" };
    const result = scoreOutcomes(areas(5), indicators, { ...defaultOutcomeMethod, normalisation });
    expect(result.indicators[0]!.reason).toBe("no_variation");
    expect(result.areas.map((area) => area.score)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(result.areas[0]!.weights).toEqual([0, 1]);
  });

  it("one value: no score, and a rank of 1 of 1 is too small a group to publish", () => {
    expect(normalise([7], { id: "zscore" })).toMatchObject({ scores: [null], reasons: ["group_too_small"] });
    expect(normalise([7, null], { id: "prank", ties: "min" }).reasons).toEqual(["group_too_small", "missing"]);
    expect(checkGroupSize("rank", 1)).toBe("group_too_small");
  });

  it("two values: plus and minus 0.7071, 0 and 1, too few to publish", () => {
    const z = normalise([2, 8], { id: "zscore" }).scores;
    expect(z[0]).toBeCloseTo(-Math.SQRT1_2, 12);
    expect(z[1]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(normalise([2, 8], { id: "minmax", low: 0, high: 1 }).scores).toEqual([0, 1]);
    expect(checkGroupSize("score", 2)).toBe("group_too_small");
  });

  it("missing focal value: not scored on that indicator, its weight goes to the rest of the block", () => {
    const indicators = [
      indicator("a", "care", [null, 2, 3]),
      indicator("b", "care", [1, 2, 3]),
      indicator("c", "roads", [3, 2, 1]),
    ];
    const { areas: scored } = scoreOutcomes(areas(3), indicators);
    expect(scored[0]!.weights).toEqual([0, 0.5, 0.5]);
    expect(scored[1]!.weights).toEqual([0.25, 0.25, 0.5]);
    expect(scored[0]!.score).toBeCloseTo(0, 12);
  });

  it("missing focal value: what-if offers it as a gap in the data, not as something to improve", () => {
    const indicators = [
      indicator("a", "care", [null, 2, 3, 5, 4]),
      indicator("b", "care", [1, 2, 3, 5, 4]),
      indicator("c", "roads", [3, 2, 1, 4, 5]),
    ];
    const costs = [900, 880, 950, 910, 930];
    const { changes } = findWhatMovesRank({ areas: areas(5), indicators, costs, method: defaultOutcomeMethod }, 0);
    expect(changes[0]).toEqual({ indicator: "a", current: null, needed: null, change: null, result: "no value" });
    expect(changes[1]!.result).not.toBe("no value");
  });

  it("an area with no indicator in a block is below coverage", () => {
    const blocks = ["care", "care", "care", "roads"];
    const cells = blocks.map((block) =>
      areas(4).map((_, i): CellState => (i === 3 && block === "roads" ? "missing" : "present")),
    );
    const input = { areas: areas(4), indicators: blocks.map((block, i) => ({ id: `I${i}`, block })), cells };
    const { droppedAreas, keptAreas } = screenCoverage(input);
    expect(droppedAreas).toMatchObject([
      { id: "A3", reason: "below_coverage", block: "roads", present: 0, expected: 1 },
    ]);
    expect(keptAreas).toEqual([0, 1, 2]);
  });

  it("ties at the top: both =1, the next is 3, and nobody may claim to be the most cost-effective", () => {
    const scores = [9, 9, 5, 4, 3];
    expect(toRankLabels(rankScores(scores))).toEqual(["=1", "=1", "3", "4", "5"]);
    const weights = buildWeights(["care"], { id: "equal_service" });
    const { summaries } = bootstrapRanks({ scores: [scores], weights }, drawIndicators(weights, 50, 1));
    expect(summaries[0]!.firstShare).toBe(0.5);
    const evidence = { rankByDifference: 1, rankByMatchedRatio: 1, ranksWithoutBlock: [1], isTiedForFirst: true };
    const claim = decideClaim({ ...evidence, firstShare: summaries[0]!.firstShare, rank95: summaries[0]!.rank95 });
    expect(claim).toMatchObject({ claim: "among the top", places: 1 });
  });

  it("negative values: fine for z and min-max, invalid for a fraction of the best", () => {
    expect(normalise([-3, 0, 3], { id: "zscore" }).scores).toEqual([-1, 0, 1]);
    expect(normalise([-3, 0, 3], { id: "minmax", low: 1, high: 100 }).scores).toEqual([1, 50.5, 100]);
    expect(normalise([-3, 0, 3], { id: "frac_best" }).reasons).toEqual(
      equal.slice(0, 3).map(() => "invalid_for_method"),
    );
    expect(() => aggregate([-3, 3], [1, 1], { id: "harmonic" })).toThrow(/invalid_for_method/);
  });

  it("a zero in a geometric mean is an error, not NaN", () => {
    expect(() => aggregate([0, 50], [1, 1], { id: "geometric" })).toThrow(/invalid_for_method.*found 0/);
  });

  it("constant cost: no cost effectiveness at all, rather than the outcome under another name", () => {
    const { scores, reasons } = scoreByDifference([1, 2, 3], [900, 900, 900]);
    expect(scores).toEqual([null, null, null]);
    expect(reasons).toEqual(["no_variation", "no_variation", "no_variation"]);
  });

  it("quartiles take their odd areas from the best end, as group 1 does", () => {
    expect(groupByGoodness([1, 2, 3, 4, 5], 4, 1)).toEqual([4, 3, 2, 1, 1]);
    expect(groupByGoodness([1, 2, 3, 4, 5], 4, -1)).toEqual([1, 1, 2, 3, 4]);
  });

  it("fewer than four values have no quartiles, fewer than five no quintiles", () => {
    expect(groupByRank([1, 2, 3], 4)).toEqual([null, null, null]);
    expect(groupByRank([1, 2, 3, 4], 5)).toEqual([null, null, null, null]);
    expect(normalise([1, 2, 3], { id: "quartile_points" }).reasons).toEqual([
      "group_too_small",
      "group_too_small",
      "group_too_small",
    ]);
  });

  it("a median absolute deviation of 0 with spread falls back to the z score and says so", () => {
    const values = [1, 1, 1, 1, 6];
    const robust = normalise(values, { id: "robust_z" });
    expect(robust.fellBackToZscore).toBe(true);
    expect(robust.scores).toEqual(normalise(values, { id: "zscore" }).scores);
  });

  it("duplicate areas and duplicate periods are errors that name both rows", () => {
    const cells: CellState[][] = [["present", "present", "present"]];
    const input = { areas: ["A", "B", "A"], indicators: [{ id: "I", block: "care" }], cells };
    expect(() => screenCoverage(input)).toThrow(/duplicate area "A": rows 0 and 2/);
    const year = { period: "2022-23", start: "2022-04-01", end: "2023-03-31", areasWithValue: 5 };
    expect(() => choosePeriod([year, year], { referenceDate: "2023-03-31", groupSize: 5 })).toThrow(/rows 0 and 1/);
  });

  it("a percentage stored 0 to 1 in one file and 0 to 100 in another fails the unit check", () => {
    expect(checkUnitScale([45, 52, 61], [0.44, 0.53, null]).result).toBe("fails");
    expect(checkUnitScale([0.45, 0.52], [44, 53]).result).toBe("fails");
    expect(checkUnitScale([45, 52], [30, 53]).result).toBe("holds");
    expect(checkUnitScale([45, null], [0, 53])).toEqual({ result: "not checked", medianRatio: null });
  });

  it("NaN and Infinity never come in", () => {
    expect(() => normalise([1, NaN], { id: "zscore" })).toThrow(RangeError);
    expect(() => rankScores([Infinity, 1])).toThrow(RangeError);
    expect(() => scoreByDifference([1, 2], [900, -Infinity])).toThrow(RangeError);
  });
});
