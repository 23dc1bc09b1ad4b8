import { selectPresent } from "./present-values.ts";
import { computeMedian } from "./quantile.ts";
import { computeSum } from "./sum.ts";

/** Which divisor: `sample` divides by n - 1 (the default everywhere here), `population` by n. Never mix the two. */
export type Divisor = "sample" | "population";

/** The three definitions of skewness and kurtosis: 1 population moments, 2 sample-adjusted, 3 with the n - 1 deviation. */
export type MomentType = 1 | 2 | 3;

/**
 * @param values null = missing, left out
 * @returns the arithmetic mean in the unit of the values; null when nothing is present
 * @throws RangeError on NaN or Infinity
 */
export function computeMean(values: readonly (number | null)[]): number | null {
  const present = selectPresent(values);
  return present.length === 0 ? null : computeSum(present) / present.length;
}

/**
 * @param values  null = missing, left out
 * @param divisor `sample` (n - 1) or `population` (n)
 * @returns the standard deviation in the unit of the values; null for fewer than two values
 * @throws RangeError on NaN or Infinity
 */
export function computeStandardDeviation(
  values: readonly (number | null)[],
  divisor: Divisor = "sample",
): number | null {
  const present = selectPresent(values);
  if (present.length < 2) return null;
  return Math.sqrt(sumOfPowers(present, 2) / (divisor === "sample" ? present.length - 1 : present.length));
}

/**
 * Median absolute deviation from the median, WITHOUT the factor 1.4826 that makes it comparable with a standard deviation.
 *
 * @param values null = missing, left out
 * @returns in the unit of the values; null when nothing is present
 */
export function computeMedianAbsoluteDeviation(values: readonly (number | null)[]): number | null {
  const centre = computeMedian(values);
  if (centre === null) return null;
  return computeMedian(selectPresent(values).map((value) => Math.abs(value - centre)));
}

/**
 * @param values null = missing, left out
 * @param type   2 (default) is what spreadsheets and DuckDB print; it needs three values, the others one
 * @returns skewness, no unit; null when there are too few values or no spread
 * Source: D. N. Joanes and C. A. Gill (1998), Comparing measures of sample skewness and kurtosis.
 */
export function computeSkewness(values: readonly (number | null)[], type: MomentType = 2): number | null {
  const present = selectPresent(values);
  const n = present.length;
  if (!hasSpread(present) || (type === 2 && n < 3)) return null;
  const g1 = (Math.sqrt(n) * sumOfPowers(present, 3)) / sumOfPowers(present, 2) ** 1.5;
  if (type === 1) return g1;
  return type === 2 ? (g1 * Math.sqrt(n * (n - 1))) / (n - 2) : g1 * ((n - 1) / n) ** 1.5;
}

/**
 * Kurtosis minus 3, so a normal distribution has 0.
 *
 * @param values null = missing, left out
 * @param type   2 (default) needs four values
 * @returns excess kurtosis, no unit; null when there are too few values or no spread
 * Source: as {@link computeSkewness}.
 */
export function computeExcessKurtosis(values: readonly (number | null)[], type: MomentType = 2): number | null {
  const present = selectPresent(values);
  const n = present.length;
  if (!hasSpread(present) || (type === 2 && n < 4)) return null;
  const r = (n * sumOfPowers(present, 4)) / sumOfPowers(present, 2) ** 2;
  if (type === 1) return r - 3;
  return type === 2 ? (((n + 1) * (r - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3)) : r * (1 - 1 / n) ** 2 - 3;
}

/**
 * Tells real differences from the noise of the last binary digits: 0.1 + 0.2 and 0.3 are the same figure.
 *
 * @param values all present
 * @returns false for fewer than two values or when the range is below 1e-12 of the largest size
 */
export function hasSpread(values: readonly number[]): boolean {
  if (values.length < 2) return false;
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // The floor keeps fourth powers of the spread above the smallest double.
  return high - low > Math.max(1e-12 * Math.max(Math.abs(low), Math.abs(high)), 1e-70);
}

function sumOfPowers(present: readonly number[], power: 2 | 3 | 4): number {
  const mean = computeSum(present) / present.length;
  const powers = new Array<number>(present.length);
  for (let i = 0; i < present.length; i += 1) {
    const difference = present[i]! - mean;
    const square = difference * difference;
    powers[i] = power === 2 ? square : power === 3 ? square * difference : square * square;
  }
  return computeSum(powers);
}
