import { requireFinite } from "./present-values.ts";

/**
 * Adds numbers in the order given and carries the digits that plain addition would lose.
 * The order is part of the result to the last bit, so callers keep their areas and indicators in code order.
 *
 * @param values finite numbers, any unit
 * @returns their sum; 0 for an empty list
 * @throws RangeError on NaN or Infinity, or when the sum itself is too large for a double
 * Source: A. Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen.
 */
export function computeSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const total = sum + lost;
  if (!Number.isFinite(total)) {
    for (const value of values) requireFinite(value, "addend");
    requireFinite(total, "sum");
  }
  return total;
}

/**
 * Adds `left[i] * right[i]` with the same care as {@link computeSum}.
 *
 * @throws RangeError if the lengths differ or a product is not finite
 */
export function computeDotProduct(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length) {
    throw new RangeError(`dot product: expected two lists of one length, found ${left.length} and ${right.length}.`);
  }
  const products = new Array<number>(left.length);
  for (let i = 0; i < left.length; i += 1) products[i] = left[i]! * right[i]!;
  return computeSum(products);
}
