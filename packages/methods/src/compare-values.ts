import { computeNormalQuantile, computeChiSquaredTail } from "./distributions.ts";
import type { Interval } from "./intervals.ts";
import { requireFinite } from "./present-values.ts";

/** How an area stands against a benchmark; "higher" and "lower" where nobody says which way is good. */
export type BenchmarkPosition = "better" | "worse" | "similar" | "higher" | "lower";

/**
 * Compares a figure that has an interval with a benchmark taken as exact.
 *
 * @param interval  the area's figure and limits; null = no interval, so nothing may be called different
 * @param benchmark same unit; null = missing
 * @param polarity  1 higher is better, -1 lower is better, 0 no judgement
 * @returns different only when the whole interval lies strictly on one side; null when a part is missing
 * @throws RangeError if a number is not finite
 */
export function compareWithBenchmark(
  interval: Interval | null,
  benchmark: number | null,
  polarity: 1 | -1 | 0,
): BenchmarkPosition | null {
  if (interval === null || benchmark === null) return null;
  requireFinite(interval.lower, "lower limit");
  requireFinite(interval.upper, "upper limit");
  requireFinite(benchmark, "benchmark");
  const side = interval.lower > benchmark ? 1 : interval.upper < benchmark ? -1 : 0;
  if (side === 0) return "similar";
  if (polarity === 0) return side === 1 ? "higher" : "lower";
  return side === polarity ? "better" : "worse";
}

export interface AreaComparison {
  readonly difference: number;
  /** Difference over its standard error. */
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly isDifferent: boolean;
}

/**
 * Compares two areas that both have a standard error. Whether their intervals overlap is not the test: two intervals
 * can overlap and the difference still be more than chance.
 *
 * @param left, right value and standard error in one unit
 * @param confidence  above 0 and below 1
 * @returns null when both standard errors are 0: exact figures need no test
 * @throws RangeError if a number is not finite or an error is negative
 */
export function compareAreas(
  left: { readonly value: number; readonly standardError: number },
  right: { readonly value: number; readonly standardError: number },
  confidence = 0.95,
): AreaComparison | null {
  for (const side of [left, right]) {
    requireFinite(side.value, "value");
    requireFinite(side.standardError, "standard error");
    if (side.standardError < 0)
      throw new RangeError(`standard error: expected 0 or more, found ${side.standardError}.`);
  }
  const error = Math.hypot(left.standardError, right.standardError);
  if (error === 0) return null;
  const difference = left.value - right.value;
  const z = difference / error;
  const isDifferent = Math.abs(z) > computeNormalQuantile((1 + confidence) / 2);
  return { difference, z, pValue: computeChiSquaredTail(z * z, 1), isDifferent };
}
