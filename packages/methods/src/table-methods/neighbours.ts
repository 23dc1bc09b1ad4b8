import { fromColumns, idColumn } from "./series.ts";
import type { TableCall, TableCell, TableMethod } from "./table-method.ts";
import { readGivenWeights, weightsOption } from "./weights.ts";
import { computeDistances, findNeighbours } from "../neighbours.ts";
import { clusterByWard, cutClusters } from "../ward-clusters.ts";

export const neighboursMethod: TableMethod = {
  name: "neighbours",
  about: "the nearest areas of every area",
  page: "docs/methods/neighbours.md",
  gives: "from, to, distance, neighbour_order, rebased_0_1, is_tied",
  columns: [idColumn],
  variables: "context variables",
  options: [{ name: "count", about: "neighbours per area", default: "15" }, weightsOption],
  tables: [{ name: "weights", about: "variable, weight" }],
  run: (call) => {
    const ids = call.keys("id");
    const { distances } = computeDistances(readContext(call));
    const rows = ids.flatMap((from, area) =>
      findNeighbours(distances, ids, area, call.count("count")).map((found): TableCell[] => [
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
};

export const clustersMethod: TableMethod = {
  name: "clusters",
  about: "groups of areas that are alike (Ward)",
  page: "docs/methods/neighbours.md",
  gives: "id, cluster; or step, a, b, height",
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
      ["cluster", cutClusters(merges, call.count("count"))],
    ]);
  },
};

function readContext(call: TableCall) {
  const { names, values } = call.variables();
  const weights = readGivenWeights(call, names);
  return names.map((id, v) => ({ id, values: values[v]!, ...(weights === null ? {} : { weight: weights[v]! }) }));
}
