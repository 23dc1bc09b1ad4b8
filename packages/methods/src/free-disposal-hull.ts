import { pairRanked } from "./cost-effectiveness.ts";
import type { ReasonedScores } from "./reason.ts";

export interface HullScores extends ReasonedScores {
  /** Position of the area that shows how cheaply at least this outcome was reached; the area itself when efficient. */
  readonly peers: readonly (number | null)[];
}

/**
 * Efficiency against the free disposal hull (`ce_fdh`): the cost of the cheapest area with outcomes at least as good,
 * over the area's own cost. 1 = nobody did as well for less; 0.8 = somebody did for a fifth less.
 *
 * @param outcomes outcome per area on any scale, higher is better (only the order matters); null = not scored
 * @param costs    pounds per head, same order; null = missing
 * @returns scores above 0 and up to 1, with the area to compare with
 * @throws RangeError if lengths differ or a value is not finite
 * Source: D. Deprins, L. Simar and H. Tulkens (1984), Measuring labor efficiency in post offices.
 */
export function scoreByFreeDisposalHull(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
): HullScores {
  const pairs = pairRanked(outcomes, costs);
  const ranked = [...pairs.outcomes.keys()].filter((i) => pairs.outcomes[i] !== null);
  const peers = pairs.outcomes.map((outcome, i) => {
    if (outcome === null) return null;
    // Starting with the area itself keeps it as its own peer when another is merely as cheap.
    return ranked.reduce((best, k) => {
      const isAsGood = pairs.outcomes[k]! >= outcome - 1e-10;
      return isAsGood && pairs.costs[k]! < pairs.costs[best]! ? k : best;
    }, i);
  });
  return {
    scores: peers.map((peer, i) => (peer === null ? null : pairs.costs[peer]! / pairs.costs[i]!)),
    reasons: pairs.reasons,
    peers,
  };
}
