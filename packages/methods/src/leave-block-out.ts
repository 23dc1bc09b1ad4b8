import { rankScores } from "./rank.ts";
import { scoreFromBlocks } from "./score-from-blocks.ts";
import type { WeightedScores } from "./score-from-blocks.ts";

export interface BlockLeftOut {
  readonly block: string;
  /** Final scores and ranks without the block, area order. */
  readonly scores: readonly (number | null)[];
  readonly ranks: readonly (number | null)[];
  /** Rank without the block minus nominal rank: below 0, the block holds the area back. Null where either is missing. */
  readonly shifts: readonly (number | null)[];
}

/**
 * Ranks the areas again without each service block in turn, weights renormalised over the rest.
 *
 * @param input indicator scores and weights, as the outcome score has them
 * @param toFinalScores as in `bootstrapRanks`
 * @returns one result per block, in block order; with a single block nobody has a score
 */
export function leaveBlocksOut(
  input: WeightedScores,
  toFinalScores: (outcomes: readonly (number | null)[]) => readonly (number | null)[] = (outcomes) => outcomes,
): BlockLeftOut[] {
  const picksOf = (blocks: WeightedScores["weights"]) =>
    blocks.flatMap(({ indicators }) => indicators.map(({ index }) => index));
  const nominal = rankScores(toFinalScores(scoreFromBlocks(input, picksOf(input.weights))));
  return input.weights.map(({ block }) => {
    const others = input.weights.filter((weights) => weights.block !== block);
    const scores = toFinalScores(scoreFromBlocks(input, picksOf(others)));
    const ranks = rankScores(scores);
    const shifts = ranks.map((rank, i) => (rank === null || nominal[i] === null ? null : rank - nominal[i]!));
    return { block, scores, ranks, shifts };
  });
}
