import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareMonteCarlo } from "./monte-carlo-model.ts";
import type { MonteCarloInput } from "./monte-carlo-model.ts";
import { runMonteCarlo } from "./monte-carlo.ts";
import { normalise } from "./normalise.ts";
import type { Normalisation } from "./normalise.ts";
import { createGenerator } from "./random.ts";
import { fromNullable, orderColumn, scoreColumn } from "./score-column.ts";
import type { VariedNormalisation } from "./score-column.ts";
import { treatOutliers } from "./treat-outliers.ts";

const areas = Array.from({ length: 12 }, (_, i) => `A${String(i).padStart(2, "0")}`);

function makeInput(): MonteCarloInput {
  const generator = createGenerator(3);
  const indicators = Array.from({ length: 9 }, (_, j) => {
    const values = areas.map((_, i) => (i === j ? null : i + 6 * generator.nextShare()));
    const standardErrors = values.map((value) => (value === null ? null : 0.5));
    return {
      id: `I${j}`,
      block: `block ${j % 3}`,
      polarity: j % 2 === 0 ? (1 as const) : (-1 as const),
      values,
      ...(j % 2 === 0 ? { standardErrors, validRange: { low: 0, high: 100 } } : {}),
    };
  });
  const costs = areas.map(() => 800 + 300 * generator.nextShare());
  return { areas, indicators, costs, previousCosts: costs.map((cost) => cost * 1.02) };
}

describe("Monte Carlo over all reasonable choices", () => {
  const model = prepareMonteCarlo(makeInput());

  it("gives every draw the same ranks however the draws are split", () => {
    const whole = runMonteCarlo(model, 7, 0, 60);
    const parts = [0, 1, 17, 40].map((from, k, starts) => runMonteCarlo(model, 7, from, starts[k + 1] ?? 60));
    expect(parts.flatMap((part) => [...part])).toEqual([...whole]);
    expect([...runMonteCarlo(prepareMonteCarlo(makeInput()), 7, 0, 60)]).toEqual([...whole]);
    expect([...runMonteCarlo(model, 8, 0, 60)]).not.toEqual([...whole]);
  });

  it("ranks every area in every draw, and nobody without a cost", () => {
    expect([...runMonteCarlo(model, 1, 0, 40)].every((rank) => rank >= 1 && rank <= areas.length)).toBe(true);
    const input = makeInput();
    const costs = input.costs.map((cost, i) => (i === 4 ? null : cost));
    const ranks = runMonteCarlo(prepareMonteCarlo({ ...input, costs, previousCosts: costs }), 1, 0, 40);
    expect([...ranks].every((rank, at) => (at % areas.length === 4 ? rank === 0 : rank >= 1))).toBe(true);
  });

  it("does not depend on the unit of an indicator or of cost", () => {
    const input = makeInput();
    const inPence = {
      ...input,
      costs: input.costs.map((cost) => cost! * 128),
      previousCosts: input.previousCosts!.map((cost) => cost! * 128),
    };
    expect([...runMonteCarlo(prepareMonteCarlo(inPence), 5, 0, 60)]).toEqual([...runMonteCarlo(model, 5, 0, 60)]);
  });
});

describe("a column scored for Monte Carlo", () => {
  const kinds: Readonly<Record<VariedNormalisation, Normalisation>> = {
    zscore: { id: "zscore" },
    minmax: { id: "minmax", low: 0, high: 100 },
    prank: { id: "prank", ties: "average" },
  };
  const cell = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -50, max: 50 }).map((value) => value / 4) },
    { weight: 1, arbitrary: fc.integer({ min: -4000, max: 4000 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

  it.each(["zscore", "minmax", "prank"] as const)("by %s is what treating and normalising give", (normalisation) => {
    const cap = 3;
    fc.assert(
      fc.property(fc.array(cell, { minLength: 3, maxLength: 40 }), fc.boolean(), (values, treat) => {
        const expected = normalise(treat ? treatOutliers(values).values : values, kinds[normalisation]).scores.map(
          (score) => (score === null || normalisation !== "zscore" ? score : Math.min(Math.max(score, -cap), cap)),
        );
        const [column, found] = [fromNullable(values), new Float64Array(values.length)];
        scoreColumn(column, orderColumn(column), { normalisation, treat, cap }, found);
        // Where nobody differs the indicator leaves the score, whatever a percentile rank would say.
        const isConstant = new Set(values.filter((value) => value !== null)).size < 2;
        for (const [i, score] of expected.entries()) {
          if (score === null || isConstant) expect(found[i]).toBeNaN();
          else expect(Math.abs(found[i]! - score)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });
});
