import { requireFinite } from "./present-values.ts";

export type IdentityRelation = "=" | "<=" | ">=";

export interface IdentityCheck {
  readonly relation: IdentityRelation;
  readonly left: number | null;
  readonly right: number | null;
  /** left - right; null when a side is missing. */
  readonly difference: number | null;
  readonly tolerance: number;
  readonly result: "holds" | "fails" | "not checked";
  /** True when the difference uses up the whole tolerance (15.25 printed as 15.2): it holds, but is listed. */
  readonly isAtTolerance: boolean;
}

/**
 * Tests an arithmetic statement about published figures, such as "the themes add up to the total".
 *
 * @param left      computed side; null = missing, the check is then "not checked"
 * @param relation  `=`, `<=` or `>=` (a figure printed as "over 80" is a bound: use `>=`)
 * @param right     stated side, same unit
 * @param tolerance allowed slack in the same unit, 0 or more
 * @throws RangeError if a number is not finite or the tolerance is negative
 */
export function checkIdentity(
  left: number | null,
  relation: IdentityRelation,
  right: number | null,
  tolerance = 0,
): IdentityCheck {
  requireFinite(tolerance, "tolerance");
  if (tolerance < 0) throw new RangeError(`tolerance: expected 0 or more, found ${tolerance}.`);
  if (left === null || right === null) {
    return { relation, left, right, difference: null, tolerance, result: "not checked", isAtTolerance: false };
  }
  requireFinite(left, "left side");
  requireFinite(right, "right side");
  const difference = left - right;
  requireFinite(difference, "difference");
  // 15.25 - 15.2 is stored as 0.05000000000000071; digits that far down are not part of the figures.
  const noise = 1e-12 * Math.max(1, Math.abs(left), Math.abs(right));
  const excess = relation === "=" ? Math.abs(difference) : relation === "<=" ? difference : -difference;
  return {
    relation,
    left,
    right,
    difference,
    tolerance,
    result: excess <= tolerance + noise ? "holds" : "fails",
    isAtTolerance: tolerance > 0 && Math.abs(excess - tolerance) <= noise,
  };
}

/**
 * Slack for a sum of rounded figures: half a printed unit for each addend and for the total.
 *
 * @param printedUnit size of the last printed digit (0.1 for figures in tenths of a million)
 * @param addends     how many figures are added
 * @throws RangeError if the unit is not positive or the count is not a whole number from 0
 */
export function computeSumTolerance(printedUnit: number, addends: number): number {
  requireFinite(printedUnit, "printed unit");
  if (printedUnit <= 0) throw new RangeError(`printed unit: expected more than 0, found ${printedUnit}.`);
  if (!Number.isInteger(addends) || addends < 0) throw new RangeError(`addends: expected a count, found ${addends}.`);
  return (printedUnit / 2) * (addends + 1);
}
