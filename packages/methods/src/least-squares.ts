import { computeStudentTail } from "./distributions.ts";
import { requireSameLength, selectPresent } from "./present-values.ts";
import { computeDotProduct, computeSum } from "./sum.ts";

export interface LeastSquaresFit {
  /** Intercept first, then one slope per predictor, in the predictor's own unit. */
  readonly coefficients: readonly number[];
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** How strongly each row pulls the line to itself, 0 to 1; they sum to the number of coefficients. */
  readonly leverage: readonly number[];
  /** Residual over its own standard error; null where that is 0. */
  readonly standardisedResiduals: readonly (number | null)[];
  /** As above, with the error estimated without the row itself: beyond 2 or 3 the row is unusual. */
  readonly studentisedResiduals: readonly (number | null)[];
  readonly cooksDistance: readonly (number | null)[];
  /** Null when the outcome does not vary. */
  readonly rSquared: number | null;
  /** Allows for the number of predictors; may be below 0. */
  readonly adjustedRSquared: number | null;
  /** Standard error, t statistic and two-sided p value per coefficient; null without spare degrees of freedom. */
  readonly standardErrors: readonly number[] | null;
  readonly tStatistics: readonly (number | null)[] | null;
  readonly pValues: readonly (number | null)[] | null;
  /** Residual standard error; null without spare degrees of freedom. */
  readonly residualError: number | null;
}

/**
 * Ordinary least squares with an intercept.
 *
 * @param outcome    complete values, one per row
 * @param predictors one list per predictor, each as long as `outcome`
 * @returns the fit; null when predictors are constant or repeat each other, or there are fewer rows than coefficients
 * @throws RangeError if lengths differ or a value is not finite
 * Sources: G. Golub and C. Van Loan, Matrix Computations, chapter 5 (orthogonal bases); R. D. Cook (1977) for the distance.
 */
export function fitLeastSquares(
  outcome: readonly number[],
  predictors: readonly (readonly number[])[],
): LeastSquaresFit | null {
  const n = selectPresent(outcome).length;
  const p = predictors.length + 1;
  for (const predictor of predictors) requireSameLength(n, selectPresent(predictor).length, "predictor");
  if (n < p) return null;
  const basis = buildOrthonormalBasis([Array.from({ length: n }, () => 1), ...predictors]);
  if (basis === null) return null;
  const { columns, triangle } = basis;
  const projections = columns.map((column) => computeDotProduct(column, outcome));
  const fitted = outcome.map((_, i) => computeSum(columns.map((column, k) => column[i]! * projections[k]!)));
  const residuals = outcome.map((value, i) => value - fitted[i]!);
  const leverage = outcome.map((_, i) => computeSum(columns.map((column) => column[i]! ** 2)));
  const squaredError = computeDotProduct(residuals, residuals);
  const residualError = n > p ? Math.sqrt(squaredError / (n - p)) : null;
  const mean = computeSum(outcome) / n;
  const total = computeSum(outcome.map((value) => (value - mean) ** 2));
  const standardisedResiduals = residuals.map((residual, i) => {
    const error = (residualError ?? 0) * Math.sqrt(Math.max(1 - leverage[i]!, 0));
    return error > 0 ? residual / error : null;
  });
  const coefficients = solveTriangle(triangle, projections);
  const standardErrors = residualError === null ? null : findStandardErrors(triangle, residualError);
  const tStatistics = standardErrors?.map((error, k) => (error > 0 ? coefficients[k]! / error : null)) ?? null;
  const rSquared = total > 0 ? 1 - squaredError / total : null;
  return {
    coefficients,
    standardErrors,
    tStatistics,
    pValues: tStatistics?.map((t) => (t === null ? null : computeStudentTail(t, n - p))) ?? null,
    fitted,
    residuals,
    leverage,
    standardisedResiduals,
    cooksDistance: standardisedResiduals.map((r, i) =>
      r === null ? null : (r ** 2 * leverage[i]!) / ((1 - leverage[i]!) * p),
    ),
    studentisedResiduals: standardisedResiduals.map((r) => {
      const spare = r === null ? 0 : (n - p - r ** 2) / (n - p - 1);
      return r === null || !(spare > 0) ? null : r / Math.sqrt(spare);
    }),
    rSquared,
    adjustedRSquared: rSquared === null || n <= p ? null : 1 - ((1 - rSquared) * (n - 1)) / (n - p),
    residualError,
  };
}

interface OrthonormalBasis {
  readonly columns: readonly (readonly number[])[];
  /** `triangle[k][l]`, l <= k: how much of basis column l is in design column k. */
  readonly triangle: readonly (readonly number[])[];
}

/** Gram-Schmidt done twice per column, which is as accurate as Householder for so few columns and keeps the rows in view. */
function buildOrthonormalBasis(design: readonly (readonly number[])[]): OrthonormalBasis | null {
  const columns: number[][] = [];
  const triangle: number[][] = [];
  for (const original of design) {
    let rest = [...original];
    const parts = columns.map(() => 0);
    for (let round = 0; round < 2; round += 1) {
      for (const [k, column] of columns.entries()) {
        const part = computeDotProduct(column, rest);
        parts[k] = parts[k]! + part;
        rest = rest.map((value, i) => value - part * column[i]!);
      }
    }
    const size = Math.sqrt(computeDotProduct(rest, rest));
    // A predictor that earlier columns explain to ten digits (constant, or a copy) has no slope of its own.
    if (size <= 1e-10 * Math.sqrt(computeDotProduct(original, original))) return null;
    columns.push(rest.map((value) => value / size));
    triangle.push([...parts, size]);
  }
  return { columns, triangle };
}

function solveTriangle(triangle: readonly (readonly number[])[], projections: readonly number[]): number[] {
  const coefficients = projections.map(() => 0);
  for (let k = projections.length - 1; k >= 0; k -= 1) {
    const later = triangle.slice(k + 1).map((column, offset) => column[k]! * coefficients[k + 1 + offset]!);
    coefficients[k] = (projections[k]! - computeSum(later)) / triangle[k]![k]!;
  }
  return coefficients;
}

/** Column k of the inverse triangle tells how coefficient k answers to each basis direction; its length is the error. */
function findStandardErrors(triangle: readonly (readonly number[])[], residualError: number): number[] {
  const unit = (l: number) => triangle.map((_, k) => (k === l ? 1 : 0));
  const inverse = triangle.map((_, l) => solveTriangle(triangle, unit(l)));
  return triangle.map((_, k) => residualError * Math.sqrt(computeSum(inverse.map((column) => column[k]! ** 2))));
}
