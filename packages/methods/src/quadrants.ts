import { pairRanked, standardiseScores } from "./cost-effectiveness.ts";
import { computeMean } from "./moments.ts";
import { computeMedian } from "./quantile.ts";
import type { ReasonCode } from "./reason.ts";

export type LineSide = "above" | "below" | "on the line";

export type Quadrant =
  | "high outcome, low cost"
  | "high outcome, high cost"
  | "low outcome, low cost"
  | "low outcome, high cost"
  | "on the line";

export interface QuadrantPlace {
  readonly outcomeSide: LineSide;
  /** "above" means dearer than the line. */
  readonly costSide: LineSide;
  readonly quadrant: Quadrant;
  /** Within the near zone on either axis: the quadrant says little and is shown grey. */
  readonly isNearAverage: boolean;
}

export interface QuadrantChart {
  readonly outcomeLine: number | null;
  readonly costLine: number | null;
  /** Area order; null where the area is not ranked, with the reason beside it. */
  readonly places: readonly (QuadrantPlace | null)[];
  readonly reasons: readonly (ReasonCode | null)[];
}

/**
 * Places areas in the four fields of outcome against cost. Strictly above or below only: the median area of an odd
 * group lies on the line and must not slip into the best field.
 *
 * @param outcomes outcome score per area; null = not scored
 * @param costs    pounds per head, same set and period; null = missing
 * @param options  `lines`: median (default) or mean of the ranked areas; `nearZone`: standard deviations (default 0.25)
 * @throws RangeError if lengths differ or a value is not finite
 */
export function assignQuadrants(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
  options: { readonly lines?: "median" | "mean"; readonly nearZone?: number } = {},
): QuadrantChart {
  const pairs = pairRanked(outcomes, costs);
  const findLine = options.lines === "mean" ? computeMean : computeMedian;
  const outcomeLine = findLine(pairs.outcomes);
  const costLine = findLine(pairs.costs);
  const outcomeZ = standardiseScores(pairs.outcomes);
  const costZ = standardiseScores(pairs.costs);
  const isNear = (z: number | null) => z === null || Math.abs(z) < (options.nearZone ?? 0.25);
  const places = pairs.outcomes.map((outcome, i): QuadrantPlace | null => {
    if (outcome === null) return null;
    const outcomeSide = compareWithLine(outcome, outcomeLine!);
    const costSide = compareWithLine(pairs.costs[i]!, costLine!);
    const quadrant = nameQuadrant(outcomeSide, costSide);
    return { outcomeSide, costSide, quadrant, isNearAverage: isNear(outcomeZ[i]!) || isNear(costZ[i]!) };
  });
  return { outcomeLine, costLine, places, reasons: pairs.reasons };
}

function compareWithLine(value: number, line: number): LineSide {
  if (Math.abs(value - line) <= 1e-10) return "on the line";
  return value > line ? "above" : "below";
}

function nameQuadrant(outcomeSide: LineSide, costSide: LineSide): Quadrant {
  if (outcomeSide === "on the line" || costSide === "on the line") return "on the line";
  if (outcomeSide === "above") return costSide === "below" ? "high outcome, low cost" : "high outcome, high cost";
  return costSide === "below" ? "low outcome, low cost" : "low outcome, high cost";
}
