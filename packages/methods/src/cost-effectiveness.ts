import { computeMean, computeStandardDeviation, hasSpread } from "./moments.ts";
import { fitLeastSquares } from "./least-squares.ts";
import { requireSameLength, selectPresent } from "./present-values.ts";
import type { ReasonCode, ReasonedScores } from "./reason.ts";
import { roundHalfAway } from "./round.ts";

/**
 * Cost effectiveness as outcomes minus cost, both in standard deviations (`ce_diff`, the headline): an area one
 * deviation above average on outcomes and one below on cost gets 2.
 *
 * @param outcomes outcome score O per area, higher is better; null = not scored
 * @param costs    pounds per head, same order; null = missing. An area takes part with an outcome and a cost above 0
 * @returns scores in area order; when cost or outcomes do not vary everyone is null (no_variation), never outcome alone
 * @throws RangeError if lengths differ or a value is not finite
 * Derivation: docs/methods/cost-effectiveness.md
 */
export function scoreByDifference(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
): ReasonedScores & { readonly outcomeZ: readonly (number | null)[]; readonly costZ: readonly (number | null)[] } {
  const pairs = pairRanked(outcomes, costs);
  const outcomeZ = standardiseScores(pairs.outcomes);
  const costZ = standardiseScores(pairs.costs);
  const scores = outcomeZ.map((z, i) => (z === null || costZ[i] === null ? null : z - costZ[i]!));
  return { scores, reasons: explain(pairs.reasons, scores, "no_variation"), outcomeZ, costZ };
}

/**
 * Outcomes per pound (`ce_ratio`): outcome over cost, cost measured in multiples of the group's mean.
 * The origin of the outcome scale decides the answer, so print the rule that made `outcomes` positive.
 *
 * @param outcomes positive outcome scores on a stated scale (never z scores); null = not scored
 * @param costs    pounds per head; null = missing
 * @returns scores in the unit of `outcomes`; everyone null (invalid_for_method) when any outcome is 0 or below
 */
export function scoreByRatio(outcomes: readonly (number | null)[], costs: readonly (number | null)[]): ReasonedScores {
  const pairs = pairRanked(outcomes, costs);
  const meanCost = computeMean(pairs.costs);
  const isInvalid = selectPresent(pairs.outcomes).some((outcome) => outcome <= 0);
  const scores = pairs.outcomes.map((outcome, i) =>
    outcome === null || meanCost === null || isInvalid ? null : outcome / (pairs.costs[i]! / meanCost),
  );
  return { scores, reasons: explain(pairs.reasons, scores, "invalid_for_method") };
}

/**
 * Outcomes per pound with matched spread (`ce_ratio_matched`): outcomes are put on a scale around 100 whose relative
 * spread equals that of cost, so neither side decides the order alone.
 *
 * @returns as {@link scoreByRatio}; no_variation when outcomes or cost do not vary
 */
export function scoreByMatchedRatio(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
): ReasonedScores {
  const pairs = pairRanked(outcomes, costs);
  const outcomeZ = standardiseScores(pairs.outcomes);
  const costZ = standardiseScores(pairs.costs);
  if (outcomeZ.every((z) => z === null) || costZ.every((z) => z === null)) {
    return {
      scores: outcomes.map(() => null),
      reasons: explain(
        pairs.reasons,
        outcomes.map(() => null),
        "no_variation",
      ),
    };
  }
  const spread = computeStandardDeviation(pairs.costs)! / computeMean(pairs.costs)!;
  return scoreByRatio(
    outcomeZ.map((z) => (z === null ? null : 100 * (1 + spread * z))),
    pairs.costs,
  );
}

/**
 * Outcomes beyond those expected for the money and, optionally, for need (`ce_residual`): what least squares of the
 * outcome on cost and needs leaves unexplained. With a slope near 0 it is just the outcome.
 *
 * @param outcomes outcome score per area; null = not scored
 * @param costs    pounds per head; null = missing
 * @param needs    further predictors (deprivation, share aged 65+, sparsity), one list each; an area lacking one is out
 * @returns residuals in the unit of `outcomes`; everyone null as group_too_small below ten areas per predictor,
 *   no_variation when cost is constant, invalid_for_method when predictors repeat each other
 */
export function scoreByResidual(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
  needs: readonly (readonly (number | null)[])[] = [],
): ReasonedScores {
  const pairs = pairRanked(outcomes, costs);
  for (const need of needs) requireSameLength(outcomes.length, need.length, "needs predictor");
  const rows = [...outcomes.keys()].filter(
    (i) => pairs.outcomes[i] !== null && needs.every((need) => need[i] !== null),
  );
  const complete = outcomes.map((_, i) => (rows.includes(i) ? pairs.outcomes[i]! : null));
  const reasons = complete.map((value, i) => pairs.reasons[i] ?? (value === null ? ("missing" as const) : null));
  const none = outcomes.map(() => null);
  if (rows.length < 10 * (1 + needs.length))
    return { scores: none, reasons: explain(reasons, none, "group_too_small") };
  const costColumn = rows.map((i) => pairs.costs[i]!);
  if (!hasSpread(costColumn)) return { scores: none, reasons: explain(reasons, none, "no_variation") };
  const needColumns = needs.map((need) => rows.map((i) => need[i]!));
  const fit = fitLeastSquares(
    rows.map((i) => complete[i]!),
    [costColumn, ...needColumns],
  );
  if (fit === null) return { scores: none, reasons: explain(reasons, none, "invalid_for_method") };
  const residualOf = new Map(rows.map((i, row) => [i, fit.residuals[row]!]));
  return { scores: outcomes.map((_, i) => residualOf.get(i) ?? null), reasons };
}

/**
 * Puts any score on the published scale: 100 is the group's average, 10 points are one standard deviation.
 * For display only, rounded to 0.1 half away from zero; rank on the unrounded scores.
 *
 * @param scores null = not scored
 * @returns display scores; everyone null when scores do not vary
 */
export function toDisplayScale(scores: readonly (number | null)[]): (number | null)[] {
  return standardiseScores(scores).map((z) => (z === null ? null : roundHalfAway(100 + 10 * z, 1)));
}

/**
 * Standard scores (n - 1) of a final score or a cost; equal to ten decimals counts as no variation.
 *
 * @returns null where the input is null, and for everyone when nothing varies or fewer than two values exist
 */
export function standardiseScores(values: readonly (number | null)[]): (number | null)[] {
  const present = selectPresent(values);
  const range = present.length < 2 ? 0 : Math.max(...present) - Math.min(...present);
  if (range <= 1e-10 || !hasSpread(present)) return values.map(() => null);
  const mean = computeMean(values)!;
  const deviation = computeStandardDeviation(values)!;
  return values.map((value) => (value === null ? null : (value - mean) / deviation));
}

/** Keeps the areas that can be ranked: both figures present and a cost above 0. The others are null in both lists. */
export function pairRanked(outcomes: readonly (number | null)[], costs: readonly (number | null)[]) {
  requireSameLength(outcomes.length, costs.length, "costs");
  selectPresent(outcomes);
  selectPresent(costs);
  const reasons = outcomes.map((outcome, i): ReasonCode | null => {
    const cost = costs[i]!;
    if (outcome === null || cost === null) return "missing";
    return cost <= 0 ? "invalid_for_method" : null;
  });
  return {
    outcomes: outcomes.map((outcome, i) => (reasons[i] === null ? outcome : null)),
    costs: costs.map((cost, i) => (reasons[i] === null ? cost : null)),
    reasons,
  };
}

function explain(
  own: readonly (ReasonCode | null)[],
  scores: readonly (number | null)[],
  otherwise: ReasonCode,
): (ReasonCode | null)[] {
  selectPresent(scores); // a cost near 0 can overflow the ratio; that must not pass for a score
  return scores.map((score, i) => own[i] ?? (score === null ? otherwise : null));
}
