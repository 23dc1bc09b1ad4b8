/** The normalisations that Monte Carlo runs vary. */
export type VariedNormalisation = "zscore" | "minmax" | "prank";

/** How a column becomes scores. */
export interface ColumnScoring {
  readonly normalisation: VariedNormalisation;
  readonly treat: boolean;
  readonly cap: number;
}

/**
 * Scores one column as `treatOutliers` and `normalise` would, on plain arrays because runs do it millions of times.
 *
 * @param values signed values; NaN = missing
 * @param order  positions of values that are there, sorted roughly ascending; put in exact order for percentile ranks
 * @param scores filled with the scores; NaN = missing, or all of them where nobody differs
 */
export function scoreColumn(
  values: Float64Array,
  order: Uint16Array,
  { normalisation, treat, cap }: ColumnScoring,
  scores: Float64Array,
): void {
  let moments = measure(values, treat || normalisation === "zscore");
  if (moments.count < 2 || !moments.hasSpread) {
    scores.fill(NaN);
    return;
  }
  let treated = values;
  if (treat && moments.count >= 10 && isOddlyShaped(moments)) {
    treated = tame(values, moments);
    moments = measure(treated, normalisation === "zscore");
  }
  if (normalisation === "prank") return rankShares(treated, order, scores);
  if (normalisation === "zscore") {
    const deviation = Math.sqrt(moments.squares / (moments.count - 1));
    for (let i = 0; i < scores.length; i += 1) scores[i] = clamp((treated[i]! - moments.mean) / deviation, cap);
    return;
  }
  const range = moments.max - moments.min;
  for (let i = 0; i < scores.length; i += 1) scores[i] = (100 * (treated[i]! - moments.min)) / range;
}

/** Puts scores of any kind on 1 to 100 and takes logarithms in place, so that a mean of them is a geometric mean. */
export function takeLogarithms(scores: Float64Array): void {
  const { min, max, hasSpread } = measure(scores, false);
  const scale = hasSpread ? 99 / (max - min) : NaN;
  for (let i = 0; i < scores.length; i += 1) scores[i] = Math.log(1 + (scores[i]! - min) * scale);
}

/** Positions of the values that are there, ascending. */
export function orderColumn(values: Float64Array): Uint16Array {
  const present = Uint16Array.from(values.keys()).filter((i) => values[i] === values[i]);
  return present.sort((a, b) => values[a]! - values[b]!);
}

/** NaN for null, as these runs keep columns. */
export function fromNullable(values: readonly (number | null)[]): Float64Array {
  const column = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) column[i] = values[i] ?? NaN;
  return column;
}

/** Percentile ranks with average ties: half of (first place + last place of the tie), over count - 1. */
function rankShares(values: Float64Array, order: Uint16Array, shares: Float64Array): void {
  shares.fill(NaN);
  insertionSort(order, values);
  const count = order.length;
  for (let first = 0; first < count;) {
    const value = values[order[first]!]!;
    let next = first + 1;
    while (next < count && values[order[next]!] === value) next += 1;
    const share = (first + next - 1) / 2 / (count - 1);
    for (let place = first; place < next; place += 1) shares[order[place]!] = share;
    first = next;
  }
}

/** Noise moves values by a few places only, which this sort takes in little more than one pass. */
function insertionSort(order: Uint16Array, values: Float64Array): void {
  for (let i = 1; i < order.length; i += 1) {
    const position = order[i]!;
    const value = values[position]!;
    let k = i - 1;
    for (; k >= 0 && values[order[k]!]! > value; k -= 1) order[k + 1] = order[k]!;
    order[k + 1] = position;
  }
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Sums of powers of the differences from the mean; 0 when not wanted. */
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
  readonly hasSpread: boolean;
}

function measure(values: Float64Array, withPowers: boolean): Moments {
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
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; withPowers && i < values.length; i += 1) {
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

/** `treatOutliers` with its usual limit, for a column that failed the shape test. */
function tame(values: Float64Array, before: Moments): Float64Array {
  const limit = Math.max(1, Math.ceil(0.05 * before.count));
  const result = values.slice();
  const isChanged = new Uint8Array(values.length);
  let moments = before;
  for (let changed = 0; changed < limit;) {
    const isHigh = moments.cubes >= 0;
    const extreme = isHigh ? moments.max : moments.min;
    const rest = findRange(result, extreme);
    if (!rest.hasSpread) break;
    for (let i = 0; i < result.length; i += 1) {
      if (result[i] !== extreme) continue;
      result[i] = isHigh ? rest.max : rest.min;
      if (isChanged[i] === 0) changed += 1;
      isChanged[i] = 1;
    }
    moments = measure(result, true);
    if (!moments.hasSpread || !isOddlyShaped(moments)) return result;
  }
  const shift = 0.01 * (before.max - before.min);
  const tailIsHigh = before.cubes >= 0;
  for (let i = 0; i < result.length; i += 1) {
    result[i] = tailIsHigh ? Math.log(values[i]! - before.min + shift) : -Math.log(before.max + shift - values[i]!);
  }
  return result;
}

function findRange(values: Float64Array, without: number): { min: number; max: number; hasSpread: boolean } {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value === without || value !== value) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max, hasSpread: max - min > Math.max(1e-12 * Math.max(Math.abs(min), Math.abs(max)), 1e-70) };
}

function clamp(score: number, cap: number): number {
  return score > cap ? cap : score < -cap ? -cap : score;
}
