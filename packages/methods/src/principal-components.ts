import { computeCorrelation } from "./correlation.ts";
import { computeMean, computeStandardDeviation } from "./moments.ts";
import { requireSameLength } from "./present-values.ts";
import { computeSum } from "./sum.ts";

export interface PrincipalComponents {
  /** Variance of each component, largest first; they sum to the number of variables. */
  readonly variances: readonly number[];
  /** Share of all variance, same order. */
  readonly shares: readonly number[];
  /** `loadings[component][variable]`, unit length; the sign is chosen so that the largest is positive. */
  readonly loadings: readonly (readonly number[])[];
}

/**
 * Principal components of the correlations between variables. Information about how indicators move together, never a
 * source of published weights: they may reward noise, and signs are arbitrary.
 *
 * @param columns complete values, `columns[variable][area]`
 * @returns null when a variable does not vary
 * @throws RangeError if lengths differ or there are fewer than two variables
 * Source: C. G. J. Jacobi (1846) for the eigenvalues; I. T. Jolliffe, Principal Component Analysis (2002).
 */
export function computePrincipalComponents(columns: readonly (readonly number[])[]): PrincipalComponents | null {
  if (columns.length < 2) throw new RangeError(`variables: expected 2 or more, found ${columns.length}.`);
  const correlations = columns.map((a) => columns.map((b) => computeCorrelation(a, b)));
  if (correlations.some((row) => row.includes(null))) return null;
  const { values, vectors } = diagonalise(correlations.map((row, i) => row.map((r, k) => (i === k ? 1 : r!))));
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!);
  const variances = order.map((i) => Math.max(values[i]!, 0));
  const total = computeSum(variances);
  return {
    variances,
    shares: variances.map((variance) => variance / total),
    loadings: order.map((i) => pointUp(vectors[i]!)),
  };
}

/** Squared loadings of the first component: weights that sum to 1. A diagnostic. */
export function weighByFirstComponent(columns: readonly (readonly number[])[]): number[] | null {
  return computePrincipalComponents(columns)?.loadings[0]!.map((loading) => loading ** 2) ?? null;
}

/**
 * How consistently indicators of a block move together. Low alpha is no reason to drop one: the blocks are sums of
 * different things, not measures of one.
 *
 * @param columns complete values, `columns[indicator][area]`, polarity applied
 * @returns at most 1, possibly negative; null with fewer than two indicators or no variation of their sum
 * Source: L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests.
 */
export function computeCronbachAlpha(columns: readonly (readonly number[])[]): number | null {
  const k = columns.length;
  if (k < 2) return null;
  for (const column of columns) requireSameLength(columns[0]!.length, column.length, "indicator");
  const totals = columns[0]!.map((_, area) => computeSum(columns.map((column) => column[area]!)));
  const ofTotal = (computeStandardDeviation(totals) ?? 0) ** 2;
  if (ofTotal === 0 || computeMean(totals) === null) return null;
  const ofParts = computeSum(columns.map((column) => computeStandardDeviation(column)! ** 2));
  return (k / (k - 1)) * (1 - ofParts / ofTotal);
}

/** Rotates a symmetric matrix until only its diagonal is left. `vectors[i]` belongs to `values[i]`. */
function diagonalise(symmetric: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = symmetric.length;
  const a = symmetric.map((row) => [...row]);
  const v: number[][] = a.map((_, i) => a.map((__, k) => (i === k ? 1 : 0)));
  for (let sweep = 0; sweep < 100; sweep += 1) {
    let rest = 0;
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rest += a[p]![q]! ** 2;
    if (rest < 1e-30) break;
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rotate(a, v, p, q);
  }
  return { values: a.map((row, i) => row[i]!), vectors: v };
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const off = a[p]![q]!;
  if (off === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
  const c = 1 / Math.sqrt(t ** 2 + 1);
  const s = t * c;
  for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
  for (const list of [a, v]) {
    const [first, second] = [list[p]!, list[q]!];
    list[p] = first.map((value, k) => c * value - s * second[k]!);
    list[q] = first.map((value, k) => s * value + c * second[k]!);
  }
}

function pointUp(vector: readonly number[]): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0);
  return vector.map((value) => (largest < 0 ? -value : value) + 0);
}
