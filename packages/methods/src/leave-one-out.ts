import { rankScores } from "./rank.ts";
import { scoreFromBlocks } from "./score-from-blocks.ts";
import type { WeightedScores } from "./score-from-blocks.ts";

export interface LeftOut {
  /** Position of what was left out. */
  readonly index: number;
  /** Final scores and ranks without it, area order; a left-out area is null. */
  readonly scores: readonly (number | null)[];
  readonly ranks: readonly (number | null)[];
  /** Rank without it minus nominal rank: below 0, it holds the area back. */
  readonly rankShifts: readonly (number | null)[];
  readonly scoreShifts: readonly (number | null)[];
}

type Scores = readonly (number | null)[];

/**
 * Ranks the areas again without each indicator in turn; its weight goes where a missing indicator's would.
 *
 * @param input         indicator scores and weights, as the outcome score has them
 * @param toFinalScores as in `bootstrapRanks`
 * @returns one result per weighted indicator, in block order
 */
export function leaveIndicatorsOut(
  input: WeightedScores,
  toFinalScores: (outcomes: Scores) => Scores = (outcomes) => outcomes,
): LeftOut[] {
  const picks = input.weights.flatMap(({ indicators }) => indicators.map(({ index }) => index));
  const nominal = toFinalScores(scoreFromBlocks(input, picks));
  return picks.map((index) =>
    compareWithNominal(
      index,
      nominal,
      toFinalScores(
        scoreFromBlocks(
          input,
          picks.filter((pick) => pick !== index),
        ),
      ),
    ),
  );
}

/**
 * Ranks the areas again without each of them in turn: an area that stretches the scale moves the others' scores.
 * Everything that depends on the group must be computed again, so the caller says how.
 *
 * @param areaCount  number of areas
 * @param scoreAreas scores the areas at the given positions, ascending, from the raw values on, in that order
 * @returns one result per area; ranks of the others close up where an area is missing, which is part of the shift
 */
export function leaveAreasOut(areaCount: number, scoreAreas: (kept: readonly number[]) => Scores): LeftOut[] {
  const all = Array.from({ length: areaCount }, (_, i) => i);
  const nominal = scoreAreas(all);
  return all.map((index) => {
    const kept = all.filter((i) => i !== index);
    const found = scoreAreas(kept);
    const scores = all.map((i) => (i === index ? null : found[i < index ? i : i - 1]!));
    return compareWithNominal(index, nominal, scores);
  });
}

/**
 * The things whose absence would move an area most.
 *
 * @param area  position of the area
 * @param count how many (default 10)
 * @returns by size of rank shift, then of score shift, then position
 */
export function listMostInfluential(results: readonly LeftOut[], area: number, count = 10): LeftOut[] {
  const sizes = (result: LeftOut) => [Math.abs(result.rankShifts[area] ?? 0), Math.abs(result.scoreShifts[area] ?? 0)];
  return [...results]
    .sort((left, right) => {
      const [a, b] = [sizes(left), sizes(right)];
      return b[0]! - a[0]! || b[1]! - a[1]! || left.index - right.index;
    })
    .slice(0, count);
}

function compareWithNominal(index: number, nominal: Scores, scores: Scores): LeftOut {
  const subtract = (left: Scores, right: Scores) =>
    left.map((value, i) => (value === null || right[i] === null ? null : value - right[i]!));
  const ranks = rankScores(scores);
  return {
    index,
    scores,
    ranks,
    rankShifts: subtract(ranks, rankScores(nominal)),
    scoreShifts: subtract(scores, nominal),
  };
}
