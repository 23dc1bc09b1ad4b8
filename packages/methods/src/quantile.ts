import { requireFinite, selectPresent } from "./present-values.ts";

/** The nine sample quantile definitions of Hyndman and Fan; 7 is spreadsheet QUARTILE.INC and DuckDB quantile_cont, 6 is QUARTILE.EXC. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Finds the value below which a share of the values lies.
 *
 * @param values null = missing, left out
 * @param share  0 to 1
 * @param type   definition, part of the method id: on thirty areas types 6 and 7 already differ
 * @returns a value in the unit of the input; null when nothing is present
 * @throws RangeError if the share is outside 0 to 1 or a value is not finite
 * Source: R. J. Hyndman and Y. Fan (1996), Sample quantiles in statistical packages.
 */
export function computeQuantile(
  values: readonly (number | null)[],
  share: number,
  type: QuantileType = 7,
): number | null {
  requireFinite(share, "quantile share");
  if (share < 0 || share > 1) throw new RangeError(`quantile share: expected 0 to 1, found ${share}.`);
  const sorted = selectPresent(values).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return type <= 3 ? pickStep(sorted, share, type) : interpolate(sorted, share, type);
}

/** @returns the middle value (mean of the two middle ones); null when nothing is present. Nulls are left out. */
export function computeMedian(values: readonly (number | null)[]): number | null {
  return computeQuantile(values, 0.5, 7);
}

/** Products such as 20 * 0.15 miss their whole number by a few units of the last place; the step rules must not fall over that. */
const fuzz = 4 * Number.EPSILON;

/** Types 1 to 3 return an observed value (2: or the mean of two). */
function pickStep(sorted: readonly number[], share: number, type: QuantileType): number {
  const position = sorted.length * share - (type === 3 ? 0.5 : 0);
  const whole = Math.floor(position + fuzz);
  const isOnStep = position - whole <= fuzz;
  const lower = valueAt(sorted, whole);
  const upper = valueAt(sorted, whole + 1);
  if (!isOnStep) return upper;
  if (type === 1) return lower;
  if (type === 2) return lower + (upper - lower) / 2;
  return whole % 2 === 0 ? lower : upper;
}

/** Types 4 to 9 interpolate between neighbours; they differ only in where the observations sit on the scale of shares. */
function interpolate(sorted: readonly number[], share: number, type: QuantileType): number {
  const [a, b] = plottingPosition(type);
  const position = a + share * (sorted.length + 1 - a - b);
  const whole = Math.floor(position + fuzz);
  const rest = Math.abs(position - whole) < fuzz ? 0 : position - whole;
  const lower = valueAt(sorted, whole);
  return rest === 0 ? lower : lower + rest * (valueAt(sorted, whole + 1) - lower);
}

function plottingPosition(type: QuantileType): readonly [number, number] {
  if (type === 4) return [0, 1];
  if (type === 5) return [0.5, 0.5];
  if (type === 6) return [0, 0];
  if (type === 7) return [1, 1];
  return type === 8 ? [1 / 3, 1 / 3] : [3 / 8, 3 / 8];
}

/** 1-based; beyond either end the extreme value stands. */
function valueAt(sorted: readonly number[], position: number): number {
  return sorted[Math.min(Math.max(position, 1), sorted.length) - 1]!;
}
