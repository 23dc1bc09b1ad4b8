import { computeMean } from "./moments.ts";
import { requireFinite, requireSameLength } from "./present-values.ts";
import { createGenerator } from "./random.ts";
import { computeSum } from "./sum.ts";

/** Points to evaluate: matrices A and B, and for each factor A with that factor's column taken from B. */
export interface SobolDesign {
  /** `a[row][factor]`, each from 0 to 1. */
  readonly a: readonly (readonly number[])[];
  readonly b: readonly (readonly number[])[];
  /** `mixed[factor][row][factor]`. */
  readonly mixed: readonly (readonly (readonly number[])[])[];
}

export interface SobolIndices {
  /** Share of the variance a factor explains by itself; slightly below 0 is estimation noise and stays. */
  readonly first: readonly number[];
  /** Share it explains with all its interactions. */
  readonly total: readonly number[];
  readonly variance: number;
}

/**
 * Draws a design of `runs` times (factors + 2) points.
 *
 * @param runs    rows of A and B, usually 1024
 * @param factors number of uncertain choices, at least 1
 * @param seed    recorded with `generatorName`
 */
export function drawSobolDesign(runs: number, factors: number, seed: number): SobolDesign {
  if (!(Number.isInteger(factors) && factors > 0))
    throw new RangeError(`factors: expected 1 or more, found ${factors}.`);
  const generator = createGenerator(seed);
  const draw = () => Array.from({ length: runs }, () => Array.from({ length: factors }, () => generator.nextShare()));
  const [a, b] = [draw(), draw()];
  const mixed = Array.from({ length: factors }, (_, j) =>
    a.map((row, i) => row.map((u, k) => (k === j ? b[i]![j]! : u))),
  );
  return { a, b, mixed };
}

/**
 * Which uncertain choice moves the result: Sobol indices from results at the points of a design.
 *
 * @param results at A and B (one per row), and per factor at the mixed matrix
 * @returns indices per factor; null when the result never varies
 * @throws RangeError if lengths differ or a result is not finite
 * Sources: I. M. Sobol (1993); A. Saltelli et al. (2010), Variance based sensitivity analysis of model output (first
 * order); M. Jansen (1999) (total).
 */
export function estimateSobol(results: {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly mixed: readonly (readonly number[])[];
}): SobolIndices | null {
  const { a, b, mixed } = results;
  requireSameLength(a.length, b.length, "results at B");
  for (const [j, list] of mixed.entries()) requireSameLength(a.length, list.length, `results of factor ${j}`);
  const both = [...a, ...b];
  for (const value of [...both, ...mixed.flat()]) requireFinite(value, "result");
  if (both.length < 3) throw new RangeError(`results: expected two rows or more, found ${a.length}.`);
  const mean = computeMean(both)!;
  const variance = computeSum(both.map((value) => (value - mean) ** 2)) / (both.length - 1);
  if (variance === 0) return null;
  return {
    first: mixed.map((list) => computeSum(list.map((value, i) => b[i]! * (value - a[i]!))) / a.length / variance),
    total: mixed.map((list) => computeSum(list.map((value, i) => (a[i]! - value) ** 2)) / (2 * a.length * variance)),
    variance,
  };
}

/**
 * Turns a share into one of several choices, each equally likely.
 *
 * @param share  0 up to, not including, 1
 * @param levels number of choices
 * @returns 0 to levels - 1
 */
export function toLevel(share: number, levels: number): number {
  if (!(share >= 0 && share < 1)) throw new RangeError(`share: expected 0 up to 1, found ${share}.`);
  return Math.floor(share * levels);
}
