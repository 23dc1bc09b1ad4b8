import { computeMean, computeMedianAbsoluteDeviation, computeStandardDeviation, hasSpread } from "./moments.ts";
import { requireFinite, selectPresent } from "./present-values.ts";
import { computeMedian } from "./quantile.ts";
import { groupByRank } from "./quantile-groups.ts";
import { computePercentRank, rankValues } from "./rank.ts";
import { withholdScores } from "./reason.ts";
import type { ReasonCode, ReasonedScores } from "./reason.ts";

/** How raw values become scores. The id and its parameters are part of the method a figure is published under. */
export type Normalisation =
  | { readonly id: "zscore" | "zscore_pop" | "robust_z" | "dist_best" | "frac_best" | "quartile_points" }
  | { readonly id: "minmax"; readonly low: number; readonly high: number }
  | { readonly id: "rank_score" | "prank" | "borda"; readonly ties: "average" | "min" }
  | { readonly id: "dist_ref"; readonly reference: number }
  | { readonly id: "dist_target"; readonly target: number }
  | { readonly id: "goalposts"; readonly low: number; readonly high: number };

export interface NormalisedIndicator extends ReasonedScores {
  /** Set when the median absolute deviation was 0 although values differ, and the ordinary z score was used instead. */
  readonly fellBackToZscore: boolean;
}

/**
 * Turns one indicator's values into scores within the group they come from; a higher value gives a higher score, so
 * polarity must already be applied (targets, references and goalposts are signed the same way).
 *
 * @param values   one per area of the group, after screening and treatment; null = missing
 * @param method   formula and parameters
 * @param polarity only `frac_best` asks: a fraction of the best value means nothing once the sign was turned
 * @returns scores in input order; where null, `reasons` says: missing, no_variation (nobody differs), group_too_small
 *   (one value has no position) or invalid_for_method
 * @throws RangeError on NaN, Infinity, or goalposts / min-max limits that do not increase
 * Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5. Formulas: docs/methods/outcome-score.md
 */
export function normalise(
  values: readonly (number | null)[],
  method: Normalisation,
  polarity: 1 | -1 = 1,
): NormalisedIndicator {
  const present = selectPresent(values);
  if (method.id === "goalposts") return placeBetweenGoalposts(values, method.low, method.high);
  if (present.length < 2) return withhold(values, "group_too_small");
  if (method.id === "rank_score" || method.id === "borda") {
    const ranks = rankValues(values, { direction: "ascending", ties: method.ties });
    return complete(ranks.map((rank) => (rank === null || method.id === "rank_score" ? rank : rank - 1)));
  }
  if (method.id === "prank") return complete(computePercentRank(values, method.ties));
  if (method.id === "dist_ref") return scoreAgainst(values, method.reference, false);
  if (method.id === "dist_target") return scoreAgainst(values, method.target, true);
  if (method.id === "frac_best") return scoreAsFractionOfBest(values, polarity);
  if (!hasSpread(present)) return withhold(values, "no_variation");
  if (method.id === "quartile_points") {
    const quartiles = groupByRank(values, 4);
    return quartiles.every((quartile) => quartile === null) ? withhold(values, "group_too_small") : complete(quartiles);
  }
  if (method.id === "minmax") return rescale(values, method.low, method.high);
  if (method.id === "dist_best") return rescale(values, 0, 1);
  return standardise(values, method.id);
}

function standardise(
  values: readonly (number | null)[],
  id: "zscore" | "zscore_pop" | "robust_z",
): NormalisedIndicator {
  const deviation = id === "robust_z" ? computeMedianAbsoluteDeviation(values)! * 1.4826 : 0;
  if (deviation > 0) {
    const median = computeMedian(values)!;
    return complete(values.map((value) => (value === null ? null : (value - median) / deviation)));
  }
  const mean = computeMean(values)!;
  const spread = computeStandardDeviation(values, id === "zscore_pop" ? "population" : "sample")!;
  return complete(
    values.map((value) => (value === null ? null : (value - mean) / spread)),
    id === "robust_z",
  );
}

function rescale(values: readonly (number | null)[], low: number, high: number): NormalisedIndicator {
  requireIncreasing(low, high, "minmax");
  const [min, max] = findExtremes(values);
  return complete(values.map((value) => (value === null ? null : low + ((high - low) * (value - min)) / (max - min))));
}

/** Distance covered from the group's lowest value to a fixed point; reaching a target counts 1, going past it no more. */
function scoreAgainst(values: readonly (number | null)[], point: number, isTarget: boolean): NormalisedIndicator {
  requireFinite(point, isTarget ? "target" : "reference");
  const [min] = findExtremes(values);
  if (point === min || (isTarget && point < min)) return withhold(values, "invalid_for_method");
  const share = (value: number) => (value - min) / (point - min);
  return complete(values.map((value) => (value === null ? null : isTarget ? Math.min(share(value), 1) : share(value))));
}

function scoreAsFractionOfBest(values: readonly (number | null)[], polarity: 1 | -1): NormalisedIndicator {
  const [min, max] = findExtremes(values);
  if (polarity !== 1 || min < 0 || max <= 0) return withhold(values, "invalid_for_method");
  return complete(values.map((value) => (value === null ? null : value / max)));
}

/** Posts fixed outside the group: the only scores that can be compared between years. */
function placeBetweenGoalposts(values: readonly (number | null)[], low: number, high: number): NormalisedIndicator {
  requireIncreasing(low, high, "goalposts");
  const place = (value: number) => Math.min(Math.max((value - low) / (high - low), 0), 1) * 100;
  return complete(values.map((value) => (value === null ? null : place(value))));
}

function requireIncreasing(low: number, high: number, what: string): void {
  requireFinite(low, `${what} low`);
  requireFinite(high, `${what} high`);
  if (low >= high) throw new RangeError(`${what}: expected low below high, found ${low} and ${high}.`);
}

function findExtremes(values: readonly (number | null)[]): readonly [min: number, max: number] {
  const present = selectPresent(values);
  return [Math.min(...present), Math.max(...present)];
}

function complete(scores: readonly (number | null)[], fellBackToZscore = false): NormalisedIndicator {
  selectPresent(scores); // values near the limit of a double overflow on the way; that must not pass for a score
  return { scores, reasons: scores.map((score) => (score === null ? "missing" : null)), fellBackToZscore };
}

function withhold(values: readonly (number | null)[], reason: ReasonCode): NormalisedIndicator {
  return { ...withholdScores(values, reason), fellBackToZscore: false };
}
