import { aggregate } from "./aggregate.ts";
import { defaultShareLimits, scoreByBenefitOfTheDoubt } from "./benefit-of-the-doubt.ts";
import {
  scoreByDifference,
  scoreByMatchedRatio,
  scoreByRatio,
  scoreByResidual,
  toDisplayScale,
} from "./cost-effectiveness.ts";
import { scoreByHull } from "./free-disposal-hull.ts";
import { computeScaleEfficiency, scoreByFrontier } from "./frontier.ts";
import type { FrontierOrientation, ReturnsToScale } from "./frontier.ts";
import { scoreByMazziottaPareto } from "./mazziotta-pareto.ts";
import { scoreByNeedsAdjustedResidual } from "./needs-adjusted.ts";
import { computeDistances, findNeighbours } from "./neighbours.ts";
import { scoreByCopeland, scoreByMeanRank } from "./pairwise-scores.ts";
import { assignQuadrants } from "./quadrants.ts";
import { rankScores } from "./rank.ts";
import type { LinearSolver } from "./linear-solver.ts";
import type { MethodColumn, ResultTable, TableCall, TableCell, TableMethod } from "./table-call.ts";
import { meanKinds, readAggregation } from "./table-options.ts";
import { fromColumns } from "./table-series.ts";
import { clusterByWard, cutClusters } from "./ward-clusters.ts";

export const idColumn: MethodColumn = { name: "id", also: ["area_code", "*"], about: "area" };
const weightsOption = { name: "weights", about: "name:weight pairs with commas; default equal", default: "" };
const frontierColumns: readonly MethodColumn[] = [idColumn];
const frontierOptions = [
  { name: "inputs", about: "columns of inputs, with commas", default: "" },
  { name: "outputs", about: "columns of outputs, with commas; default all others", default: "" },
  {
    name: "orientation",
    about: "how far inputs could fall, or outputs rise",
    default: "input",
    choices: ["input", "output"],
  },
];
const outcomeAndCost: readonly MethodColumn[] = [
  idColumn,
  { name: "outcome", also: ["outcome_z"], about: "outcome score, higher is better" },
  { name: "cost", also: ["csp_per_head"], about: "pounds per head" },
];

/** Methods that turn several variables per area into one score, or compare areas on them. */
export const scoreMethods: readonly TableMethod[] = [
  {
    name: "aggregate",
    about: "one score per area from several, and its rank",
    columns: [idColumn],
    variables: "scores, higher is better",
    options: [
      {
        name: "method",
        about: "how scores combine; mpi takes z scores",
        default: "arithmetic",
        choices: [...meanKinds, "mpi", "copeland", "rank_mean"],
      },
      { name: "exponent", about: "for method power", default: "2" },
      {
        name: "divisor",
        about: "for mpi: deviation with n - 1 or n",
        default: "sample",
        choices: ["sample", "population"],
      },
      weightsOption,
    ],
    run: (call) => {
      const { names, values } = call.variables();
      const scores = combine(call, values, readWeights(call, names));
      return fromColumns([
        ["id", call.keys("id")],
        ["score", scores],
        ["rank", rankScores(scores)],
      ]);
    },
  },
  {
    name: "benefit-of-the-doubt",
    about: "score under each area's own best weights",
    columns: [idColumn],
    variables: "measures above 0, higher is better",
    options: [
      {
        name: "low",
        about: "smallest share of a measure; with high, both or none; usual = half the equal share",
        default: "",
      },
      { name: "high", about: "largest share of a measure; usual = twice the equal share", default: "" },
    ],
    needsSolver: true,
    run: (call) => {
      const { names, values } = call.variables();
      const [low, high] = [call.option("low"), call.option("high")];
      const usual = defaultShareLimits(names.length);
      const limits =
        low === "" && high === ""
          ? null
          : {
              low: low === "usual" ? usual.low : call.number("low"),
              high: high === "usual" ? usual.high : call.number("high"),
            };
      const found = scoreByBenefitOfTheDoubt(values, requireSolver(call), limits);
      return fromColumns([
        ["id", call.keys("id")],
        ["score", found.scores],
        ["reason", found.reasons],
        ...names.map((name, j) => [`share_${name}`, found.shares.map((shares) => shares[j] ?? null)] as const),
      ]);
    },
  },
  {
    name: "frontier",
    about: "efficiency against combinations of areas, with peers",
    columns: frontierColumns,
    variables: "inputs and outputs",
    options: [
      ...frontierOptions,
      { name: "returns", about: "returns to scale", default: "vrs", choices: ["crs", "vrs", "irs", "drs"] },
      { name: "super", about: "leave the area itself out of the comparison", default: "no", choices: ["yes", "no"] },
    ],
    needsSolver: true,
    run: (call) => {
      const ids = call.keys("id");
      const found = scoreByFrontier(readFrontier(call), requireSolver(call), {
        returns: call.option("returns") as ReturnsToScale,
        orientation: call.option("orientation") as FrontierOrientation,
        leaveSelfOut: call.flag("super"),
      });
      const peers = found.peers.map((list) => list.map(({ index, lambda }) => `${ids[index]}:${lambda}`).join("; "));
      return fromColumns([
        ["id", ids],
        ["score", found.scores],
        ["reason", found.reasons],
        ["is_efficient", found.isEfficient],
        ["peers", peers],
        ["is_small_group", ids.map(() => found.isSmall)],
      ]);
    },
  },
  {
    name: "scale-efficiency",
    about: "efficiency under constant over that under variable returns",
    columns: frontierColumns,
    variables: "inputs and outputs",
    options: frontierOptions,
    needsSolver: true,
    run: (call) => {
      const orientation = call.option("orientation") as FrontierOrientation;
      const [data, solver] = [readFrontier(call), requireSolver(call)];
      const constant = scoreByFrontier(data, solver, { returns: "crs", orientation }).scores;
      const variable = scoreByFrontier(data, solver, { returns: "vrs", orientation }).scores;
      return fromColumns([
        ["id", call.keys("id")],
        ["crs", constant],
        ["vrs", variable],
        ["scale_efficiency", computeScaleEfficiency(constant, variable)],
      ]);
    },
  },
  {
    name: "free-disposal-hull",
    about: "efficiency against single areas, with the peer",
    columns: frontierColumns,
    variables: "inputs and outputs",
    options: frontierOptions,
    run: (call) => {
      const ids = call.keys("id");
      const found = scoreByHull(readFrontier(call), call.option("orientation") as FrontierOrientation);
      return fromColumns([
        ["id", ids],
        ["score", found.scores],
        ["reason", found.reasons],
        ["peer", found.peers.map((peer) => (peer === null ? null : ids[peer]!))],
      ]);
    },
  },
  {
    name: "neighbours",
    about: "the nearest areas of every area",
    columns: [idColumn],
    variables: "context variables",
    options: [{ name: "count", about: "neighbours per area", default: "15" }, weightsOption],
    tables: [{ name: "weights", about: "variable, weight" }],
    run: (call) => {
      const ids = call.keys("id");
      const { distances } = computeDistances(readContext(call));
      const rows = ids.flatMap((from, area) =>
        findNeighbours(distances, ids, area, call.number("count")).map((found): TableCell[] => [
          from,
          ids[found.index]!,
          found.distance,
          found.order,
          found.rebased,
          found.isTied,
        ]),
      );
      return { columns: ["from", "to", "distance", "neighbour_order", "rebased_0_1", "is_tied"], rows };
    },
  },
  {
    name: "clusters",
    about: "groups of areas that are alike (Ward)",
    columns: [idColumn],
    variables: "context variables",
    options: [
      { name: "count", about: "number of clusters", default: "3" },
      { name: "table", about: "what to give", default: "clusters", choices: ["clusters", "joins"] },
      weightsOption,
    ],
    tables: [{ name: "weights", about: "variable, weight" }],
    run: (call) => {
      const ids = call.keys("id");
      const merges = clusterByWard(computeDistances(readContext(call)).distances);
      if (call.option("table") === "joins") {
        const name = (which: number) => ids[which] ?? `join ${which - ids.length + 1}`;
        const rows = merges.map(({ left, right, height }, step) => [step + 1, name(left), name(right), height]);
        return { columns: ["step", "a", "b", "height"], rows };
      }
      return fromColumns([
        ["id", ids],
        ["cluster", cutClusters(merges, call.number("count"))],
      ]);
    },
  },
  {
    name: "cost-effectiveness",
    about: "every measure of outcome against cost, with ranks",
    columns: [
      ...outcomeAndCost,
      { name: "positive_outcome", about: "outcome on a scale above 0, for the ratio and the hull", isOptional: true },
    ],
    options: [
      { name: "needs", about: "columns of needs for the adjusted residual, most important first", default: "" },
    ],
    needsSolver: true,
    run: runCostEffectiveness,
  },
  {
    name: "quadrants",
    about: "which field of outcome against cost an area lies in",
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
  },
];

function runCostEffectiveness(call: TableCall): ResultTable {
  const [outcomes, costs] = [call.numbers("outcome"), call.numbers("cost")];
  const difference = scoreByDifference(outcomes, costs);
  const named: (readonly [string, readonly (number | null)[]])[] = [
    ["ce_diff", difference.scores],
    ["ce_ratio_matched", scoreByMatchedRatio(outcomes, costs).scores],
    ["ce_residual", scoreByResidual(outcomes, costs).scores],
  ];
  if (call.option("needs") !== "") {
    const { names, values } = call.variables();
    const needs = call.list("needs").map((id) => {
      const position = names.indexOf(id);
      if (position === -1) throw new RangeError(`option needs: there is no column "${id}" in the input.`);
      return { id, values: values[position]! };
    });
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

function combine(
  call: TableCall,
  values: readonly (readonly (number | null)[])[],
  weights: readonly number[],
): (number | null)[] {
  const method = call.option("method");
  if (method === "mpi") {
    return [...scoreByMazziottaPareto(values, { divisor: call.option("divisor") as "sample" | "population" }).scores];
  }
  if (method === "copeland") return [...scoreByCopeland(values, weights).scores];
  if (method === "rank_mean") return scoreByMeanRank(values, weights);
  const kind = readAggregation(call, "method");
  return (values[0] ?? []).map((_, area) =>
    aggregate(
      values.map((column) => column[area]!),
      weights,
      kind,
    ),
  );
}

/** Weights by variable, from the option or the further table; equal when neither is given. */
export function readWeights(call: TableCall, names: readonly string[]): number[] {
  return readGivenWeights(call, names) ?? names.map(() => 1);
}

function readGivenWeights(call: TableCall, names: readonly string[]): number[] | null {
  const table = call.table("weights");
  const given = new Map(call.numberByName("weights"));
  if (table !== null) {
    const weights = table.numbers("weight");
    for (const [row, name] of table.texts("variable").entries()) given.set(name, weights[row] ?? NaN);
  }
  if (given.size === 0) return null;
  return names.map((name) => {
    const weight = given.get(name);
    if (weight === undefined) throw new RangeError(`weights: there is none for "${name}".`);
    return weight;
  });
}

function readContext(call: TableCall) {
  const { names, values } = call.variables();
  const weights = readGivenWeights(call, names);
  return names.map((id, v) => ({ id, values: values[v]!, ...(weights === null ? {} : { weight: weights[v]! }) }));
}

function readFrontier(call: TableCall) {
  const { names, values } = call.variables();
  const pick = (list: readonly string[], option: string) =>
    list.map((name) => {
      const position = names.indexOf(name);
      if (position === -1) throw new RangeError(`option ${option}: there is no column "${name}" in the input.`);
      return values[position]!;
    });
  const inputs = call.list("inputs");
  if (inputs.length === 0) throw new RangeError("option inputs: expected the columns of inputs, with commas.");
  const outputs = call.list("outputs");
  const others = names.filter((name) => !inputs.includes(name));
  return { inputs: pick(inputs, "inputs"), outputs: pick(outputs.length > 0 ? outputs : others, "outputs") };
}

function requireSolver(call: TableCall): LinearSolver {
  if (call.solver === null) throw new RangeError("solver: expected one (loadLinearSolver), found none.");
  return call.solver;
}
