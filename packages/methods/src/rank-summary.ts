import { computeMean } from "./moments.ts";
import { requireSameLength } from "./present-values.ts";
import { computeQuantile } from "./quantile.ts";

/** How an area's rank behaves when the inputs or the method are varied. */
export interface RankSummary {
  /** Runs in which the area was ranked. */
  readonly runs: number;
  readonly meanRank: number;
  readonly medianRank: number;
  /** 5th and 95th percentile of the rank, quantile type 7. */
  readonly rank05: number;
  readonly rank95: number;
  readonly bestRank: number;
  readonly worstRank: number;
  /** Share of runs in first place; a place shared by k areas counts 1/k for each. */
  readonly firstShare: number;
  /** Share of runs with rank 3 or better. */
  readonly topThreeShare: number;
  /** Mean absolute difference from the nominal rank; null for an area without one. */
  readonly meanShift: number | null;
}

/**
 * Summarises ranks over many runs.
 *
 * @param runs    ranks per run, each in area order; null = not ranked in that run
 * @param nominal ranks of the published run, area order
 * @returns one summary per area; null for an area that was never ranked
 * @throws RangeError if a run has another number of areas
 */
export function summariseRanks(
  runs: readonly (readonly (number | null)[])[],
  nominal: readonly (number | null)[],
): (RankSummary | null)[] {
  for (const run of runs) requireSameLength(nominal.length, run.length, "ranks of a run");
  const firstPlaces = runs.map((run) => run.filter((rank) => rank === 1).length);
  return nominal.map((nominalRank, area) => {
    const ranks = runs.flatMap((run) => (run[area] === null ? [] : [run[area]!]));
    if (ranks.length === 0) return null;
    const firsts = runs.map((run, r) => (run[area] === 1 ? 1 / firstPlaces[r]! : 0));
    const shifts = nominalRank === null ? [] : ranks.map((rank) => Math.abs(rank - nominalRank));
    return {
      runs: ranks.length,
      meanRank: computeMean(ranks)!,
      medianRank: computeQuantile(ranks, 0.5)!,
      rank05: computeQuantile(ranks, 0.05)!,
      rank95: computeQuantile(ranks, 0.95)!,
      bestRank: Math.min(...ranks),
      worstRank: Math.max(...ranks),
      firstShare: (computeMean(firsts)! * runs.length) / ranks.length,
      topThreeShare: ranks.filter((rank) => rank <= 3).length / ranks.length,
      meanShift: computeMean(shifts),
    };
  });
}
