import { scoreByDifference } from "./cost-effectiveness.ts";
import { computeMean, computeStandardDeviation } from "./moments.ts";
import type { OutcomeScores } from "./outcome-score.ts";
import { requireSameLength } from "./present-values.ts";
import { computeSum } from "./sum.ts";

/** What a score is made of; the parts add up to it. */
export interface ScoreParts {
  readonly area: string;
  readonly score: number;
  /** Per indicator: weight times score, over the deviation of outcomes. 0 where the area has no value. */
  readonly indicators: readonly number[];
  /** The group's mean outcome, the same for everyone. */
  readonly constant: number;
  /** Minus the standard score of cost: cheap is positive. */
  readonly cost: number;
}

/**
 * Splits the headline score (outcomes minus cost, in deviations) into one part per indicator, a constant and cost.
 *
 * @param outcome arithmetic outcome scores of the group
 * @param costs   pounds per head, area order
 * @returns per area, null where not scored; the parts add up to the score within 1e-9
 * @throws RangeError for an outcome score that is not arithmetic, or if parts do not add up
 */
export function decomposeDifference(outcome: OutcomeScores, costs: readonly (number | null)[]): (ScoreParts | null)[] {
  const { scores, costZ, mean, deviation } = measure(outcome, costs);
  return outcome.areas.map(({ area, contributions }, i) => {
    const score = scores[i]!;
    if (score === null) return null;
    const indicators = contributions!.map((part) => part / deviation!);
    const constant = -mean! / deviation!;
    const cost = -costZ[i]! + 0;
    const sum = computeSum([...indicators, constant, cost]);
    if (Math.abs(sum - score) > 1e-9)
      throw new RangeError(`decomposition of ${area}: parts give ${sum}, not ${score}.`);
    return { area, score, indicators, constant, cost };
  });
}

/** Why one area scores higher than another; the parts add up to the gap. */
export interface GapParts {
  readonly gap: number;
  /** Per indicator: different results, at the mean of both weights. 0 unless both have a value. */
  readonly indicators: readonly number[];
  /** Different weights, because the areas lack different indicators. */
  readonly weights: number;
  readonly cost: number;
}

/**
 * Splits the gap between two areas' headline scores.
 *
 * @param outcome arithmetic outcome scores of the group
 * @param costs   pounds per head, area order
 * @param left, right positions; the gap is left minus right
 * @returns null when either is not scored; otherwise parts that add up to the gap within 1e-9
 * @throws RangeError as {@link decomposeDifference}
 */
export function decomposeGap(
  outcome: OutcomeScores,
  costs: readonly (number | null)[],
  left: number,
  right: number,
): GapParts | null {
  const { scores, costZ, deviation } = measure(outcome, costs);
  if (scores[left] === undefined || scores[right] === undefined) {
    throw new RangeError(`gap: expected the positions of two areas, found ${left} and ${right}.`);
  }
  if (scores[left] === null || scores[right] === null) return null;
  const [a, b] = [outcome.areas[left]!, outcome.areas[right]!];
  const parts = outcome.indicators.map((indicator, j) => {
    const all = (a.contributions![j]! - b.contributions![j]!) / deviation!;
    const [mine, theirs] = [indicator.scores[left]!, indicator.scores[right]!];
    if (mine === null || theirs === null) return { result: 0, weight: all };
    const result = (((a.weights[j]! + b.weights[j]!) / 2) * (mine - theirs)) / deviation!;
    return { result, weight: all - result };
  });
  return {
    gap: scores[left] - scores[right],
    indicators: parts.map(({ result }) => result),
    weights: computeSum(parts.map(({ weight }) => weight)) + 0,
    cost: costZ[right]! - costZ[left]!,
  };
}

/**
 * The indicators that hold a score up and down most.
 *
 * @param parts contributions, indicator order; 0 = none
 * @param count how many on each side (default 5)
 * @returns positions: `up` largest first, `down` most negative first; only parts above 0, or below 0
 */
export function listStrongest(
  parts: readonly number[],
  count = 5,
): { readonly up: readonly number[]; readonly down: readonly number[] } {
  const order = [...parts.keys()].sort((a, b) => parts[b]! - parts[a]! || a - b);
  const up = order.filter((i) => parts[i]! > 0).slice(0, count);
  const down = order
    .reverse()
    .filter((i) => parts[i]! < 0)
    .slice(0, count);
  return { up, down };
}

function measure(outcome: OutcomeScores, costs: readonly (number | null)[]) {
  const outcomes = outcome.areas.map(({ score }) => score);
  requireSameLength(outcomes.length, costs.length, "costs");
  if (outcome.areas.some(({ score, contributions }) => score !== null && contributions === null)) {
    throw new RangeError("decomposition: only arithmetic outcome scores split into parts.");
  }
  const { scores, costZ } = scoreByDifference(outcomes, costs);
  const ranked = outcomes.map((value, i) => (scores[i] === null ? null : value));
  return { scores, costZ, mean: computeMean(ranked), deviation: computeStandardDeviation(ranked) };
}
