import { requireFinite, requireSameLength, selectPresent } from "./present-values.ts";
import { aggregate } from "./aggregate.ts";
import { rankValues } from "./rank.ts";

export interface CopelandScores {
  /** Areas beaten minus areas lost to, one per area. */
  readonly scores: readonly number[];
  /** `support[i][k]`: share of the weight on which i is better than k, ties counting half. S_ik + S_ki = 1; own 0.5. */
  readonly support: readonly (readonly number[])[];
}

/**
 * Copeland's rule: every pair of areas holds a vote of the indicators, and each area scores wins minus defeats. Only
 * the order on each indicator matters, never the distance.
 *
 * @param scores  `scores[indicator][area]`, higher is better; null = missing: a pair votes on the indicators both have
 * @param weights one per indicator, not negative
 * @returns wins minus defeats; a pair with nothing in common is a draw
 * @throws RangeError if lengths differ, a weight is negative or a score is not finite
 * Source: A. H. Copeland (1951); OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
 */
export function scoreByCopeland(
  scores: readonly (readonly (number | null)[])[],
  weights: readonly number[] = scores.map(() => 1),
): CopelandScores {
  requireSameLength(scores.length, weights.length, "weights");
  const areaCount = scores[0]?.length ?? 0;
  for (const [j, column] of scores.entries()) {
    requireSameLength(areaCount, column.length, `areas of indicator ${j}`);
    selectPresent(column);
    requireFinite(weights[j]!, "weight");
    if (weights[j]! < 0) throw new RangeError(`weight: expected 0 or more, found ${weights[j]}.`);
  }
  const support = Array.from({ length: areaCount }, () => new Array<number>(areaCount).fill(0.5));
  for (let i = 0; i < areaCount; i += 1) {
    for (let k = i + 1; k < areaCount; k += 1) {
      support[i]![k] = holdVote(scores, weights, i, k);
      // Computed, not voted again, so that the two always add up to 1.
      support[k]![i] = 1 - support[i]![k]!;
    }
  }
  return { scores: support.map((row) => row.reduce((sum, share) => sum + toOutcome(share), 0)), support };
}

/**
 * Mean of an area's ranks over the indicators it has (1 = lowest value, ties share the average), so higher is better.
 *
 * @param scores  `scores[indicator][area]`, higher is better
 * @param weights one per indicator
 * @returns null for an area without any indicator
 */
export function scoreByMeanRank(
  scores: readonly (readonly (number | null)[])[],
  weights: readonly number[] = scores.map(() => 1),
): (number | null)[] {
  requireSameLength(scores.length, weights.length, "weights");
  const ranks = scores.map((column) => rankValues(column, { direction: "ascending", ties: "average" }));
  return (scores[0] ?? []).map((_, area) =>
    aggregate(
      ranks.map((column) => column[area]!),
      weights,
    ),
  );
}

function holdVote(
  scores: readonly (readonly (number | null)[])[],
  weights: readonly number[],
  i: number,
  k: number,
): number {
  let won = 0;
  let cast = 0;
  for (const [j, column] of scores.entries()) {
    const [mine, theirs] = [column[i]!, column[k]!];
    if (mine === null || theirs === null) continue;
    cast += weights[j]!;
    won += weights[j]! * (mine > theirs ? 1 : mine === theirs ? 0.5 : 0);
  }
  return cast === 0 ? 0.5 : won / cast;
}

function toOutcome(share: number): number {
  return Math.abs(share - 0.5) < 1e-12 ? 0 : Math.sign(share - 0.5);
}
