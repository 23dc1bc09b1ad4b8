import { requireFinite, requireSameLength } from "./present-values.ts";
import { computeMedian } from "./quantile.ts";

export interface UnitScaleCheck {
  readonly result: "holds" | "fails" | "not checked";
  /** Median over areas of this period's value over the previous one's; null when no area has both. */
  readonly medianRatio: number | null;
}

/**
 * Catches a percentage stored as 0 to 1 in one file and 0 to 100 in the next: between periods an indicator moves by
 * some per cent, not by a factor of a hundred.
 *
 * @param current, previous values of one indicator, same areas in the same order; null = missing. Zeros in the
 *   previous period say nothing about scale and are left out
 * @returns `fails` when the median ratio lies within a factor of two of 100 or of 1/100
 * @throws RangeError if lengths differ or a value is not finite
 */
export function checkUnitScale(
  current: readonly (number | null)[],
  previous: readonly (number | null)[],
): UnitScaleCheck {
  requireSameLength(current.length, previous.length, "previous period");
  const ratios = current.flatMap((value, i) => {
    const before = previous[i]!;
    if (value === null || before === null) return [];
    requireFinite(value, "current value");
    requireFinite(before, "previous value");
    return before === 0 ? [] : [value / before];
  });
  const medianRatio = computeMedian(ratios);
  if (medianRatio === null) return { result: "not checked", medianRatio };
  const isNear = (scale: number) => medianRatio >= scale / 2 && medianRatio <= scale * 2;
  return { result: isNear(100) || isNear(0.01) ? "fails" : "holds", medianRatio };
}
