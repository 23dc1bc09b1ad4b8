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
