import { requireFinite, selectPresent } from "./present-values.ts";

/**
 * Which way is good: 1 higher, -1 lower, a target value (nearer is better), or a range (inside is best).
 * Indicators without a judgement (context) have no polarity and never enter a score.
 */
export type Polarity = 1 | -1 | { readonly target: number } | { readonly low: number; readonly high: number };

/**
 * Signs values so that higher is better. Done before treatment, normalising and ranking, and only once.
 *
 * @param values raw values; null = missing, stays null
 * @returns signed values in the unit of the input, same order
 * @throws RangeError on NaN or Infinity, or if a range has its limits the wrong way round
 */
export function applyPolarity(values: readonly (number | null)[], polarity: Polarity): (number | null)[] {
  selectPresent(values);
  if (typeof polarity === "object") {
    for (const [name, limit] of Object.entries(polarity)) requireFinite(limit, `polarity ${name}`);
  }
  if (typeof polarity === "object" && "low" in polarity && polarity.low > polarity.high) {
    throw new RangeError(`polarity range: expected low <= high, found ${polarity.low} and ${polarity.high}.`);
  }
  // "+ 0" turns -0 into 0, which would otherwise show up as a difference between equal results.
  return values.map((value) => (value === null ? null : signValue(value, polarity) + 0));
}

function signValue(value: number, polarity: Polarity): number {
  if (typeof polarity === "number") return polarity * value;
  if ("target" in polarity) return -Math.abs(value - polarity.target);
  return -Math.max(polarity.low - value, value - polarity.high, 0);
}
