export interface ClaimEvidence {
  /** Share of uncertainty runs in which the area alone came first (ties shared). */
  readonly firstShare: number;
  /** Rank under the difference of standard scores. */
  readonly rankByDifference: number | null;
  /** Rank under outcomes per pound with matched spread. */
  readonly rankByMatchedRatio: number | null;
  /** Ranks with each service block left out in turn. */
  readonly ranksWithoutBlock: readonly (number | null)[];
  /** Another area shares first place in the published ranking. */
  readonly isTiedForFirst: boolean;
  /** 95th percentile of the rank. */
  readonly rank95: number;
}

export type Claim =
  | { readonly claim: "most cost-effective" }
  | { readonly claim: "among the top"; readonly places: number; readonly failed: readonly string[] };

/**
 * Decides what may be said about an area that leads a ranking.
 *
 * @param evidence  ranks and shares from the uncertainty run
 * @param threshold share of runs in first place needed for the strong claim (default 0.9)
 * @returns the strong claim, or "among the top k" with k the 95th percentile of the rank rounded up, and the
 *   conditions that failed
 * @throws RangeError if the share is outside 0 to 1 or the rank is below 1
 * Derivation: docs/methods/uncertainty.md
 */
export function decideClaim(evidence: ClaimEvidence, threshold = 0.9): Claim {
  if (!(evidence.firstShare >= 0 && evidence.firstShare <= 1 + 1e-10)) {
    throw new RangeError(`first share: expected 0 to 1, found ${evidence.firstShare}.`);
  }
  if (!(Number.isFinite(evidence.rank95) && evidence.rank95 >= 1)) {
    throw new RangeError(`95th percentile of the rank: expected 1 or more, found ${evidence.rank95}.`);
  }
  const conditions: readonly (readonly [holds: boolean, failure: string])[] = [
    [evidence.firstShare >= threshold - 1e-10, `first in under ${threshold * 100} % of runs`],
    [!evidence.isTiedForFirst, "first place is shared"],
    [evidence.rankByDifference === 1, "not first by difference"],
    [evidence.rankByMatchedRatio === 1, "not first by matched ratio"],
    [evidence.ranksWithoutBlock.every((rank) => rank === 1), "not first without some service block"],
  ];
  const failed = conditions.filter(([holds]) => !holds).map(([, failure]) => failure);
  if (failed.length === 0) return { claim: "most cost-effective" };
  return { claim: "among the top", places: Math.ceil(evidence.rank95 - 1e-10), failed };
}
