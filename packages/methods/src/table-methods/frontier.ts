import { fromColumns, idColumn } from "./series.ts";
import type { MethodColumn, TableCall, TableCell, TableMethod } from "./table-method.ts";
import { scoreByHull } from "../free-disposal-hull.ts";
import { computeScaleEfficiency, scoreByFrontier } from "../frontier.ts";
import type { FrontierOrientation, ReturnsToScale } from "../frontier.ts";
import type { LinearSolver } from "../linear-solver.ts";

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

export const frontierMethod: TableMethod = {
  name: "frontier",
  about: "efficiency against combinations of areas, with peers",
  page: "docs/methods/frontier.md",
  gives: "id, score, reason, is_efficient, peers (id:lambda; …), is_small_group; or id, peer, lambda",
  columns: frontierColumns,
  variables: "inputs and outputs",
  options: [
    ...frontierOptions,
    { name: "returns", about: "returns to scale", default: "vrs", choices: ["crs", "vrs", "irs", "drs"] },
    { name: "super", about: "leave the area itself out of the comparison", default: "no", choices: ["yes", "no"] },
    { name: "table", about: "what to give", default: "scores", choices: ["scores", "peers"] },
  ],
  needsSolver: true,
  run: (call) => {
    const ids = call.keys("id");
    const found = scoreByFrontier(readFrontier(call), requireSolver(call), {
      returns: call.option("returns") as ReturnsToScale,
      orientation: call.option("orientation") as FrontierOrientation,
      leaveSelfOut: call.flag("super"),
    });
    if (call.option("table") === "peers") {
      const rows = found.peers.flatMap((list, i) =>
        list.map(({ index, lambda }): TableCell[] => [ids[i]!, ids[index]!, lambda]),
      );
      return { columns: ["id", "peer", "lambda"], rows };
    }
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
};

export const scaleEfficiencyMethod: TableMethod = {
  name: "scale-efficiency",
  about: "efficiency under constant over that under variable returns",
  page: "docs/methods/frontier.md",
  gives: "id, crs, vrs, scale_efficiency",
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
};

export const freeDisposalHullMethod: TableMethod = {
  name: "free-disposal-hull",
  about: "efficiency against single areas, with the peer",
  page: "docs/methods/frontier.md",
  gives: "id, score, reason, peer",
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
};

function readFrontier(call: TableCall) {
  const inputs = call.list("inputs");
  if (inputs.length === 0) throw new RangeError("option inputs: expected the columns of inputs, with commas.");
  const named = call.list("outputs");
  const outputs = named.length > 0 ? named : call.others().filter((name) => !inputs.includes(name));
  const read = (names: readonly string[]) => names.map((name) => call.numbersOf(name));
  return { inputs: read(inputs), outputs: read(outputs) };
}

export function requireSolver(call: TableCall): LinearSolver {
  if (call.solver === null) throw new RangeError("solver: expected one (loadLinearSolver), found none.");
  return call.solver;
}
