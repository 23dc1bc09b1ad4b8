import { requireFinite, requireSameLength } from "./present-values.ts";

/**
 * Restates cash amounts in the prices of one year.
 *
 * @param amounts   nominal pounds, one per year; null = missing, stays null
 * @param deflators price index for the same years, same order, any base, all > 0; one vintage for the whole series
 * @param base      index value of the year whose prices to use
 * @returns pounds in base-year prices, same length and order as `amounts`
 * @throws RangeError if the lengths differ, a deflator is not positive or an amount is not finite
 * Source: HM Treasury, GDP deflators user guide. Derivation: docs/methods/savings.md
 */
export function toRealTerms(
  amounts: readonly (number | null)[],
  deflators: readonly number[],
  base: number,
): (number | null)[] {
  requireSameLength(amounts.length, deflators.length, "deflators");
  requirePositive(base, "base deflator");
  return amounts.map((amount, year) => {
    const deflator = deflators[year]!;
    requirePositive(deflator, `deflator at position ${year}`);
    if (amount === null) return null;
    requireFinite(amount, `amount at position ${year}`);
    const real = (amount * base) / deflator;
    requireFinite(real, `real amount at position ${year}`);
    return real;
  });
}

function requirePositive(value: number, what: string): void {
  requireFinite(value, what);
  if (value <= 0) throw new RangeError(`${what}: expected more than 0, found ${value}.`);
}
