import { scoreByDifference } from "./cost-effectiveness.ts";
import { scoreOutcomes } from "./outcome-score.ts";
import type { OutcomeIndicator, OutcomeMethod, OutcomeScores } from "./outcome-score.ts";
import { rankScores } from "./rank.ts";

export interface WhatIfInput {
  readonly areas: readonly string[];
  readonly indicators: readonly OutcomeIndicator[];
  /** Pounds per head, area order. */
  readonly costs: readonly (number | null)[];
  readonly method: OutcomeMethod;
}

export interface IndicatorChange {
  readonly indicator: string;
  readonly current: number | null;
  /** Raw value needed, in the indicator's unit; null = not reachable by this indicator alone, or nothing to change. */
  readonly needed: number | null;
  readonly change: number | null;
  readonly result: "reachable" | "not reachable by this indicator alone" | "no value" | "not in the score";
}

export interface WhatIf {
  readonly rank: number | null;
  /** The score to pass: the lowest one strictly above; null for an area in first place or without a score. */
  readonly scoreToPass: number | null;
  readonly scoreGap: number | null;
  /** Lead over the next area below, in score; null when there is none. */
  readonly leadOverNext: number | null;
  readonly changes: readonly IndicatorChange[];
  /** Cost per head at which the area would overtake, all else equal, and the change (negative); null if not found. */
  readonly neededCost: number | null;
  readonly costChange: number | null;
}

/**
 * What would move an area up one rank on the headline measure: for each indicator the smallest change of its raw value,
 * and the change of cost, at which fewer areas are ahead. Every trial computes the indicator's treatment, mean,
 * deviation and everybody's score again, because the area's own value is part of all of them.
 *
 * @param input the group; arithmetic aggregation only
 * @param area  position of the area
 * @throws RangeError for another aggregation, or as `scoreOutcomes`
 * Method: docs/methods/decomposition.md
 */
export function findWhatMovesRank(input: WhatIfInput, area: number): WhatIf {
  if (input.method.aggregation.id !== "arithmetic")
    throw new RangeError("what-if: only for arithmetic outcome scores.");
  const base = scoreOutcomes(input.areas, input.indicators, input.method);
  const outcomes = base.areas.map(({ score }) => score);
  const scores = scoreByDifference(outcomes, input.costs).scores;
  const own = scores[area] ?? null;
  const rank = rankScores(scores)[area] ?? null;
  const others = scores.filter((score, i): score is number => i !== area && score !== null);
  const above = others.filter((score) => own !== null && score > own + 1e-10);
  const below = others.filter((score) => own !== null && score < own - 1e-10);
  const nothing = { scoreToPass: null, scoreGap: null, changes: [], neededCost: null, costChange: null };
  const leadOverNext = own === null || below.length === 0 ? null : own - Math.max(...below);
  if (own === null || rank === null || above.length === 0) return { rank, leadOverNext, ...nothing };
  const climbs = (found: readonly (number | null)[]) => (rankScores(found)[area] ?? Infinity) < rank;
  const changes = input.indicators.map((_, j) => findChange(input, base, area, j, climbs));
  const cost = input.costs[area]!;
  const neededCost = bisect(cost, cost * 1e-6, (trial) =>
    climbs(
      scoreByDifference(
        outcomes,
        input.costs.map((value, i) => (i === area ? trial : value)),
      ).scores,
    ),
  );
  const scoreToPass = Math.min(...above);
  const costChange = neededCost === null ? null : neededCost - cost;
  return { rank, scoreToPass, scoreGap: scoreToPass - own, leadOverNext, changes, neededCost, costChange };
}

function findChange(
  input: WhatIfInput,
  base: OutcomeScores,
  area: number,
  j: number,
  climbs: (scores: readonly (number | null)[]) => boolean,
): IndicatorChange {
  const indicator = input.indicators[j]!;
  const current = indicator.values[area]!;
  const stop = (result: IndicatorChange["result"]): IndicatorChange => {
    return { indicator: indicator.id, current, needed: null, change: null, result };
  };
  if (base.indicators[j]!.reason !== null || base.areas[area]!.weights[j] === 0) {
    return stop(current === null ? "no value" : "not in the score");
  }
  if (current === null) return stop("no value");
  const best = findBest(indicator, current);
  const needed = bisect(current, best, (trial) => climbs(scoreWith(input, base, area, j, trial)));
  if (needed === null) return stop("not reachable by this indicator alone");
  return { indicator: indicator.id, current, needed, change: needed - current, result: "reachable" };
}

/** Weights do not change with a value that stays present, so only this indicator's part of each outcome does. */
function scoreWith(input: WhatIfInput, base: OutcomeScores, area: number, j: number, trial: number): (number | null)[] {
  const indicator = input.indicators[j]!;
  const values = indicator.values.map((value, i) => (i === area ? trial : value));
  const alone = scoreOutcomes(input.areas, [{ ...indicator, values }], withoutWeights(input.method)).indicators[0]!;
  if (alone.reason !== null) {
    const indicators = input.indicators.map((other, k) => (k === j ? { ...other, values } : other));
    const outcomes = scoreOutcomes(input.areas, indicators, input.method).areas.map(({ score }) => score);
    return [...scoreByDifference(outcomes, input.costs).scores];
  }
  const outcomes = base.areas.map(({ contributions, weights }, i) => {
    if (base.areas[i]!.score === null) return null;
    return base.areas[i]!.score! + (weights[j]! * (alone.scores[i] ?? 0) - contributions![j]!);
  });
  return [...scoreByDifference(outcomes, input.costs).scores];
}

function withoutWeights(method: OutcomeMethod): OutcomeMethod {
  return { ...method, weighting: { id: "equal_service" } };
}

/** The best value anybody reached, or the target or range itself: the furthest an improvement is taken. */
function findBest({ values, polarity }: OutcomeIndicator, current: number): number {
  const present = values.filter((value): value is number => value !== null);
  if (polarity === 1) return Math.max(...present);
  if (polarity === -1) return Math.min(...present);
  return "target" in polarity ? polarity.target : Math.min(Math.max(current, polarity.low), polarity.high);
}

const steps = 16;

/**
 * The value nearest to `from`, on the way to `to`, at which `holds` is true; null when it is at none of the steps. A
 * better value widens the spread it is measured in, so what holds on the way need not hold at the end.
 */
function bisect(from: number, to: number, holds: (value: number) => boolean): number | null {
  if (from === to) return null;
  const at = (step: number) => (step === steps ? to : from + ((to - from) * step) / steps);
  let step = 1;
  while (step <= steps && !holds(at(step))) step += 1;
  if (step > steps) return null;
  let [no, yes] = [at(step - 1), at(step)];
  for (let round = 0; round < 60; round += 1) {
    const middle = no + (yes - no) / 2;
    if (Math.abs(yes - no) <= 1e-9 * Math.max(1, Math.abs(yes))) break;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
