import { chainOptions, chainTablesWithCosts, readBudgetShares, readCosts, scoreLong } from "./chain.ts";
import { longColumns } from "./figures-of-areas.ts";
import { answerSummaries } from "./rank-draws.ts";
import type { TableCell, TableMethod } from "./table-method.ts";
import { scoreByDifference } from "../cost-effectiveness.ts";
import { prepareMonteCarlo } from "../monte-carlo-model.ts";
import { runMonteCarlo } from "../monte-carlo.ts";
import { computePairwiseShares, summariseDraws } from "../pairwise-ranks.ts";
import { rankScores } from "../rank.ts";

export const rankIntervalsMethod: TableMethod = {
  name: "rank-intervals",
  about: "ranks of cost effectiveness under many reasonable choices (Monte Carlo)",
  page: "docs/methods/uncertainty.md",
  gives:
    "id, nominal_score, nominal_rank, mean_rank, median_rank, q05, q95, min_rank, max_rank, share_rank1, share_top3, mean_abs_shift; or a, b, share_a_ahead",
  columns: longColumns,
  options: [
    ...chainOptions,
    { name: "draws", about: "number of draws", default: "1000" },
    { name: "seed", about: "seed of the draws", default: "1" },
    { name: "table", about: "what to give", default: "summary", choices: ["summary", "pairwise"] },
  ],
  tables: chainTablesWithCosts,
  run: (call) => {
    const { outcome, areas, indicators, states, method } = scoreLong(call);
    const { costs, previousCosts } = readCosts(call, areas);
    const budgetShares = readBudgetShares(call);
    const model = prepareMonteCarlo({
      areas,
      indicators: indicators.map((indicator, j) => ({ ...indicator, states: states[j]! })),
      costs,
      ...(previousCosts === null ? {} : { previousCosts }),
      ...(budgetShares === null ? {} : { budgetShares }),
      standardScoreCap: method.standardScoreCap ?? Infinity,
    });
    const ranks = runMonteCarlo(model, call.number("seed"), 0, call.count("draws"));
    if (call.option("table") === "pairwise") {
      const shares = computePairwiseShares(ranks, areas.length);
      const rows = areas.flatMap((a, i) =>
        areas.flatMap((b, k): TableCell[][] => (i === k ? [] : [[a, b, shares[i]![k]!]])),
      );
      return { columns: ["a", "b", "share_a_ahead"], rows };
    }
    const { scores } = scoreByDifference(
      outcome.areas.map(({ score }) => score),
      costs,
    );
    return answerSummaries(call, scores, summariseDraws(ranks, rankScores(scores)), areas);
  },
};
