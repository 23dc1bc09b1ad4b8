import { hasSpread } from "./moments.ts";
import { requireSameLength, selectPresent } from "./present-values.ts";
import { rankValues } from "./rank.ts";
import { computeDotProduct, computeSum } from "./sum.ts";

/**
 * Pearson correlation over the areas that have both figures.
 *
 * @param left, right same areas in the same order; null = missing
 * @returns -1 to 1; null with fewer than two pairs or when one side does not vary
 * @throws RangeError if lengths differ or a value is not finite
 */
export function computeCorrelation(left: readonly (number | null)[], right: readonly (number | null)[]): number | null {
  const [x, y] = selectPairs(left, right);
  if (!hasSpread(x) || !hasSpread(y)) return null;
  const dx = centre(x);
  const dy = centre(y);
  const r = computeDotProduct(dx, dy) / Math.sqrt(computeDotProduct(dx, dx) * computeDotProduct(dy, dy));
  return Math.min(Math.max(r, -1), 1);
}

/** Spearman correlation: {@link computeCorrelation} of average ranks among the pairs. How far two rankings agree. */
export function computeRankCorrelation(
  left: readonly (number | null)[],
  right: readonly (number | null)[],
): number | null {
  const toRanks = (values: readonly number[]) => rankValues(values, { direction: "ascending", ties: "average" });
  const [x, y] = selectPairs(left, right);
  return computeCorrelation(toRanks(x), toRanks(y));
}

/**
 * Kendall's tau-b: how many pairs of areas both lists put in the same order, less those they put in opposite orders,
 * corrected for ties.
 *
 * @returns -1 to 1; null with fewer than two pairs or when one side is all ties
 * Source: M. G. Kendall (1945), The treatment of ties in ranking problems.
 */
export function computeTauB(left: readonly (number | null)[], right: readonly (number | null)[]): number | null {
  const [x, y] = selectPairs(left, right);
  let agreement = 0;
  let untiedLeft = 0;
  let untiedRight = 0;
  for (let i = 0; i < x.length; i += 1) {
    for (let k = 0; k < i; k += 1) {
      const dx = Math.sign(x[i]! - x[k]!);
      const dy = Math.sign(y[i]! - y[k]!);
      agreement += dx * dy;
      untiedLeft += Math.abs(dx);
      untiedRight += Math.abs(dy);
    }
  }
  return untiedLeft === 0 || untiedRight === 0 ? null : agreement / Math.sqrt(untiedLeft * untiedRight);
}

function selectPairs(
  left: readonly (number | null)[],
  right: readonly (number | null)[],
): readonly [number[], number[]] {
  requireSameLength(left.length, right.length, "right side");
  selectPresent(left);
  selectPresent(right);
  const both = [...left.keys()].filter((i) => left[i] !== null && right[i] !== null);
  return [both.map((i) => left[i]!), both.map((i) => right[i]!)];
}

function centre(values: readonly number[]): number[] {
  const mean = computeSum(values) / values.length;
  return values.map((value) => value - mean);
}
