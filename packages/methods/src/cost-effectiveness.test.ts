import { describe, expect, it } from "vitest";
import {
  scoreByDifference,
  scoreByMatchedRatio,
  scoreByRatio,
  scoreByResidual,
  toDisplayScale,
} from "./cost-effectiveness.ts";
import { scoreByFreeDisposalHull } from "./free-disposal-hull.ts";
import { assignQuadrants } from "./quadrants.ts";

const twelve = Array.from({ length: 12 }, (_, i) => i);

describe("cost effectiveness", () => {
  it("by difference gives outcomes and cost an equal say", () => {
    expect(scoreByDifference([1, 2, 3], [900, 1000, 800]).scores).toEqual([-1, -1, 2]);
  });

  it("leaves out areas without an outcome or a cost before standardising, and says why", () => {
    const { scores, reasons } = scoreByDifference([1, 2, 3, null, 9, 9], [900, 1000, 800, 500, null, 0]);
    expect(scores).toEqual([-1, -1, 2, null, null, null]);
    expect(reasons).toEqual([null, null, null, "missing", "missing", "invalid_for_method"]);
  });

  it("by ratio refuses a scale that reaches zero: negative ratios would sort wrongly", () => {
    expect(scoreByRatio([50, 100], [500, 1500]).scores).toEqual([100, 100 / 1.5]);
    expect(scoreByRatio([-1, 1], [500, 1500]).reasons).toEqual(["invalid_for_method", "invalid_for_method"]);
  });

  it("by matched ratio gives outcomes the relative spread of cost, whatever their scale", () => {
    const costs = [900, 1000, 1100];
    const { scores } = scoreByMatchedRatio([1, 2, 3], costs);
    expect(scores.map((score) => Number(score!.toFixed(9)))).toEqual([100, 100, 100]);
    const rescaled = scoreByMatchedRatio([1001, 1002, 1003], costs).scores;
    for (const [i, score] of rescaled.entries()) expect(score).toBeCloseTo(scores[i]!, 9);
    expect(scoreByMatchedRatio([1, 2, 3], [9, 9, 9]).reasons[0]).toBe("no_variation");
  });

  it("by matched ratio is invalid when cost spreads so far that an outcome falls to zero", () => {
    const outcomes = [-20, ...twelve.slice(1)];
    const costs = twelve.map((i) => (i === 0 ? 10000 : 100 + i));
    expect(scoreByMatchedRatio(outcomes, costs).reasons[0]).toBe("invalid_for_method");
  });

  it("by residual leaves what cost and need do not explain, with ten areas for each predictor", () => {
    const costs = twelve.map((i) => 800 + 10 * i);
    const outcomes = costs.map((cost, i) => 5 + 0.01 * cost + (i === 3 ? 1 : 0));
    const { scores } = scoreByResidual(outcomes, costs);
    expect(scores.indexOf(Math.max(...scores.map((score) => score!)))).toBe(3);
    expect(scoreByResidual(outcomes, costs, [twelve.map((i) => i * i)]).reasons[0]).toBe("group_too_small");
    expect(
      scoreByResidual(
        outcomes,
        costs.map(() => 900),
      ).reasons[0],
    ).toBe("no_variation");
    const doubled = (list: readonly number[]) => [...list, ...list.map((value) => value + 0.5)];
    expect(scoreByResidual(doubled(outcomes), doubled(costs), [doubled(costs)]).reasons[0]).toBe("invalid_for_method");
  });

  it("drops an area from the residual when its need is unknown", () => {
    const need = Array.from({ length: 21 }, (_, i) => (i === 0 ? null : (i * 7) % 11));
    const costs = need.map((_, i) => 800 + ((i * 5) % 13));
    const { scores, reasons } = scoreByResidual(
      need.map((_, i) => i % 6),
      costs,
      [need],
    );
    expect(reasons[0]).toBe("missing");
    expect(scores.slice(1).every((score) => score !== null)).toBe(true);
  });

  it("against the hull compares with the cheapest area that did at least as well", () => {
    const hull = scoreByFreeDisposalHull([5, 5, 9, null], [1000, 800, 1200, 700]);
    expect(hull.scores).toEqual([0.8, 1, 1, null]);
    expect(hull.peers).toEqual([1, 1, 2, null]);
  });

  it("prints 100 for the average and ten points for a deviation, rounded half away from zero", () => {
    expect(toDisplayScale([1, 2, 3, null])).toEqual([90, 100, 110, null]);
    expect(toDisplayScale([2, 2])).toEqual([null, null]);
  });
});

describe("quadrants", () => {
  it("keep the median area of an odd group on the line, out of the best field", () => {
    const { places } = assignQuadrants([1, 2, 3], [700, 900, 800]);
    expect(places.map((place) => place!.quadrant)).toEqual(["low outcome, low cost", "on the line", "on the line"]);
    expect(places[1]).toMatchObject({ outcomeSide: "on the line", costSide: "above" });
  });

  it("put high outcomes at low cost in the best field and grey what is near average", () => {
    const { places } = assignQuadrants([10, 1, 9, 5.4, 2, 5.6], [500, 1500, 1400, 999, 600, 1001]);
    expect(places[0]).toMatchObject({ quadrant: "high outcome, low cost", isNearAverage: false });
    expect(places[1]!.quadrant).toBe("low outcome, high cost");
    expect(places[2]!.quadrant).toBe("high outcome, high cost");
    expect(places[3]!.isNearAverage).toBe(true);
  });

  it("can use the mean, and leave out areas that are not ranked", () => {
    const { outcomeLine, places, reasons } = assignQuadrants([1, 2, 6, null], [700, 800, 900, 600], { lines: "mean" });
    expect(outcomeLine).toBe(3);
    expect([places[3], reasons[3]]).toEqual([null, "missing"]);
  });
});
