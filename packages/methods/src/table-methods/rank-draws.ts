import { fromColumns, idColumn } from "./series.ts";
import type { ResultTable, TableCall, TableCell, TableMethod } from "./table-method.ts";
import { readWeights } from "./weights.ts";
import { aggregate } from "../aggregate.ts";
import { bootstrapRanks, drawIndicators } from "../bootstrap-ranks.ts";
import { leaveBlocksOut } from "../leave-block-out.ts";
import { summariseRanks } from "../rank-summary.ts";
import type { RankSummary } from "../rank-summary.ts";
import { rankScores } from "../rank.ts";
import { estimateSobol } from "../sobol.ts";
import { buildWeights } from "../weights.ts";

export const weightDrawsMethod: TableMethod = {
  name: "weight-draws",
  about: "ranks under given sets of weights",
  page: "docs/methods/uncertainty.md",
  gives:
    "id, nominal_score, nominal_rank, mean_rank, median_rank, q05, q95, min_rank, max_rank, share_rank1, share_top3, mean_abs_shift",
  columns: [idColumn],
  variables: "scores, higher is better",
  options: [],
  tables: [{ name: "draws", about: "one row per set: a draw number, then one weight per variable" }],
  run: (call) => {
    const { names, values } = call.variables();
    const draws = requireTable(call, "draws");
    const columns = names.map((name) => draws.numbers(name));
    const scoreWith = (weights: readonly number[]) =>
      call.texts("id").map((_, area) =>
        aggregate(
          values.map((column) => column[area]!),
          weights,
        ),
      );
    const nominal = scoreWith(names.map(() => 1));
    const runs = Array.from({ length: draws.rowCount }, (_, row) =>
      rankScores(scoreWith(columns.map((column) => column[row] ?? NaN))),
    );
    return answerSummaries(call, nominal, summariseRanks(runs, rankScores(nominal)));
  },
};

export const bootstrapMethod: TableMethod = {
  name: "bootstrap",
  about: "ranks under resamples of the variables",
  page: "docs/methods/uncertainty.md",
  gives: "as weight-draws",
  columns: [idColumn],
  variables: "scores, higher is better",
  options: [
    { name: "draws", about: "resamples, where none are given as a table", default: "1000" },
    { name: "seed", about: "seed of the draws", default: "1" },
  ],
  tables: [{ name: "draws", about: "one row per resample: a draw number, then positions of variables from 1" }],
  run: (call) => {
    const { names, values } = call.variables();
    const weights = buildWeights(
      names.map(() => "all"),
      { id: "equal_indicator" },
    );
    const given = call.table("draws");
    const draws =
      given === null
        ? drawIndicators(weights, call.count("draws"), call.number("seed"))
        : transpose(given.columns.slice(1).map((name) => given.numbers(name).map((position) => (position ?? NaN) - 1)));
    const found = bootstrapRanks({ scores: values, weights }, draws);
    return answerSummaries(call, found.scores, found.summaries);
  },
};

export const leaveOneOutMethod: TableMethod = {
  name: "leave-one-out",
  about: "scores and ranks without each variable in turn",
  page: "docs/methods/uncertainty.md",
  gives: "dropped, id, score, rank, shift",
  columns: [idColumn],
  variables: "scores, higher is better",
  options: [{ name: "weights", about: "name:weight pairs with commas; default equal", default: "" }],
  run: (call) => {
    const { names, values } = call.variables();
    const given = readWeights(call, names);
    const blockWeights = Object.fromEntries(names.map((name, j) => [name, given[j]!]));
    const weights = buildWeights(names, { id: "custom", indicatorWeights: names.map(() => 1), blockWeights });
    const ids = call.keys("id");
    const rows = leaveBlocksOut({ scores: values, weights }).flatMap(({ block, scores, ranks, shifts }) =>
      ids.map((id, area): TableCell[] => [block, id, scores[area]!, ranks[area]!, shifts[area]!]),
    );
    return { columns: ["dropped", "id", "score", "rank", "shift"], rows };
  },
};

export const sobolMethod: TableMethod = {
  name: "sobol",
  about: "which factor moves a result, from results at the points of a Sobol design",
  page: "docs/methods/uncertainty.md",
  gives: "variable, first, total, variance, runs",
  columns: [
    { name: "row", also: ["*"], about: "number of the point: all of A, all of B, then A with each factor from B" },
    { name: "y", about: "result" },
  ],
  variables: "factors, of which only the names are read",
  options: [],
  run: (call) => {
    const { names } = call.variables();
    const y = call.numbers("y").map((value) => value ?? NaN);
    const runs = y.length / (names.length + 2);
    if (!Number.isInteger(runs)) {
      throw new RangeError(`input: expected a multiple of ${names.length + 2} rows, found ${y.length}.`);
    }
    const block = (k: number) => y.slice(k * runs, (k + 1) * runs);
    const found = estimateSobol({ a: block(0), b: block(1), mixed: names.map((_, j) => block(j + 2)) });
    return fromColumns([
      ["variable", names],
      ["first", names.map((_, j) => found?.first[j] ?? null)],
      ["total", names.map((_, j) => found?.total[j] ?? null)],
      ["variance", names.map(() => found?.variance ?? 0)],
      ["runs", names.map(() => runs)],
    ]);
  },
};

/** One row per area: nominal score and rank, and how the rank behaved. */
export function answerSummaries(
  call: TableCall,
  scores: readonly (number | null)[],
  summaries: readonly (RankSummary | null)[],
  ids: readonly string[] = call.keys("id"),
): ResultTable {
  const pick = (key: keyof RankSummary) => summaries.map((summary) => summary?.[key] ?? null);
  return fromColumns([
    ["id", ids],
    ["nominal_score", scores],
    ["nominal_rank", rankScores(scores)],
    ["mean_rank", pick("meanRank")],
    ["median_rank", pick("medianRank")],
    ["q05", pick("rank05")],
    ["q95", pick("rank95")],
    ["min_rank", pick("bestRank")],
    ["max_rank", pick("worstRank")],
    ["share_rank1", pick("firstShare")],
    ["share_top3", pick("topThreeShare")],
    ["mean_abs_shift", pick("meanShift")],
  ]);
}

function requireTable(call: TableCall, name: string) {
  const table = call.table(name);
  if (table === null) throw new RangeError(`table ${name}: expected one, found none.`);
  return table;
}

function transpose(columns: readonly (readonly number[])[]): number[][] {
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]!));
}
