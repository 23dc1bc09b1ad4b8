import { hasSpread } from "./moments.ts";
import { selectPresent } from "./present-values.ts";
import { computeQuantile } from "./quantile.ts";
import type { QuantileType } from "./quantile.ts";
import { rankValues } from "./rank.ts";

/**
 * Splits areas into groups of nearly equal size by rank (the public health quantile rule); ties stay together.
 *
 * @param values null = missing, in no group
 * @param groups how many (4 quartiles, 5 quintiles, 10 deciles), at least 2
 * @returns group per area, 1 = lowest values; null where missing, and for everyone when fewer values than groups
 *   exist or no value differs (there is no "lowest fifth" of equal values)
 * @throws RangeError on NaN or Infinity, or fewer than two groups
 * Source: Office for Health Improvement and Disparities, PHEindicatormethods, `phe_quantile`.
 */
export function groupByRank(values: readonly (number | null)[], groups: number): (number | null)[] {
  const count = countGroupable(values, groups);
  if (count === 0) return values.map(() => null);
  const ranks = rankValues(values, { direction: "ascending", ties: "min" });
  return ranks.map((rank) => {
    if (rank === null) return null;
    // Whole numbers only: in floating point k * (n + 1 - r) / n can land just above a whole group and move an area.
    const numerator = groups * (count + 1 - rank);
    const fromTop = (numerator - (numerator % count)) / count + (numerator % count === 0 ? 0 : 1);
    return Math.max(groups + 1 - fromTop, 1);
  });
}

/**
 * Splits areas at sample quantiles; a value on a cut belongs to the lower group. Group sizes may be unequal.
 *
 * @param type quantile definition, part of the method's name: 7 is QUARTILE.INC, 6 is QUARTILE.EXC
 * @returns as {@link groupByRank}
 */
export function groupByCutPoints(
  values: readonly (number | null)[],
  groups: number,
  type: QuantileType = 7,
): (number | null)[] {
  if (countGroupable(values, groups) === 0) return values.map(() => null);
  const cuts = Array.from({ length: groups - 1 }, (_, i) => computeQuantile(values, (i + 1) / groups, type)!);
  return values.map((value) => (value === null ? null : 1 + cuts.filter((cut) => cut < value).length));
}

/**
 * Quartile by goodness: 1 is the best quarter once polarity is known.
 *
 * @param values   raw values; null = missing
 * @param polarity 1 when higher is better, -1 when lower is better
 */
export function groupByGoodness(
  values: readonly (number | null)[],
  groups: number,
  polarity: 1 | -1,
): (number | null)[] {
  // The best area has rank 1, as the lowest has in the rule: turning finished groups round would move odd-sized ones.
  return groupByRank(
    values.map((value) => (value === null ? null : -polarity * value)),
    groups,
  );
}

/** The words an auditor's table prints for a quintile of unit cost. They describe, they do not judge. */
export const unitCostLabels = ["Very Low", "Low", "Average", "High", "Very High"] as const;

export type UnitCostLabel = (typeof unitCostLabels)[number];

/**
 * @param quintile 1 (lowest unit cost) to 5; null = no group
 * @throws RangeError for any other number
 */
export function toUnitCostLabel(quintile: number | null): UnitCostLabel | null {
  if (quintile === null) return null;
  const label = unitCostLabels[quintile - 1];
  if (label === undefined) throw new RangeError(`unit cost label: expected a quintile from 1 to 5, found ${quintile}.`);
  return label;
}

/**
 * The "top quartile" test by rank.
 *
 * @param rank  1 = best; null = not ranked
 * @param count areas ranked
 * @returns null for an area without a rank
 */
export function isInTopQuartile(rank: number | null, count: number): boolean | null {
  return rank === null ? null : rank <= Math.floor(count / 4);
}

/** @returns how many values can be grouped, 0 when grouping is impossible */
function countGroupable(values: readonly (number | null)[], groups: number): number {
  if (!Number.isInteger(groups) || groups < 2) throw new RangeError(`groups: expected 2 or more, found ${groups}.`);
  const present = selectPresent(values);
  return present.length < groups || !hasSpread(present) ? 0 : present.length;
}
