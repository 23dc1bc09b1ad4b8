import { requireFinite } from "./present-values.ts";
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
  const total = createSums(areaCount);
  const totalWeight = createSums(areaCount);
  for (const block of weights) {
    const sums = createSums(areaCount);
    const used = createSums(areaCount);
    for (const indicator of block.indicators) {
      const weight = (multiplicity.get(indicator.index) ?? 0) * indicator.weight;
      if (weight === 0) continue;
      const column = scores[indicator.index]!;
      for (let area = 0; area < areaCount; area += 1) {
        const score = column[area]!;
        if (score === null) continue;
        addTo(sums, area, weight * score);
        addTo(used, area, weight);
      }
    }
    for (let area = 0; area < areaCount; area += 1) {
      const share = readSum(used, area);
      const weight = weighBlock(block, share);
      if (!(weight > 0 && share > 0)) continue;
      addTo(total, area, (weight * readSum(sums, area)) / share);
      addTo(totalWeight, area, weight);
    }
  }
  return Array.from({ length: areaCount }, (_, area) => {
    const weight = readSum(totalWeight, area);
    if (weight === 0) return null;
    const score = readSum(total, area) / weight;
    requireFinite(score, `score at position ${area}`);
    return score;
  });
}

/** One compensated sum per area, as `computeSum` keeps it, side by side because runs do this thousands of times. */
interface Sums {
  readonly sum: Float64Array;
  readonly lost: Float64Array;
}

function createSums(count: number): Sums {
  return { sum: new Float64Array(count), lost: new Float64Array(count) };
}

function addTo({ sum, lost }: Sums, at: number, value: number): void {
  const before = sum[at]!;
  const next = before + value;
  lost[at]! += Math.abs(before) >= Math.abs(value) ? before - next + value : value - next + before;
  sum[at] = next;
}

function readSum({ sum, lost }: Sums, at: number): number {
  return sum[at]! + lost[at]!;
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
