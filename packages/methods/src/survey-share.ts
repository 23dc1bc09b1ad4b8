import { toNormalWidth, computeWilsonInterval, type Interval } from "./intervals.ts";
import { requireFinite } from "./present-values.ts";
import { computeDotProduct, computeSum } from "./sum.ts";

/** The people who answered a question, as their weights add up. All that the precision of a weighted share depends on. */
export interface SurveyBase {
  /** Respondents whose weight is above 0. */
  readonly respondents: number;
  readonly weightSum: number;
  readonly squaredWeightSum: number;
}

/**
 * Adds up the weights of the people who answered.
 *
 * @param weights one per respondent, 0 or more; a weight of 0 counts for nothing, not even as a respondent
 * @throws RangeError for NaN, Infinity or a negative weight
 */
export function addUpWeights(weights: readonly number[]): SurveyBase {
  for (const [index, weight] of weights.entries()) requireNotNegative(weight, `weight ${index + 1}`);
  return {
    respondents: weights.filter((weight) => weight > 0).length,
    weightSum: computeSum(weights),
    squaredWeightSum: computeDotProduct(weights, weights),
  };
}

/**
 * Effective base: how many equally weighted respondents would be as precise, (Σw)² / Σw².
 *
 * @returns from 0 (nobody) to the number of respondents (equal weights)
 * @throws RangeError when the sums cannot come from one set of weights
 * Source: L. Kish (1965), Survey Sampling, section 11.7. It covers what weighting costs, not clustering of the sample.
 */
export function computeEffectiveBase(base: SurveyBase): number {
  requireBase(base);
  if (base.weightSum === 0) return 0;
  // Equal weights give the respondents themselves; rounding must not give more.
  return Math.min(base.respondents, base.weightSum ** 2 / base.squaredWeightSum);
}

/**
 * Design effect of weighting: respondents over effective base, 1 with equal weights.
 *
 * @returns null for a base of nobody
 * Source: as {@link computeEffectiveBase}.
 */
export function computeDesignEffect(base: SurveyBase): number | null {
  const effective = computeEffectiveBase(base);
  return effective === 0 ? null : base.respondents / effective;
}

/**
 * Weighted share of respondents with Wilson's score interval on the effective base. It stays inside 0 to 1, and nobody or
 * everybody agreeing still leaves an interval.
 *
 * @param caseWeightSum sum of the weights of those who gave the answer, 0 to the base's weight sum
 * @param confidence above 0 and below 1
 * @returns shares from 0 to 1; null for a base of nobody
 * @throws RangeError when a figure is not finite or the cases weigh more than the base
 * Sources: E. B. Wilson (1927), Journal of the American Statistical Association 22; with the effective base in the place
 * of n as recommended by C. Franco, R. Little, T. Louis and E. Slud (2019), Journal of Survey Statistics and Methodology 7.
 */
export function computeSurveyShare(base: SurveyBase, caseWeightSum: number, confidence = 0.95): Interval | null {
  const effective = computeEffectiveBase(base);
  requireNotNegative(caseWeightSum, "weight of the cases");
  // Two sums over one set of weights may differ in the last digits.
  if (caseWeightSum > base.weightSum * (1 + 1e-12)) {
    throw new RangeError(`weight of the cases: expected at most ${base.weightSum}, found ${caseWeightSum}.`);
  }
  toNormalWidth(confidence);
  if (effective === 0) return null;
  const share = Math.min(1, caseWeightSum / base.weightSum);
  return computeWilsonInterval(share * effective, effective, confidence);
}

export type ShareVerdict = "higher" | "lower" | "no clear change";

export interface ShareChange {
  /** Latest share less the earlier one; limits likewise. -1 to 1. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** Higher or lower only where the interval of the difference leaves out 0. */
  readonly verdict: ShareVerdict;
}

/**
 * Compares two shares of independent samples by Newcombe's hybrid score interval, which is made from the two Wilson
 * intervals. Overlap of the two intervals is not the test.
 *
 * @param latest, earlier shares with limits of one confidence, as {@link computeSurveyShare} gives them
 * @returns null when a share is missing
 * @throws RangeError for a share outside its own limits
 * Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
 */
export function compareSurveyShares(latest: Interval | null, earlier: Interval | null): ShareChange | null {
  if (latest === null || earlier === null) return null;
  requireInterval(latest, "latest share");
  requireInterval(earlier, "earlier share");
  const difference = latest.value - earlier.value;
  const lower = difference - Math.hypot(latest.value - latest.lower, earlier.upper - earlier.value);
  const upper = difference + Math.hypot(latest.upper - latest.value, earlier.value - earlier.lower);
  const verdict = lower > 0 ? "higher" : upper < 0 ? "lower" : "no clear change";
  return { difference, lower, upper, verdict };
}

function requireBase({ respondents, weightSum, squaredWeightSum }: SurveyBase): void {
  requireNotNegative(respondents, "respondents");
  requireNotNegative(weightSum, "sum of weights");
  requireNotNegative(squaredWeightSum, "sum of squared weights");
  // Cauchy and Schwarz: n weights with this sum have at least this sum of squares.
  const isPossible =
    weightSum === 0
      ? squaredWeightSum === 0
      : squaredWeightSum > 0 && weightSum ** 2 <= respondents * squaredWeightSum * (1 + 1e-9);
  if (!Number.isInteger(respondents) || !isPossible) {
    throw new RangeError(
      `survey base: ${respondents} respondents cannot have weights that add up to ${weightSum} and, squared, to ${squaredWeightSum}.`,
    );
  }
}

function requireInterval({ value, lower, upper }: Interval, what: string): void {
  for (const figure of [value, lower, upper]) requireFinite(figure, what);
  if (!(0 <= lower && lower <= value && value <= upper && upper <= 1)) {
    throw new RangeError(`${what}: expected 0 <= lower <= value <= upper <= 1, found ${lower}, ${value}, ${upper}.`);
  }
}

function requireNotNegative(value: number, what: string): void {
  requireFinite(value, what);
  if (value < 0) throw new RangeError(`${what}: expected 0 or more, found ${value}.`);
}
