import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  computePairwiseShares,
  decomposeDifference,
  decomposeGap,
  defaultOutcomeMethod,
  findWhatMovesRank,
  groupByRank,
  loadLinearSolver,
  normalise,
  rankScores,
  scoreByCopeland,
  scoreByDifference,
  scoreByFreeDisposalHull,
  scoreByFrontier,
  scoreOutcomes,
} from "../src/index.ts";
import type { LinearSolver, OutcomeIndicator, OutcomeMethod } from "../src/index.ts";

const figure = fc.integer({ min: -400, max: 400 }).map((value) => value / 8);
const gap = fc.option(figure, { freq: 8 });

/** A made-up group: areas with indicators in three blocks, gaps among them, and costs. */
const group = fc
  .record({ areas: fc.integer({ min: 6, max: 14 }), indicators: fc.integer({ min: 3, max: 7 }) })
  .chain(({ areas, indicators }) =>
    fc.record({
      areas: fc.constant(Array.from({ length: areas }, (_, i) => `A${String(i).padStart(2, "0")}`)),
      indicators: fc.array(fc.array(gap, { minLength: areas, maxLength: areas }), {
        minLength: indicators,
        maxLength: indicators,
      }),
      costs: fc.array(fc.integer({ min: 700, max: 1300 }), { minLength: areas, maxLength: areas }),
    }),
  )
  .map(({ areas, indicators, costs }) => ({
    areas,
    costs,
    indicators: indicators.map((values, j): OutcomeIndicator => {
      return { id: `I${j}`, block: `block ${j % 3}`, polarity: j % 2 === 0 ? 1 : -1, values };
    }),
  }));
const untreated: OutcomeMethod = { ...defaultOutcomeMethod, treatment: "none", standardScoreCap: null };

describe("scores", () => {
  it("do not change when an indicator is measured in another unit or from another origin", () => {
    fc.assert(
      fc.property(fc.array(gap, { minLength: 3 }), fc.integer({ min: 1, max: 500 }), figure, (values, scale, shift) => {
        const moved = values.map((value) => (value === null ? null : scale * value + shift));
        for (const id of ["zscore", "zscore_pop", "robust_z", "dist_best"] as const) {
          const [before, after] = [normalise(values, { id }).scores, normalise(moved, { id }).scores];
          for (const [i, score] of before.entries()) {
            if (score === null) expect(after[i]).toBeNull();
            else expect(Math.abs(after[i]! - score)).toBeLessThan(1e-9 * Math.max(1, Math.abs(score)));
          }
        }
      }),
    );
  });

  it("turn round when an indicator is turned round", () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 3 }), (values) => {
        const turned = normalise(
          values.map((value) => -value),
          { id: "zscore" },
        ).scores;
        for (const [i, score] of normalise(values, { id: "zscore" }).scores.entries()) {
          if (score !== null) expect(Math.abs(turned[i]! + score)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("and ranks go with the areas, in whatever order these are listed", () => {
    fc.assert(
      fc.property(group, ({ areas, indicators, costs }) => {
        const order = areas.map((_, i) => (i * 5 + 3) % areas.length);
        fc.pre(new Set(order).size === areas.length);
        const permute = <Item>(list: readonly Item[]) => order.map((i) => list[i]!);
        const rank = (codes: readonly string[], given: readonly OutcomeIndicator[], cost: readonly number[]) =>
          rankScores(
            scoreByDifference(
              scoreOutcomes(codes, given).areas.map(({ score }) => score),
              cost,
            ).scores,
          );
        const moved = indicators.map((indicator) => ({ ...indicator, values: permute(indicator.values) }));
        expect(rank(permute(areas), moved, permute(costs))).toEqual(permute(rank(areas, indicators, costs)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("Copeland's rule", () => {
  it("splits every pair of areas into shares that add up to one, gaps or not", () => {
    fc.assert(
      fc.property(group, ({ areas, indicators }) => {
        const { support } = scoreByCopeland(
          indicators.map(({ values }) => values),
          indicators.map((_, j) => j + 1),
        );
        for (const i of areas.keys()) {
          for (const k of areas.keys()) expect(Math.abs(support[i]![k]! + support[k]![i]! - 1)).toBeLessThan(1e-12);
        }
      }),
    );
  });
});

describe("what a score is made of", () => {
  it("adds up to the score, and the parts of a gap to the gap, within 1e-9", () => {
    fc.assert(
      fc.property(group, ({ areas, indicators, costs }) => {
        const outcome = scoreOutcomes(areas, indicators);
        const parts = decomposeDifference(outcome, costs);
        for (const part of parts) {
          if (part === null) continue;
          const sum = part.indicators.reduce((total, value) => total + value, part.constant + part.cost);
          expect(Math.abs(sum - part.score)).toBeLessThan(1e-9);
        }
        const between = decomposeGap(outcome, costs, 0, areas.length - 1);
        if (between === null) return;
        const sum = between.indicators.reduce((total, value) => total + value, between.weights + between.cost);
        expect(Math.abs(sum - between.gap)).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what would move an area up", () => {
  it("is a change for the better that just suffices", () => {
    fc.assert(
      fc.property(group, fc.nat(), ({ areas, indicators, costs }, pick) => {
        const area = pick % areas.length;
        const found = findWhatMovesRank({ areas, indicators, costs, method: untreated }, area);
        const rankWith = (j: number, value: number) => {
          const changed = indicators.map((indicator, k) =>
            k === j
              ? { ...indicator, values: indicator.values.map((own, i) => (i === area ? value : own)) }
              : indicator,
          );
          const outcomes = scoreOutcomes(areas, changed, untreated).areas.map(({ score }) => score);
          return rankScores(scoreByDifference(outcomes, costs).scores)[area]!;
        };
        for (const [j, { needed, change }] of found.changes.entries()) {
          if (needed === null || change === null) continue;
          expect(Math.sign(change)).toBe(indicators[j]!.polarity);
          expect(rankWith(j, needed)).toBeLessThan(found.rank!);
          const justShort = needed - 1e-6 * Math.max(1, Math.abs(needed)) * Math.sign(change);
          if (Math.abs(change) > 1e-5) expect(rankWith(j, justShort)).toBeGreaterThanOrEqual(found.rank!);
        }
        if (found.neededCost !== null) expect(found.costChange).toBeLessThan(0);
      }),
      { numRuns: 30 },
    );
  });
});

describe("efficiency", () => {
  let solver: LinearSolver;
  beforeAll(async () => {
    solver = await loadLinearSolver();
  });

  it("is at most one; fewer assumptions never make an area look worse; somebody is efficient", () => {
    const positive = fc.integer({ min: 1, max: 90 });
    const data = fc.array(fc.tuple(positive, positive, positive), { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(data, (rows) => {
        const inputs = [rows.map(([cost]) => cost)];
        const outputs = [rows.map(([, first]) => first), rows.map(([, , second]) => second)];
        const [crs, vrs] = (["crs", "vrs"] as const).map(
          (returns) => scoreByFrontier({ inputs, outputs }, solver, { returns }).scores,
        );
        const single = scoreByFrontier({ inputs, outputs: [outputs[0]!] }, solver).scores;
        const hull = scoreByFreeDisposalHull(outputs[0]!, inputs[0]!).scores;
        for (const i of rows.keys()) {
          expect(vrs![i]).toBeLessThanOrEqual(1 + 1e-9);
          expect(crs![i]).toBeLessThanOrEqual(vrs![i]! + 1e-7);
          expect(single[i]).toBeLessThanOrEqual(vrs![i]! + 1e-7);
          expect(single[i]).toBeLessThanOrEqual(hull[i]! + 1e-7);
        }
        expect(Math.max(...crs!.map((score) => score!))).toBeCloseTo(1, 7);
      }),
      { numRuns: 15 },
    );
  });
});

describe("groups by rank", () => {
  it("differ by one area at most when nobody ties, and keep ties together", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 5, maxLength: 40 }), fc.constantFrom(4, 5), (values, k) => {
        const sizes = Array.from({ length: k }, (_, g) => groupByRank(values, k).filter((own) => own === g + 1).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 30 }), (values) => {
        const groups = groupByRank(values, 5);
        for (const [i, value] of values.entries()) expect(groups[i]).toBe(groups[values.indexOf(value)]);
      }),
    );
  });
});

describe("pairwise shares of draws", () => {
  it("add up to one for every pair that was ranked together", () => {
    const draws = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(draws, (ranks) => {
        const shares = computePairwiseShares(Uint16Array.from(ranks.flat()), 4);
        for (const [i, row] of shares.entries()) {
          for (const [k, share] of row.entries()) {
            if (share === null) expect(shares[k]![i]).toBeNull();
            else expect(share + shares[k]![i]!).toBeCloseTo(1, 12);
          }
        }
      }),
    );
  });
});
