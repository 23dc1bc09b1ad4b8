import { scoreByDifference, scoreByMatchedRatio, scoreByRatio, scoreByResidual } from "../cost-effectiveness.ts";
import { scoreByHull } from "../free-disposal-hull.ts";
import { scoreByFrontier } from "../frontier.ts";
import { computeMean } from "../moments.ts";
import { scoreOutcomes } from "../outcome-score.ts";
import { assignQuadrants } from "../quadrants.ts";
import { computeMedian } from "../quantile.ts";
import { rankScores, rankWithin } from "../rank.ts";
import { chainOptions, chainTablesWithCosts, readCosts, scoreLong } from "./chain.ts";
import { findColumn, longColumns } from "./figures-of-areas.ts";
import { requireSolver } from "./frontier.ts";
import { fromColumns } from "./series.ts";
import type { ResultTable, TableCall, TableCell, TableMethod } from "./table-method.ts";

export const costEffectivenessIndexMethod: TableMethod = {
  name: "cost-effectiveness-index",
  about: "from raw figures of many indicators and cost per head to every measure of cost effectiveness",
  page: "docs/methods/cost-effectiveness.md",
  gives:
    "area, cost, outcome_z, cost_z, measures ce_…, their ranks, ranks of ce_diff within groups, sides of the medians; " +
    "or group, n, mean_outcome_z, median_cost, mean_cost",
  columns: longColumns,
  options: [
    ...chainOptions,
    { name: "within", about: "columns of the table of costs to rank inside, with commas", default: "" },
    { name: "table", about: "what to give", default: "measures", choices: ["measures", "groups"] },
  ],
  tables: chainTablesWithCosts,
  needsSolver: true,
  run: runIndex,
};

function runIndex(call: TableCall): ResultTable {
  const { areas, indicators, method, outcome } = scoreLong(call);
  const { costs } = readCosts(call, areas);
  const outcomes = outcome.areas.map(({ score }) => score);
  const { scores: difference, outcomeZ, costZ, reasons } = scoreByDifference(outcomes, costs);
  const groups = call.list("within").map((column) => readGroups(call, areas, column));
  if (call.option("table") === "groups") return summariseGroups(groups, outcomeZ, costs);

  // Ratios and frontiers need outcomes above 0, so they take the same chain on a scale of 0 to 100.
  const positive = scoreOutcomes(areas, indicators, { ...method, normalisation: { id: "minmax", low: 0, high: 100 } });
  const single = positive.areas.map(({ score }) => score);
  const services = positive.blocks.map((_, b) => positive.areas.map(({ blockScores }) => blockScores[b]!));
  const solver = requireSolver(call);
  const measures: (readonly [string, readonly (number | null)[]])[] = [
    ["diff", difference],
    ["ratio_matched", scoreByMatchedRatio(outcomes, costs).scores],
    ["ratio", scoreByRatio(single, costs).scores],
    ["residual", scoreByResidual(outcomes, costs).scores],
    ["vrs_single", scoreByFrontier({ inputs: [costs], outputs: [single] }, solver).scores],
    ["fdh_single", scoreByHull({ inputs: [costs], outputs: [single] }).scores],
    ["crs_services", scoreByFrontier({ inputs: [costs], outputs: services }, solver, { returns: "crs" }).scores],
  ];
  const { places } = assignQuadrants(outcomes, costs);
  return fromColumns([
    ["area", areas],
    ["cost", costs],
    ["outcome_z", outcomeZ],
    ["cost_z", costZ],
    ["reason", reasons],
    ...measures.map(([name, scores]) => [`ce_${name}`, scores] as const),
    ...measures.map(([name, scores]) => [`rank_${name}`, rankScores(scores)] as const),
    ...groups.map(({ column, groupOf }) => [`rank_diff_within_${column}`, rankWithin(difference, groupOf)] as const),
    ["outcome_vs_median", places.map((place) => place?.outcomeSide ?? null)],
    ["cost_vs_median", places.map((place) => place?.costSide ?? null)],
  ]);
}

interface Grouping {
  readonly column: string;
  readonly groupOf: readonly string[];
}

function readGroups(call: TableCall, areas: readonly string[], column: string): Grouping {
  const table = call.table("costs")!;
  const codes = table.texts(findColumn(table, ["area_code", "area", "id"]));
  const groups = table.texts(column);
  return { column, groupOf: areas.map((area) => groups[codes.indexOf(area)] ?? "") };
}

function summariseGroups(
  groupings: readonly Grouping[],
  outcomeZ: readonly (number | null)[],
  costs: readonly (number | null)[],
): ResultTable {
  const rows = groupings.flatMap(({ groupOf }) =>
    [...new Set(groupOf)].sort().map((group): TableCell[] => {
      const own = (values: readonly (number | null)[]) => values.filter((_, i) => groupOf[i] === group);
      const size = groupOf.filter((other) => other === group).length;
      return [group, size, computeMean(own(outcomeZ)), computeMedian(own(costs)), computeMean(own(costs))];
    }),
  );
  return { columns: ["group", "n", "mean_outcome_z", "median_cost", "mean_cost"], rows };
}
