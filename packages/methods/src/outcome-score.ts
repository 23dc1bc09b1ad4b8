import { aggregate } from "./aggregate.ts";
import type { Aggregation } from "./aggregate.ts";
import { normalise } from "./normalise.ts";
import type { Normalisation } from "./normalise.ts";
import { hasSpread } from "./moments.ts";
import { applyPolarity } from "./polarity.ts";
import type { Polarity } from "./polarity.ts";
import { requireSameLength, requireUnique, selectPresent } from "./present-values.ts";
import type { ReasonCode } from "./reason.ts";
import { computeSum } from "./sum.ts";
import { treatOutliers } from "./treat-outliers.ts";
import type { OutlierTreatment } from "./treat-outliers.ts";
import { buildWeights, computeEffectiveWeights } from "./weights.ts";
import type { BlockWeights, Weighting } from "./weights.ts";

/** Every choice in the chain from raw values to one score. */
export interface OutcomeMethod {
  readonly treatment: "winsorise_then_log" | "none";
  /** Fewest values an indicator needs before outliers are treated. */
  readonly treatmentMinimumCount: number;
  readonly normalisation: Normalisation;
  /** Standard scores beyond this size are cut back to it, after treatment; null = no cap. Other scores are never cut. */
  readonly standardScoreCap: number | null;
  readonly weighting: Weighting;
  readonly aggregation: Aggregation;
}

export const defaultOutcomeMethod: OutcomeMethod = {
  treatment: "winsorise_then_log",
  treatmentMinimumCount: 10,
  normalisation: { id: "zscore" },
  standardScoreCap: 3,
  weighting: { id: "equal_service" },
  aggregation: { id: "arithmetic" },
};

export interface OutcomeIndicator {
  readonly id: string;
  /** Service block. */
  readonly block: string;
  readonly polarity: Polarity;
  /** Raw values in the order of the areas; null = missing or not applicable. */
  readonly values: readonly (number | null)[];
}

export interface ScoredIndicator {
  readonly id: string;
  readonly block: string;
  /** Why the indicator left the score for everyone; null when it takes part. */
  readonly reason: ReasonCode | null;
  /** Scores after treatment, normalising and cap, area order; all null when the indicator left. */
  readonly scores: readonly (number | null)[];
  /** Null when treatment was off. `after.passes: false` must be flagged. */
  readonly treatment: OutlierTreatment | null;
  readonly fellBackToZscore: boolean;
}

export interface AreaOutcome {
  readonly area: string;
  /** The outcome score O; null only when the area has no score on any indicator. */
  readonly score: number | null;
  readonly reason: ReasonCode | null;
  /** In the order of `OutcomeScores.blocks`; null = the area has nothing in that block and its weight went to the rest. */
  readonly blockScores: readonly (number | null)[];
  /** Effective weight W of each indicator for this area, indicator order; sums to 1. */
  readonly weights: readonly number[];
  /** W times score per indicator; adds up to `score`. Null unless the aggregation is arithmetic. */
  readonly contributions: readonly number[] | null;
}

/** A cell whose score input was changed; `before` and `after` carry the polarity sign. */
export interface TreatedOutcomeCell {
  readonly indicator: string;
  readonly area: string;
  readonly before: number;
  readonly after: number;
}

export interface OutcomeScores {
  readonly blocks: readonly string[];
  readonly indicators: readonly ScoredIndicator[];
  /** In the order of the input areas. */
  readonly areas: readonly AreaOutcome[];
  /** Nominal weights over the indicators that take part. */
  readonly weights: readonly BlockWeights[];
  /** Every treated cell of the indicators that take part, to be logged with the run. */
  readonly treatedCells: readonly TreatedOutcomeCell[];
}

/**
 * Scores outcomes: sign by polarity, treat outliers, normalise within the group, cap, average into service blocks,
 * average blocks into O. Screen coverage first: this function scores everyone it is given.
 *
 * @param areas      codes, in code order so that sums are repeatable to the last bit
 * @param indicators at least one, each with one value per area
 * @param method     default: winsorise then log, z scores capped at 3, equal service weights, arithmetic
 * @throws RangeError on repeated areas or indicators, lengths that differ, NaN or Infinity, or scores that the
 *   aggregation cannot take (see `aggregate`)
 * Derivation and sources: docs/methods/outcome-score.md
 */
export function scoreOutcomes(
  areas: readonly string[],
  indicators: readonly OutcomeIndicator[],
  method: OutcomeMethod = defaultOutcomeMethod,
): OutcomeScores {
  requireUnique(areas, "area");
  requireUnique(
    indicators.map((indicator) => indicator.id),
    "indicator",
  );
  const scored = indicators.map((indicator) => scoreIndicator(indicator, areas.length, method));
  const live = [...scored.keys()].filter((index) => scored[index]!.reason === null);
  const weights = weighLiveIndicators(scored, live, method.weighting);
  const blocks = weights.map(({ block }) => block);
  return {
    blocks,
    indicators: scored,
    areas: areas.map((area, i) => scoreArea(area, i, scored, weights, method.aggregation)),
    weights,
    treatedCells: scored.flatMap(({ id, treatment }) =>
      (treatment?.treatedCells ?? []).map(({ index, before, after }) => ({
        indicator: id,
        area: areas[index]!,
        before,
        after,
      })),
    ),
  };
}

function scoreIndicator(indicator: OutcomeIndicator, areaCount: number, method: OutcomeMethod): ScoredIndicator {
  const { id, block, polarity } = indicator;
  requireSameLength(areaCount, indicator.values.length, `values of indicator "${id}"`);
  const signed = applyPolarity(indicator.values, polarity);
  const present = selectPresent(signed);
  const leave = (reason: ReasonCode): ScoredIndicator => {
    return { id, block, reason, scores: signed.map(() => null), treatment: null, fellBackToZscore: false };
  };
  if (present.length === 0) return leave("missing");
  // Percentile ranks would give everyone 0.5 here; a figure on which nobody differs must not dilute the others.
  if (present.length > 1 && !hasSpread(present)) return leave("no_variation");
  const options = { minimumCount: method.treatmentMinimumCount };
  const treatment = method.treatment === "none" ? null : treatOutliers(signed, options);
  const normalised = normalise(treatment?.values ?? signed, method.normalisation, polarity === -1 ? -1 : 1);
  const reason = normalised.reasons.find((code) => code !== null && code !== "missing") ?? null;
  if (reason !== null) return leave(reason);
  const scores = normalised.scores.map((score) => capStandardScore(score, method));
  return { id, block, reason: null, scores, treatment, fellBackToZscore: normalised.fellBackToZscore };
}

function capStandardScore(score: number | null, method: OutcomeMethod): number | null {
  const cap = method.standardScoreCap;
  const isStandard = ["zscore", "zscore_pop", "robust_z"].includes(method.normalisation.id);
  return score === null || cap === null || !isStandard ? score : Math.min(Math.max(score, -cap), cap);
}

function weighLiveIndicators(
  scored: readonly ScoredIndicator[],
  live: readonly number[],
  weighting: Weighting,
): BlockWeights[] {
  const liveWeighting: Weighting =
    weighting.id === "custom"
      ? { ...weighting, indicatorWeights: live.map((index) => weighting.indicatorWeights[index] ?? NaN) }
      : weighting;
  const weights = buildWeights(
    live.map((index) => scored[index]!.block),
    liveWeighting,
  );
  return weights.map((block) => ({
    ...block,
    indicators: block.indicators.map(({ index, weight }) => ({ index: live[index]!, weight })),
  }));
}

function scoreArea(
  area: string,
  position: number,
  indicators: readonly ScoredIndicator[],
  weights: readonly BlockWeights[],
  aggregation: Aggregation,
): AreaOutcome {
  const scores = new Array<number | null>(indicators.length);
  const isPresent = new Array<boolean>(indicators.length);
  for (let j = 0; j < indicators.length; j += 1) {
    scores[j] = indicators[j]!.scores[position]!;
    isPresent[j] = scores[j] !== null;
  }
  const effective = computeEffectiveWeights(weights, isPresent);
  const blockScores = weights.map((block) =>
    aggregate(
      block.indicators.map(({ index }) => scores[index]!),
      block.indicators.map(({ weight }) => weight),
      aggregation,
    ),
  );
  const blockWeights = weights.map((block) => computeSum(block.indicators.map(({ index }) => effective[index]!)));
  const combined = aggregate(blockScores, blockWeights, aggregation);
  const contributions = combined === null || aggregation.id !== "arithmetic" ? null : multiplyEach(effective, scores);
  // The score is the sum of what is printed as its parts, so that the two can never differ.
  const score = contributions === null ? combined : computeSum(contributions);
  return { area, score, reason: score === null ? "missing" : null, blockScores, weights: effective, contributions };
}

/** A missing score contributes 0; "+ 0" keeps -0 out of the output. */
function multiplyEach(weights: readonly number[], scores: readonly (number | null)[]): number[] {
  const products = new Array<number>(weights.length);
  for (let j = 0; j < weights.length; j += 1) products[j] = weights[j]! * (scores[j] ?? 0) + 0;
  return products;
}
