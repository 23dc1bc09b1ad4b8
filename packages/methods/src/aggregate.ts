import { requireFinite, requireSameLength } from "./present-values.ts";
import { computeDotProduct, computeSum } from "./sum.ts";

/** How scores combine. Only `arithmetic` splits exactly into contributions; the others punish a weak side. */
export type Aggregation =
  { readonly id: "arithmetic" | "geometric" | "harmonic" } | { readonly id: "power"; readonly exponent: number };

/**
 * Weighted mean of the scores present; weights are renormalised over them.
 *
 * @param scores  null = not available, left out
 * @param weights same order, not negative
 * @returns the mean in the unit of the scores; null when nothing with a weight is present
 * @throws RangeError (`invalid_for_method`) when a geometric, harmonic or power mean meets a score that is not
 *   positive: rescale to 1..100 first. Also for a power of 0, negative weights, NaN or Infinity
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
 */
export function aggregate(
  scores: readonly (number | null)[],
  weights: readonly number[],
  method: Aggregation = { id: "arithmetic" },
): number | null {
  requireSameLength(scores.length, weights.length, "weights");
  const present: number[] = [];
  const raw: number[] = [];
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]!;
    const weight = weights[i]!;
    requireFinite(weight, "weight");
    if (weight < 0) throw new RangeError(`weight: expected 0 or more, found ${weight}.`);
    if (score === null || weight === 0) continue;
    requireFinite(score, "score");
    present.push(score);
    raw.push(weight);
  }
  if (present.length === 0) return null;
  const total = computeSum(raw);
  for (let i = 0; i < raw.length; i += 1) raw[i] = raw[i]! / total;
  return combine(present, raw, method);
}

function combine(scores: readonly number[], shares: readonly number[], method: Aggregation): number {
  if (method.id === "arithmetic") return computeDotProduct(scores, shares);
  const notPositive = scores.find((score) => score <= 0);
  if (notPositive !== undefined) {
    throw new RangeError(
      `invalid_for_method: a ${method.id} mean needs positive scores, found ${notPositive}. Rescale to 1..100 first.`,
    );
  }
  const transformed = (toScale: (score: number) => number) => computeDotProduct(scores.map(toScale), shares);
  if (method.id === "power") return raiseBack(transformed, method.exponent);
  return method.id === "geometric" ? Math.exp(transformed(Math.log)) : 1 / transformed((score) => 1 / score);
}

function raiseBack(transformed: (toScale: (score: number) => number) => number, exponent: number): number {
  if (exponent === 0) throw new RangeError("invalid_for_method: a power mean needs an exponent other than 0.");
  const mean = transformed((score) => score ** exponent) ** (1 / exponent);
  requireFinite(mean, `power mean with exponent ${exponent}`);
  return mean;
}
