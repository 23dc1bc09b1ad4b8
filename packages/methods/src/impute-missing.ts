import { computeMean } from "./moments.ts";
import { requireSameLength } from "./present-values.ts";
import { computeMedian } from "./quantile.ts";
import type { CellState } from "./screen-coverage.ts";

export interface ImputedIndicator {
  readonly values: readonly (number | null)[];
  /** Positions of the areas whose value was filled in. */
  readonly imputed: readonly number[];
}

/**
 * Fills missing values with the mean or median of the area's own group, for a comparison beside the default (which
 * fills nothing). It pulls areas to the middle, so a rank that moves by more than three is worth a flag.
 *
 * @param values    one indicator, area order; null = no value
 * @param states    why a value is null: only `missing` is filled. A service that is not delivered is never imputed
 * @param statistic `mean` or `median` of the values present in the group
 * @param groups    group of each area (tier, region); all areas form one group when absent
 * @returns values with the gaps filled; a gap stays where the whole group is missing
 * @throws RangeError if lengths differ or a value is not finite
 */
export function imputeMissing(
  values: readonly (number | null)[],
  states: readonly CellState[],
  statistic: "mean" | "median",
  groups: readonly string[] = values.map(() => ""),
): ImputedIndicator {
  requireSameLength(values.length, states.length, "states");
  requireSameLength(values.length, groups.length, "groups");
  const compute = statistic === "mean" ? computeMean : computeMedian;
  const middleOf = new Map(
    [...new Set(groups)].map((group) => [group, compute(values.filter((_, i) => groups[i] === group))]),
  );
  const filled = values.map((value, i) =>
    value === null && states[i] === "missing" ? middleOf.get(groups[i]!)! : value,
  );
  return { values: filled, imputed: [...filled.keys()].filter((i) => filled[i] !== values[i]) };
}
