import { treatOutliers } from "./treat-outliers.ts";

/** The normalisations that Monte Carlo runs vary. */
export type VariedNormalisation = "zscore" | "minmax" | "prank";

/**
 * Scores one indicator's signed values quickly, for runs that do it thousands of times. Same results as `treatOutliers`
 * and `normalise` up to the last digits; NaN stands for null inside these runs and never leaves them.
 *
 * @param values polarity applied; NaN = missing
 * @param treat  pull in or log outliers first (from ten values on)
 * @param cap    standard scores are cut at this size; Infinity = not
 * @returns scores, NaN where missing; all NaN when nobody differs or fewer than two values exist
 */
export function scoreColumn(
  values: Float64Array,
  normalisation: VariedNormalisation,
  treat: boolean,
  cap: number,
): Float64Array {
  let moments = measure(values);
  if (moments.count < 2 || !moments.hasSpread) return new Float64Array(values.length).fill(NaN);
  let treated = values;
  if (treat && moments.count >= 10 && isOddlyShaped(moments)) {
    treated = fromNullable(treatOutliers(toNullable(values)).values);
    moments = measure(treated);
  }
  if (normalisation === "prank") return rankShares(treated, moments.count);
  const scores = new Float64Array(values.length);
  const deviation = Math.sqrt(moments.squares / (moments.count - 1));
  for (let i = 0; i < scores.length; i += 1) {
    const value = treated[i]!;
    scores[i] =
      normalisation === "zscore"
        ? clamp((value - moments.mean) / deviation, cap)
        : (100 * (value - moments.min)) / (moments.max - moments.min);
  }
  return scores;
}

/** Puts scores of any kind on 1 to 100 and takes logarithms, so that a mean of them is a geometric mean. */
export function takeLogarithms(scores: Float64Array): Float64Array {
  const { min, max, hasSpread } = measure(scores);
  const scale = hasSpread ? 99 / (max - min) : NaN;
  const logarithms = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i += 1) logarithms[i] = Math.log(1 + (scores[i]! - min) * scale);
  return logarithms;
}

/** NaN for null, as these runs keep columns. */
export function fromNullable(values: readonly (number | null)[]): Float64Array {
  const column = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) column[i] = values[i] ?? NaN;
  return column;
}

function toNullable(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/** Percentile ranks with average ties: half of (how many are below + how many are not above - 1), over count - 1. */
function rankShares(values: Float64Array, count: number): Float64Array {
  const sorted = values.filter((value) => value === value).sort();
  const shares = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value !== value) shares[i] = NaN;
    else {
      const below = countBelow(sorted, value);
      let notAbove = below + 1;
      while (notAbove < count && sorted[notAbove] === value) notAbove += 1;
      shares[i] = (below + notAbove - 1) / 2 / (count - 1);
    }
  }
  return shares;
}

/** Position of the first entry that is not below the value. */
export function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
  readonly hasSpread: boolean;
}

function measure(values: Float64Array): Moments {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value !== value) continue;
    count += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let [squares, cubes, fourths] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value !== value) continue;
    const difference = value - mean;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
    fourths += square * square;
  }
  const hasSpread = count >= 2 && max - min > Math.max(1e-12 * Math.max(Math.abs(min), Math.abs(max)), 1e-70);
  return { count, mean, min, max, squares, cubes, fourths, hasSpread };
}

/** The pass rule of outlier treatment, turned round; see `testShape`. */
function isOddlyShaped({ count: n, squares, cubes, fourths }: Moments): boolean {
  const skewness = (((Math.sqrt(n) * cubes) / squares ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2);
  const r = (n * fourths) / squares ** 2;
  const kurtosis = (((n + 1) * (r - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3));
  return Math.abs(skewness) >= 2 && kurtosis >= 3.5;
}

function clamp(score: number, cap: number): number {
  return score > cap ? cap : score < -cap ? -cap : score;
}
