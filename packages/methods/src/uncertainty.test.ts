import { describe, expect, it } from "vitest";
import { bootstrapRanks, drawIndicators } from "./bootstrap-ranks.ts";
import { decideClaim } from "./claim-rule.ts";
import { scoreByDifference } from "./cost-effectiveness.ts";
import { leaveBlocksOut } from "./leave-block-out.ts";
import { createGenerator, createGeneratorFromState } from "./random.ts";
import { summariseRanks } from "./rank-summary.ts";
import { buildWeights } from "./weights.ts";

const scores = [
  [2, 1, 0, -1],
  [1, 2, -1, 0],
  [2, 0, 1, -3],
];
const weights = buildWeights(["care", "care", "roads"], { id: "equal_service" });

describe("the seeded generator", () => {
  it("gives the published xoshiro128** sequence for the state 1, 2, 3, 4", () => {
    const generator = createGeneratorFromState([1, 2, 3, 4]);
    const found = Array.from({ length: 6 }, () => generator.nextUint32());
    expect(found).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  it("repeats itself for a seed, differs between seeds and refuses what is not one", () => {
    const take = (seed: number) => Array.from({ length: 5 }, createGenerator(seed).nextShare);
    expect(take(42)).toEqual(take(42));
    expect(take(42)).not.toEqual(take(43));
    expect(take(0).every((share) => share >= 0 && share < 1)).toBe(true);
    expect(() => createGenerator(-1)).toThrow(RangeError);
    expect(() => createGeneratorFromState([0, 0, 0, 0])).toThrow(RangeError);
  });

  it("picks every index about equally often", () => {
    const generator = createGenerator(7);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30000; i += 1) counts[generator.nextIndex(3)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10000)).toBeLessThan(400);
    expect(() => generator.nextIndex(0)).toThrow(RangeError);
  });
});

describe("the bootstrap over indicators", () => {
  it("draws inside each block as many indicators as it has", () => {
    for (const draw of drawIndicators(weights, 20, 1)) {
      expect(draw.filter((index) => index < 2)).toHaveLength(2);
      expect(draw[2]).toBe(2);
    }
  });

  it("gives the same answer for the same seed", () => {
    const run = () => bootstrapRanks({ scores, weights }, drawIndicators(weights, 100, 5));
    expect(run()).toEqual(run());
    expect(run().summaries[3]).toMatchObject({ runs: 100, worstRank: 4, firstShare: 0 });
  });

  it("ranks what the caller makes of the outcomes, so cost is standardised in every run", () => {
    const costs = [1000, 900, 800, 700];
    const byCost = (outcomes: readonly (number | null)[]) => scoreByDifference(outcomes, costs).scores;
    const found = bootstrapRanks({ scores, weights }, [[0, 0, 2]], byCost);
    expect(found.scores).toEqual(byCost([1.75, 0.75, 0.25, -1.75]));
    expect(() => bootstrapRanks({ scores, weights }, [[9]])).toThrow(/found 9/);
  });

  it("shares first place between tied areas and counts only the runs an area was ranked in", () => {
    const runs = [
      [1, 1, 3],
      [1, 2, null],
    ];
    const summaries = summariseRanks(runs, [1, 2, null]);
    expect(summaries.map((summary) => summary!.firstShare)).toEqual([0.75, 0.25, 0]);
    expect(summaries[2]).toMatchObject({ runs: 1, medianRank: 3, meanShift: null });
    expect(summariseRanks([[null]], [null])).toEqual([null]);
  });
});

describe("leaving a service block out", () => {
  it("shows which service holds an area back", () => {
    const [withoutCare, withoutRoads] = leaveBlocksOut({ scores, weights });
    expect(withoutCare).toMatchObject({ block: "care", ranks: [1, 3, 2, 4], shifts: [0, 1, -1, 0] });
    expect(withoutRoads!.ranks).toEqual([1, 1, 3, 3]);
  });

  it("leaves nobody a score when there is only one block", () => {
    const only = buildWeights(["care"], { id: "equal_service" });
    expect(leaveBlocksOut({ scores: [[1, 2]], weights: only })[0]!.ranks).toEqual([null, null]);
  });
});

describe("the claim rule", () => {
  const strong = {
    firstShare: 0.9,
    rankByDifference: 1,
    rankByMatchedRatio: 1,
    ranksWithoutBlock: [1, 1],
    isTiedForFirst: false,
    rank95: 2,
  };

  it("allows the strong claim when every condition holds", () => {
    expect(decideClaim(strong)).toEqual({ claim: "most cost-effective" });
  });

  it("otherwise says among the top k, k the 95th percentile rounded up, and what failed", () => {
    expect(decideClaim({ ...strong, firstShare: 0.89, rank95: 2.05 })).toEqual({
      claim: "among the top",
      places: 3,
      failed: ["first in under 90 % of runs"],
    });
    const weak = decideClaim({ ...strong, rankByMatchedRatio: 2, ranksWithoutBlock: [1, 2] });
    expect(weak).toMatchObject({ failed: ["not first by matched ratio", "not first without some service block"] });
  });

  it("refuses shares and ranks that cannot be", () => {
    expect(() => decideClaim({ ...strong, firstShare: 1.5 })).toThrow(RangeError);
    expect(() => decideClaim({ ...strong, rank95: 0 })).toThrow(RangeError);
  });
});
