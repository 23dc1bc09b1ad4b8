import { requireFinite, requireSameLength } from "./present-values.ts";
import { computeSum } from "./sum.ts";

/**
 * A count per so many of those it could concern.
 *
 * @param numerator   count; null = missing
 * @param denominator people, households, kilometres of the same period; null = missing
 * @param multiplier  100 for a percentage, 1000 or 100 000 for a rate (default 1)
 * @returns null when a part is missing or the denominator is 0: never 0, never Infinity
 * @throws RangeError if a figure is not finite or the denominator is negative
 */
export function computeRate(numerator: number | null, denominator: number | null, multiplier = 1): number | null {
  if (numerator === null || denominator === null) return null;
  requireFinite(numerator, "numerator");
  requireFinite(denominator, "denominator");
  if (denominator < 0) throw new RangeError(`denominator: expected 0 or more, found ${denominator}.`);
  if (denominator === 0) return null;
  const rate = (numerator / denominator) * multiplier;
  requireFinite(rate, "rate");
  return rate;
}

/**
 * The rate of several areas together: sum of counts over sum of denominators. Rates themselves are never averaged.
 *
 * @param numerators, denominators one per area, same order
 * @returns null when a part of any area is missing, for the sums would then describe different areas
 */
export function computeJointRate(
  numerators: readonly (number | null)[],
  denominators: readonly (number | null)[],
  multiplier = 1,
): number | null {
  requireSameLength(numerators.length, denominators.length, "denominators");
  const isComplete = [...numerators, ...denominators].every((value) => value !== null);
  if (!isComplete || numerators.length === 0) return null;
  return computeRate(
    computeSum(numerators as readonly number[]),
    computeSum(denominators as readonly number[]),
    multiplier,
  );
}
