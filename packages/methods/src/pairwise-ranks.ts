import { computeQuantile } from "./quantile.ts";
import type { RankSummary } from "./rank-summary.ts";

/**
 * How often each area is ahead of each other one.
 *
 * @param ranks     draw by draw, area order, 0 = not ranked, as `runMonteCarlo` gives them
 * @param areaCount areas per draw
 * @returns `shares[i][k]`: share of the draws ranking both in which i is ahead, ties counting half, so that it and
 *   `shares[k][i]` add up to 1; 0.5 on the diagonal, null for a pair never ranked together
 * @throws RangeError if the ranks are not a whole number of draws
 */
export function computePairwiseShares(ranks: Uint16Array, areaCount: number): (number | null)[][] {
  const draws = countDraws(ranks, areaCount);
  const shares = Array.from({ length: areaCount }, () => new Array<number | null>(areaCount).fill(0.5));
  for (let i = 0; i < areaCount; i += 1) {
    for (let k = i + 1; k < areaCount; k += 1) {
      let wins = 0;
      let both = 0;
      for (let draw = 0, at = 0; draw < draws; draw += 1, at += areaCount) {
        const [mine, theirs] = [ranks[at + i]!, ranks[at + k]!];
        if (mine === 0 || theirs === 0) continue;
        both += 1;
        wins += mine < theirs ? 1 : mine === theirs ? 0.5 : 0;
      }
      shares[i]![k] = both === 0 ? null : wins / both;
      shares[k]![i] = both === 0 ? null : 1 - wins / both;
    }
  }
  return shares;
}

/**
 * Summarises the ranks of a Monte Carlo run, as `summariseRanks` does for lists.
 *
 * @param nominal ranks of the published run, area order; null = not ranked
 * @returns one summary per area; null for an area that was never ranked
 * @throws RangeError if the ranks are not a whole number of draws
 */
export function summariseDraws(ranks: Uint16Array, nominal: readonly (number | null)[]): (RankSummary | null)[] {
  const areaCount = nominal.length;
  const draws = countDraws(ranks, areaCount);
  const firstPlaces = Array.from({ length: draws }, (_, draw) => {
    let count = 0;
    for (let i = 0; i < areaCount; i += 1) if (ranks[draw * areaCount + i] === 1) count += 1;
    return count;
  });
  return nominal.map((nominalRank, area) => {
    const found: number[] = [];
    let [sum, firsts, topThree, shift] = [0, 0, 0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      const rank = ranks[draw * areaCount + area]!;
      if (rank === 0) continue;
      found.push(rank);
      sum += rank;
      if (rank === 1) firsts += 1 / firstPlaces[draw]!;
      if (rank <= 3) topThree += 1;
      shift += Math.abs(rank - (nominalRank ?? 0));
    }
    const runs = found.length;
    if (runs === 0) return null;
    return {
      runs,
      meanRank: sum / runs,
      medianRank: computeQuantile(found, 0.5)!,
      rank05: computeQuantile(found, 0.05)!,
      rank95: computeQuantile(found, 0.95)!,
      bestRank: found.reduce((best, rank) => Math.min(best, rank)),
      worstRank: found.reduce((worst, rank) => Math.max(worst, rank)),
      firstShare: firsts / runs,
      topThreeShare: topThree / runs,
      meanShift: nominalRank === null ? null : shift / runs,
    };
  });
}

function countDraws(ranks: Uint16Array, areaCount: number): number {
  if (areaCount === 0 || ranks.length % areaCount !== 0) {
    throw new RangeError(`ranks: expected a multiple of ${areaCount} areas, found ${ranks.length} figures.`);
  }
  return ranks.length / areaCount;
}
