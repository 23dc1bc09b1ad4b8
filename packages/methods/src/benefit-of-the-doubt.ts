import type { LinearConstraint, LinearSolver } from "./linear-solver.ts";
import { requireSameLength, selectPresent } from "./present-values.ts";
import type { ReasonCode, ReasonedScores } from "./reason.ts";

/** Smallest and largest share of an area's score that one measure may provide. */
export interface ShareLimits {
  readonly low: number;
  readonly high: number;
}

export interface BenefitOfTheDoubt extends ReasonedScores {
  /** `shares[area][measure]`: what each measure provides of the area's score; empty where not scored. */
  readonly shares: readonly (readonly number[])[];
}

/**
 * Benefit of the doubt: each area is scored with the weights that suit it best, as long as nobody would pass 1 with
 * them. An upper bound with many ties at 1, so never a basis for ranks.
 *
 * @param measures `measures[measure][area]`, above 0 (rescale to 1..100 first), higher is better; null = missing
 * @param solver   from `loadLinearSolver`
 * @param limits   null = free; otherwise limits on the shares (the usual ones: {@link defaultShareLimits})
 * @returns scores up to 1; an area with a gap is missing; everyone invalid_for_method where a figure is 0 or below;
 *   an area whose limits nobody can meet is invalid_for_method
 * @throws RangeError if lengths differ or limits are not 0 <= low <= high <= 1
 * Source: L. Cherchye et al. (2007), An introduction to "benefit of the doubt" composite indicators.
 */
export function scoreByBenefitOfTheDoubt(
  measures: readonly (readonly (number | null)[])[],
  solver: LinearSolver,
  limits: ShareLimits | null = null,
): BenefitOfTheDoubt {
  const areaCount = measures[0]?.length ?? 0;
  for (const row of measures) requireSameLength(areaCount, row.length, "areas of a measure");
  if (limits !== null && !(limits.low >= 0 && limits.low <= limits.high && limits.high <= 1)) {
    throw new RangeError(`share limits: expected 0 <= low <= high <= 1, found ${limits.low} and ${limits.high}.`);
  }
  const isInvalid = measures.some((row) => selectPresent(row).some((value) => value <= 0));
  const complete = Array.from({ length: areaCount }, (_, i) => measures.every((row) => row[i] !== null));
  const live = [...complete.keys()].filter((i) => complete[i]);
  const sizes = measures.map((row) => Math.max(...live.map((i) => row[i]!)));
  const scaled = measures.map((row, j) => row.map((value) => (value === null ? 0 : value / sizes[j]!)));
  const results = complete.map((isComplete, area) => {
    if (!isComplete || isInvalid) return null;
    const own = scaled.map((row) => row[area]!);
    const nobodyPasses = live.map((k): LinearConstraint => ({
      coefficients: scaled.map((row) => row[k]!),
      lower: null,
      upper: 1,
    }));
    const solution = solver.solve({
      goal: "maximise",
      objective: own,
      constraints: [...nobodyPasses, ...(limits === null ? [] : limitShares(own, limits))],
    });
    if (solution === null || solution.objective <= 0) return null;
    const score = Math.abs(solution.objective - 1) < 1e-9 ? 1 : solution.objective;
    return { score, shares: own.map((value, j) => (value * solution.variables[j]!) / solution.objective) };
  });
  return {
    scores: results.map((result) => result?.score ?? null),
    reasons: results.map((result, i): ReasonCode | null =>
      result !== null ? null : complete[i] ? "invalid_for_method" : "missing",
    ),
    shares: results.map((result) => result?.shares ?? []),
  };
}

/** Half to twice the equal share of one among `count` blocks. */
export function defaultShareLimits(count: number): ShareLimits {
  return { low: 0.5 / count, high: Math.min(2 / count, 1) };
}

function limitShares(own: readonly number[], { low, high }: ShareLimits): LinearConstraint[] {
  return own.flatMap((_, j) => {
    const against = (share: number) => own.map((value, k) => (k === j ? value : 0) - share * value);
    return [
      { coefficients: against(low), lower: 0, upper: null },
      { coefficients: against(high), lower: null, upper: 0 },
    ];
  });
}
