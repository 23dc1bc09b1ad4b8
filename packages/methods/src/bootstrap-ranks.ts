import { createGenerator } from "./random.ts";
import { rankScores } from "./rank.ts";
import { summariseRanks } from "./rank-summary.ts";
import type { RankSummary } from "./rank-summary.ts";
import { scoreFromBlocks } from "./score-from-blocks.ts";
import type { WeightedScores } from "./score-from-blocks.ts";

/** Which indicators each run uses: positions in the indicator list, repeats allowed. */
export type IndicatorDraws = readonly (readonly number[])[];

export interface BootstrapRanks {
  /** Nominal final scores and ranks, area order. */
  readonly scores: readonly (number | null)[];
  readonly ranks: readonly (number | null)[];
  readonly summaries: readonly (RankSummary | null)[];
  /** The draws used, so that a run can be repeated exactly. */
  readonly draws: IndicatorDraws;
}

/**
 * Asks how much an area's rank depends on which indicators happen to be published: each run draws, inside every
 * service block, as many indicators as the block has, with replacement, and ranks the areas again.
 *
 * @param input indicator scores and weights, as the outcome score has them
 * @param draws given draws, or those of {@link drawIndicators}
 * @param toFinalScores what is ranked, from the outcome scores (default: the outcome itself). For cost effectiveness
 *   pass a function that combines them with cost, so that each run standardises again
 * @returns ranks of the published run and a summary per area
 * @throws RangeError if a draw names an indicator that does not exist
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; B. Efron (1979) for the bootstrap.
 */
export function bootstrapRanks(
  input: WeightedScores,
  draws: IndicatorDraws,
  toFinalScores: (outcomes: readonly (number | null)[]) => readonly (number | null)[] = (outcomes) => outcomes,
): BootstrapRanks {
  const everyIndicatorOnce = input.weights.flatMap(({ indicators }) => indicators.map(({ index }) => index));
  const scores = toFinalScores(scoreFromBlocks(input, everyIndicatorOnce));
  const ranks = rankScores(scores);
  const runs = draws.map((draw) => rankScores(toFinalScores(scoreFromBlocks(input, draw))));
  return { scores, ranks, summaries: summariseRanks(runs, ranks), draws };
}

/**
 * Draws indicators with replacement inside each block.
 *
 * @param weights the blocks and their indicators
 * @param runs    how many draws, usually 1000
 * @param seed    recorded with `generatorName`
 */
export function drawIndicators(weights: WeightedScores["weights"], runs: number, seed: number): number[][] {
  const generator = createGenerator(seed);
  return Array.from({ length: runs }, () =>
    weights.flatMap(({ indicators }) =>
      indicators.map(() => indicators[generator.nextIndex(indicators.length)]!.index),
    ),
  );
}
