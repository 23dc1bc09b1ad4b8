import { answerPerFigure, byLists, seriesColumns, wideVariables } from "./series.ts";
import type { TableMethod } from "./table-method.ts";
import { groupByCutPoints, groupByGoodness, groupByRank } from "../quantile-groups.ts";
import type { QuantileType } from "../quantile.ts";
import { assignNtiles, computeCumulativeShare, computePercentRank, rankValues } from "../rank.ts";
import type { RankDirection, TieRule } from "../rank.ts";

const types = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const ranksMethod: TableMethod = {
  name: "ranks",
  about: "rank, percentile rank, cumulative share and ntile of each figure",
  page: "docs/methods/description.md",
  gives: "the input and rank, percent_rank, cume_dist, ntile; from a wide table the rank in place of each figure",
  columns: [...seriesColumns, { name: "within", about: "rank inside these groups only", isOptional: true }],
  variables: wideVariables,
  options: [
    {
      name: "direction",
      about: "who gets rank 1: the largest or the smallest",
      default: "descending",
      choices: ["descending", "ascending"],
    },
    {
      name: "ties",
      about: "how equal figures share ranks",
      default: "min",
      choices: ["min", "max", "average", "dense"],
    },
    { name: "ntile", about: "number of ntile groups", default: "4" },
  ],
  run: (call) =>
    answerPerFigure(call, ["rank", "percent_rank", "cume_dist", "ntile"], ({ values, rows }) => {
      const groups = call.has("within") ? call.texts("within") : null;
      const groupOf = rows.map((row) => groups?.[row] ?? "");
      const inGroups = (rank: (own: readonly (number | null)[]) => (number | null)[]) =>
        applyWithin(values, groupOf, rank);
      const ties = call.option("ties") as TieRule;
      return [
        inGroups((own) => rankValues(own, { direction: call.option("direction") as RankDirection, ties })),
        inGroups((own) => computePercentRank(own, ties === "average" ? "average" : "min")),
        inGroups(computeCumulativeShare),
        inGroups((own) => assignNtiles(own, call.count("ntile"))),
      ];
    }),
};

/** Runs a ranking inside each group and puts the results back in their places. */
function applyWithin(
  values: readonly (number | null)[],
  groupOf: readonly string[],
  rank: (own: readonly (number | null)[]) => (number | null)[],
): (number | null)[] {
  const result = new Array<number | null>(values.length).fill(null);
  for (const group of new Set(groupOf)) {
    const members = [...values.keys()].filter((i) => groupOf[i] === group);
    const ranks = rank(members.map((i) => values[i]!));
    for (const [place, i] of members.entries()) result[i] = ranks[place]!;
  }
  return result;
}

export const quantileGroupsMethod: TableMethod = {
  name: "quantile-groups",
  about: "quartiles, quintiles or deciles of each list",
  page: "docs/methods/quantile-groups-and-unit-cost.md",
  gives: "the input and group; from a wide table the group in place of each figure",
  ...byLists,
  options: [
    { name: "groups", about: "how many", default: "4" },
    {
      name: "rule",
      about: "by rank (ties together, sizes even) or at sample quantiles",
      default: "rank",
      choices: ["rank", "cut_points"],
    },
    { name: "type", about: "quantile definition for cut points", default: "7", choices: types },
    {
      name: "first",
      about: "group 1 holds the lowest or the highest figures",
      default: "lowest",
      choices: ["lowest", "highest"],
    },
  ],
  run: (call) =>
    answerPerFigure(call, ["group"], ({ values }) => {
      const count = call.count("groups");
      const fromHighest = call.option("first") === "highest";
      if (call.option("rule") === "rank")
        return [fromHighest ? groupByGoodness(values, count, 1) : groupByRank(values, count)];
      const groups = groupByCutPoints(values, count, Number(call.option("type")) as QuantileType);
      return [groups.map((group) => (group === null || !fromHighest ? group : count + 1 - group))];
    }),
};
