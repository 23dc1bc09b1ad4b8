import { answerPerFigure, byLists } from "./series.ts";
import type { TableMethod } from "./table-method.ts";
import { groupByCutPoints, groupByRank } from "../quantile-groups.ts";
import type { QuantileType } from "../quantile.ts";
import { assignNtiles, computeCumulativeShare, computePercentRank, rankValues } from "../rank.ts";
import type { RankDirection, TieRule } from "../rank.ts";

const types = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const ranksMethod: TableMethod = {
  name: "ranks",
  about: "rank, percentile rank, cumulative share and ntile of each figure",
  page: "docs/methods/description.md",
  gives: "the input and rank, percent_rank, cume_dist, ntile; from a wide table the rank in place of each figure",
  ...byLists,
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
    answerPerFigure(call, ["rank", "percent_rank", "cume_dist", "ntile"], ({ values }) => [
      rankValues(values, {
        direction: call.option("direction") as RankDirection,
        ties: call.option("ties") as TieRule,
      }),
      computePercentRank(values, call.option("ties") === "average" ? "average" : "min"),
      computeCumulativeShare(values),
      assignNtiles(values, call.number("ntile")),
    ]),
};

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
      const count = call.number("groups");
      const sign = call.option("first") === "highest" && call.option("rule") === "rank" ? -1 : 1;
      const signed = values.map((value) => (value === null ? null : sign * value));
      const lowestFirst =
        call.option("rule") === "rank"
          ? groupByRank(values, count)
          : groupByCutPoints(signed, count, Number(call.option("type")) as QuantileType);
      return [
        call.option("first") === "lowest"
          ? lowestFirst
          : lowestFirst.map((group) => (group === null ? null : count + 1 - group)),
      ];
    }),
};
