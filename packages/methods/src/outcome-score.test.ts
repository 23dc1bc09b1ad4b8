import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultOutcomeMethod, scoreOutcomes } from "./outcome-score.ts";
import type { OutcomeIndicator } from "./outcome-score.ts";

const areas = Array.from({ length: 12 }, (_, i) => `A${i}`);
const rising = areas.map((_, i) => i + 1);
const one = (values: readonly (number | null)[], polarity: OutcomeIndicator["polarity"] = 1): OutcomeIndicator => {
  return { id: "I", block: "care", polarity, values };
};

describe("the outcome score", () => {
  it("turns lower-is-better values round before anything else", () => {
    const up = scoreOutcomes(areas, [one(rising)]).areas.map((area) => area.score!);
    const down = scoreOutcomes(areas, [one(rising, -1)]).areas.map((area) => area.score!);
    expect(down).toEqual(up.map((score) => -score));
  });

  it("prefers values near a target or inside a range", () => {
    const near = scoreOutcomes(areas, [one(rising, { target: 4 })]).areas;
    expect(near.indexOf(near.reduce((best, area) => (area.score! > best.score! ? area : best)))).toBe(3);
    const inside = scoreOutcomes(areas, [one(rising, { low: 5, high: 8 })]).areas.map((area) => area.score);
    expect(new Set(inside.slice(4, 8)).size).toBe(1);
  });

  it("treats an extreme value for the score, logs it, and caps what is still beyond three deviations", () => {
    const values = [...rising.slice(0, 11), 1000];
    const treated = scoreOutcomes(areas, [one(values)]);
    expect(treated.treatedCells).toEqual([{ indicator: "I", area: "A11", before: 1000, after: 11 }]);
    const wide = Array.from({ length: 40 }, (_, i) => `B${i}`);
    const capped = scoreOutcomes(wide, [one(wide.map((_, i) => (i === 0 ? 100 : i % 3)))], {
      ...defaultOutcomeMethod,
      treatment: "none",
    });
    expect(capped.areas[0]!.score).toBe(3);
  });

  it("gives each service the same say, or each indicator when asked", () => {
    const noise = areas.map((_, i) => (i * 7) % 12);
    const indicators = [
      { ...one(rising), id: "I1" },
      { ...one(noise), id: "I2" },
      { ...one(noise), id: "I3", block: "roads" },
    ];
    expect(scoreOutcomes(areas, indicators).areas[0]!.weights).toEqual([0.25, 0.25, 0.5]);
    const equal = scoreOutcomes(areas, indicators, { ...defaultOutcomeMethod, weighting: { id: "equal_indicator" } });
    for (const weight of equal.areas[0]!.weights) expect(weight).toBeCloseTo(1 / 3, 12);
    const custom = { id: "custom", indicatorWeights: [3, 1, 1], blockWeights: { care: 0.6, roads: 0.4 } } as const;
    const own = scoreOutcomes(areas, indicators, { ...defaultOutcomeMethod, weighting: custom }).areas[0]!.weights;
    expect(own.map((weight) => Number(weight.toFixed(12)))).toEqual([0.45, 0.15, 0.4]);
  });

  it("gives no contributions when the aggregation does not add up", () => {
    const method = {
      ...defaultOutcomeMethod,
      normalisation: { id: "minmax", low: 1, high: 100 },
      aggregation: { id: "geometric" },
    } as const;
    const [first] = scoreOutcomes(areas, [one(rising)], method).areas;
    expect(first!.contributions).toBeNull();
    expect(first!.score).toBeCloseTo(1, 12);
  });

  it("has no score, and says missing, for an area without any value", () => {
    const { areas: scored } = scoreOutcomes(areas, [one([null, ...rising.slice(1)])]);
    expect(scored[0]).toMatchObject({ score: null, reason: "missing", blockScores: [null], contributions: null });
  });

  it("refuses repeated ids and values that do not match the areas", () => {
    expect(() => scoreOutcomes(["A", "A"], [one([1, 2])])).toThrow(/duplicate area "A"/);
    expect(() => scoreOutcomes(areas, [one(rising), one(rising)])).toThrow(/duplicate indicator "I"/);
    expect(() => scoreOutcomes(areas, [one([1, 2])])).toThrow(/expected 12 entries, found 2/);
  });

  it("is always the sum of its contributions, with weights that sum to one", () => {
    const cell = fc.option(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { nil: null });
    const column = fc.array(cell, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), (columns) => {
        const indicators = columns.map((list, i) => ({ ...one(list), id: `I${i}`, block: `S${i % 2}` }));
        for (const area of scoreOutcomes(areas, indicators).areas) {
          if (area.score === null) continue;
          expect(area.contributions!.reduce((sum, part) => sum + part, 0)).toBeCloseTo(area.score, 9);
          expect(area.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
          const blockMean = area.blockScores.filter((score) => score !== null);
          expect(blockMean.reduce((sum, score) => sum + score, 0) / blockMean.length).toBeCloseTo(area.score, 9);
        }
      }),
      { numRuns: 60 },
    );
  });
});
