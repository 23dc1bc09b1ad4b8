import { pairRanked } from "./cost-effectiveness.ts";
import { checkFrontierData } from "./frontier.ts";
import type { FrontierData, FrontierOrientation } from "./frontier.ts";
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

/**
 * The free disposal hull for several inputs and outputs: compares with single areas, never with combinations.
 *
 * @param data        inputs above 0, outputs 0 or more with one above 0
 * @param orientation `input` (default): the largest share of its inputs a peer needed, up to 1; `output`: the factor by
 *   which a peer's outputs were larger, 1 or more
 * @returns scores with the peer; reasons missing or invalid_for_method
 * @throws RangeError if lengths differ or a figure is not finite
 */
export function scoreByHull(data: FrontierData, orientation: FrontierOrientation = "input"): HullScores {
  const reasons = checkFrontierData(data, orientation === "input");
  const live = [...reasons.keys()].filter((i) => reasons[i] === null);
  const { inputs, outputs } = data;
  const isAsGood = (k: number, i: number) => outputs.every((row) => row[k]! >= row[i]! - 1e-10);
  const isAsCheap = (k: number, i: number) => inputs.every((row) => row[k]! <= row[i]! + 1e-10);
  const share = (k: number, i: number) => Math.max(...inputs.map((row) => row[k]! / row[i]!));
  const gain = (k: number, i: number) =>
    Math.min(...outputs.filter((row) => row[i]! > 0).map((row) => row[k]! / row[i]!));
  const best = reasons.map((reason, i) => {
    if (reason !== null) return null;
    return live.reduce(
      (found, k) => {
        if (orientation === "input" ? !isAsGood(k, i) : !isAsCheap(k, i)) return found;
        const score = orientation === "input" ? share(k, i) : gain(k, i);
        return (orientation === "input" ? score < found.score : score > found.score) ? { peer: k, score } : found;
      },
      { peer: i, score: 1 },
    );
  });
  return {
    scores: best.map((found) => found?.score ?? null),
    reasons,
    peers: best.map((found) => found?.peer ?? null),
  };
}
