import { computeSum } from "./sum.ts";
import { weighBlock } from "./weights.ts";
import type { BlockWeights } from "./weights.ts";

export interface WeightedScores {
  /** `scores[indicator][area]`, normalised; null = not available. */
  readonly scores: readonly (readonly (number | null)[])[];
  /** Blocks with nominal weights; indices point into `scores`. */
  readonly weights: readonly BlockWeights[];
}

/**
 * Arithmetic outcome scores from some of the indicators: weighted mean inside each block over the picks an area has,
 * then over the blocks it has anything in. An indicator picked twice counts twice.
 *
 * @param picks positions of indicators, repeats allowed; a block without picks drops out
 * @returns one outcome score per area; null where an area has none of the picks
 * @throws RangeError if a pick is not an indicator of the blocks
 */
export function scoreFromBlocks({ scores, weights }: WeightedScores, picks: readonly number[]): (number | null)[] {
  const multiplicity = countPicks(picks, weights);
  const areaCount = scores[0]?.length ?? 0;
  return Array.from({ length: areaCount }, (_, area) => {
    const parts: { weight: number; score: number }[] = [];
    for (const block of weights) {
      const products: number[] = [];
      const used: number[] = [];
      for (const indicator of block.indicators) {
        const score = scores[indicator.index]![area]!;
        const times = multiplicity.get(indicator.index) ?? 0;
        if (score === null || times === 0) continue;
        products.push(times * indicator.weight * score);
        used.push(times * indicator.weight);
      }
      const total = computeSum(used);
      const weight = weighBlock(block, total);
      if (weight > 0 && total > 0) parts.push({ weight, score: computeSum(products) / total });
    }
    if (parts.length === 0) return null;
    const total = computeSum(parts.map(({ weight }) => weight));
    return computeSum(parts.map(({ weight, score }) => weight * score)) / total;
  });
}

function countPicks(picks: readonly number[], weights: readonly BlockWeights[]): Map<number, number> {
  const known = new Set(weights.flatMap(({ indicators }) => indicators.map(({ index }) => index)));
  const counts = new Map<number, number>();
  for (const pick of picks) {
    if (!known.has(pick)) throw new RangeError(`draw: expected the position of a weighted indicator, found ${pick}.`);
    counts.set(pick, (counts.get(pick) ?? 0) + 1);
  }
  return counts;
}
