import { requireSolver } from "./frontier.ts";
import { fromColumns, idColumn } from "./series.ts";
import type { MethodColumn, ResultTable, TableCall, TableMethod } from "./table-method.ts";
import {
  scoreByDifference,
  scoreByMatchedRatio,
  scoreByRatio,
  scoreByResidual,
  toDisplayScale,
} from "../cost-effectiveness.ts";
import { scoreByHull } from "../free-disposal-hull.ts";
import { scoreByFrontier } from "../frontier.ts";
import { scoreByNeedsAdjustedResidual } from "../needs-adjusted.ts";
import { assignQuadrants } from "../quadrants.ts";
import { rankScores } from "../rank.ts";

const outcomeAndCost: readonly MethodColumn[] = [
  idColumn,
  { name: "outcome", also: ["outcome_z"], about: "outcome score, higher is better" },
  { name: "cost", also: ["csp_per_head"], about: "pounds per head" },
];

export const costEffectivenessMethod: TableMethod = {
  name: "cost-effectiveness",
  about: "every measure of outcome against cost, with ranks",
  page: "docs/methods/cost-effectiveness.md",
  gives: "id, outcome_z, cost_z, display_score, reason, every measure, then rank_… of every measure",
  columns: [
    ...outcomeAndCost,
    { name: "positive_outcome", about: "outcome on a scale above 0, for the ratio and the hull", isOptional: true },
  ],
  options: [{ name: "needs", about: "columns of needs for the adjusted residual, most important first", default: "" }],
  needsSolver: true,
  run: runCostEffectiveness,
};

export const quadrantsMethod: TableMethod = {
  name: "quadrants",
  about: "which field of outcome against cost an area lies in",
  page: "docs/methods/cost-effectiveness.md",
  gives: "id, quadrant, outcome_side, cost_side, is_near_average, reason",
  columns: outcomeAndCost,
  options: [
    { name: "lines", about: "where the fields meet", default: "median", choices: ["median", "mean"] },
    { name: "near", about: "deviations from average that count as near it", default: "0.25" },
  ],
  run: (call) => {
    const lines = call.option("lines") as "median" | "mean";
    const chart = assignQuadrants(call.numbers("outcome"), call.numbers("cost"), {
      lines,
      nearZone: call.number("near"),
    });
    return fromColumns([
      ["id", call.keys("id")],
      ["quadrant", chart.places.map((place) => place?.quadrant ?? null)],
      ["outcome_side", chart.places.map((place) => place?.outcomeSide ?? null)],
      ["cost_side", chart.places.map((place) => place?.costSide ?? null)],
      ["is_near_average", chart.places.map((place) => place?.isNearAverage ?? null)],
      ["reason", chart.reasons],
    ]);
  },
};

function runCostEffectiveness(call: TableCall): ResultTable {
  const [outcomes, costs] = [call.numbers("outcome"), call.numbers("cost")];
  const difference = scoreByDifference(outcomes, costs);
  const named: (readonly [string, readonly (number | null)[]])[] = [
    ["ce_diff", difference.scores],
    ["ce_ratio_matched", scoreByMatchedRatio(outcomes, costs).scores],
    ["ce_residual", scoreByResidual(outcomes, costs).scores],
  ];
  if (call.option("needs") !== "") {
    const needs = call.list("needs").map((id) => ({ id, values: call.numbersOf(id) }));
    const adjusted = scoreByNeedsAdjustedResidual(outcomes, costs, needs);
    named.push([`ce_residual_given_${adjusted.needs.join("_") || "cost"}`, adjusted.scores]);
  }
  // Variable returns with one output may use any scale; the ratio and constant returns need one above 0.
  const single = call.has("positive_outcome") ? call.numbers("positive_outcome") : outcomes;
  if (call.has("positive_outcome")) named.push(["ce_ratio", scoreByRatio(single, costs).scores]);
  const data = { inputs: [costs], outputs: [single] };
  named.push(["ce_vrs", scoreByFrontier(data, requireSolver(call)).scores]);
  named.push(["ce_fdh", scoreByHull(data).scores]);
  return fromColumns([
    ["id", call.keys("id")],
    ["outcome_z", difference.outcomeZ],
    ["cost_z", difference.costZ],
    ["display_score", toDisplayScale(difference.scores)],
    ["reason", difference.reasons],
    ...named,
    ...named.map(([name, scores]) => [`rank_${name}`, rankScores(scores)] as const),
  ]);
}
