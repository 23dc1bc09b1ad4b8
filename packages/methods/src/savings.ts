import { checkIdentity, computeSumTolerance } from "./check-identity.ts";
import type { IdentityCheck } from "./check-identity.ts";
import { requireFinite, requireSameLength, selectPresent } from "./present-values.ts";
import { computeSum } from "./sum.ts";

/**
 * Turns a cumulative savings series into yearly steps; adding the cumulative figures would count every saving again
 * each year.
 *
 * @param cumulative one per year in order, any money unit, a saving is negative; null = not printed
 * @returns step of each year (the first year is its own step); null where this or the previous year is missing
 * @throws RangeError on NaN or Infinity
 */
export function toAnnualSavings(cumulative: readonly (number | null)[]): (number | null)[] {
  selectPresent(cumulative);
  return cumulative.map((value, year) => {
    const previous = year === 0 ? 0 : cumulative[year - 1]!;
    return value === null || previous === null ? null : value - previous;
  });
}

export interface SavingsYear {
  /** Identified savings by theme, cumulative, a saving is negative. */
  readonly themes: readonly number[];
  /** Identified savings in total. */
  readonly total: number | null;
  /** Still to be found, negative; null or 0 when none is printed. Never a saving. */
  readonly gap: number | null;
  /** Savings requirement: total plus gap. */
  readonly grandTotal: number | null;
}

/**
 * Checks the two sums of one year: themes = total, and total + gap = grand total.
 *
 * @param year        figures of one year in one unit
 * @param printedUnit size of the last printed digit, in that unit
 * @returns both checks; tolerance is half a printed unit for each addend and the total
 */
export function checkSavingsYear(
  year: SavingsYear,
  printedUnit: number,
): { readonly themesAddUp: IdentityCheck; readonly gapAddsUp: IdentityCheck } {
  const withGap = year.total === null ? null : computeSum([year.total, year.gap ?? 0]);
  return {
    themesAddUp: checkIdentity(
      computeSum(year.themes),
      "=",
      year.total,
      computeSumTolerance(printedUnit, year.themes.length),
    ),
    gapAddsUp: checkIdentity(withGap, "=", year.grandTotal, computeSumTolerance(printedUnit, 2)),
  };
}

/**
 * Checks that a cumulative saving never shrinks (the series never rises, savings being negative).
 *
 * @returns the largest yearly step after the first year against 0; "not checked" with fewer than two neighbours present
 */
export function checkNeverShrinks(cumulative: readonly (number | null)[]): IdentityCheck {
  const steps = selectPresent(toAnnualSavings(cumulative).slice(1));
  return checkIdentity(steps.length === 0 ? null : Math.max(...steps), "<=", 0);
}

export type DeliveryColour = "green" | "amber" | "red";

/**
 * Share of a savings target that was delivered. Both figures must have the same period, scope and sign.
 *
 * @returns rate (1 = all of it) with green from 1, amber from 0.9, red below; null when a figure is missing or the
 *   target is 0
 * @throws RangeError on NaN or Infinity
 */
export function computeDeliveryRate(
  delivered: number | null,
  target: number | null,
): { readonly rate: number; readonly colour: DeliveryColour } | null {
  if (delivered === null || target === null) return null;
  requireFinite(delivered, "delivered");
  requireFinite(target, "target");
  if (target === 0) return null;
  const rate = delivered / target + 0;
  requireFinite(rate, "delivery rate");
  // 6.3 of 7 is nine tenths on paper and 0.8999999999999999 in binary.
  const colour = rate >= 1 - 1e-10 ? "green" : rate >= 0.9 - 1e-10 ? "amber" : "red";
  return { rate, colour };
}

/**
 * Savings that help the council's own budget: the total without those that belong to a ring-fenced grant.
 *
 * @returns same length and order; null where either figure is missing
 * @throws RangeError if the lengths differ or a figure is not finite
 */
export function toGeneralFundSavings(
  total: readonly (number | null)[],
  ringFenced: readonly (number | null)[],
): (number | null)[] {
  requireSameLength(total.length, ringFenced.length, "ring-fenced savings");
  selectPresent(total);
  selectPresent(ringFenced);
  return total.map((value, year) => {
    const part = ringFenced[year]!;
    return value === null || part === null ? null : value - part;
  });
}

/**
 * Finds when a project has paid for itself.
 *
 * @param cumulativeBenefit benefit to date per period, a saving is POSITIVE here; null = not known yet
 * @param cumulativeCost    implementation cost to date, same periods and unit
 * @returns position of the first period in which benefit covers cost; null if there is none yet
 * @throws RangeError if the lengths differ or a figure is not finite
 */
export function findPaybackPeriod(
  cumulativeBenefit: readonly (number | null)[],
  cumulativeCost: readonly (number | null)[],
): number | null {
  requireSameLength(cumulativeBenefit.length, cumulativeCost.length, "cumulative cost");
  selectPresent(cumulativeBenefit);
  selectPresent(cumulativeCost);
  const position = cumulativeBenefit.findIndex((benefit, i) => {
    const cost = cumulativeCost[i]!;
    return benefit !== null && cost !== null && benefit - cost >= -1e-10;
  });
  return position === -1 ? null : position;
}

/**
 * What is left of a saving after the cost of getting it, period by period, both to date.
 *
 * @param cumulativeBenefit benefit to date, a saving is POSITIVE here; null = not known yet
 * @param cumulativeCost    implementation cost to date, same periods and unit
 * @returns null where either figure is missing
 * @throws RangeError if the lengths differ or a figure is not finite
 */
export function computeNetBenefit(
  cumulativeBenefit: readonly (number | null)[],
  cumulativeCost: readonly (number | null)[],
): (number | null)[] {
  return toGeneralFundSavings(cumulativeBenefit, cumulativeCost);
}

/**
 * Reads a figure that was printed with a qualifier, so that checks use it as the bound it is.
 *
 * @param text for example "over 80", "nearly £12.5", "c. 30", "at least 5", "7.5"; unit and thousands commas are ignored
 * @returns the number and how a check must compare with it; null when there is no number
 */
export function readQualifiedFigure(
  text: string,
): { readonly value: number; readonly relation: ">=" | "<=" | "about" | "=" } | null {
  const match = /-?\d[\d,]*(?:\.\d+)?/.exec(text);
  if (match === null) return null;
  const words = text.slice(0, match.index).toLowerCase();
  const value = Number(match[0].replaceAll(",", ""));
  if (/\b(over|more than|at least|above|minimum)\b/.test(words)) return { value, relation: ">=" };
  if (/\b(nearly|almost|under|less than|up to|at most|below)\b/.test(words)) return { value, relation: "<=" };
  return { value, relation: /(\bc\.|\bcirca\b|\babout\b|\baround\b|\bsome\b|~)/.test(words) ? "about" : "=" };
}
