import { chainOptions, chainTablesWithCosts, readCosts, requireArea, scoreLong } from "./chain.ts";
import { longColumns } from "./figures-of-areas.ts";
import { fromColumns } from "./series.ts";
import type { TableCell, TableMethod } from "./table-method.ts";
import { decomposeDifference, decomposeGap } from "../decompose.ts";
import { findWhatMovesRank } from "../what-if.ts";

export const decompositionMethod: TableMethod = {
  name: "decomposition",
  about: "what each area's cost-effectiveness score is made of",
  page: "docs/methods/decomposition.md",
  gives: "area, part, points",
  columns: longColumns,
  options: chainOptions,
  tables: chainTablesWithCosts,
  run: (call) => {
    const { outcome, areas } = scoreLong(call);
    const { costs } = readCosts(call, areas);
    const rows = decomposeDifference(outcome, costs).flatMap((parts): TableCell[][] =>
      parts === null
        ? []
        : [
            ...outcome.indicators.map(({ id }, j): TableCell[] => [
              parts.area,
              `indicator ${id}`,
              parts.indicators[j]!,
            ]),
            [parts.area, "constant", parts.constant],
            [parts.area, "cost", parts.cost],
            [parts.area, "score", parts.score],
          ],
    );
    return { columns: ["area", "part", "points"], rows };
  },
};

export const gapMethod: TableMethod = {
  name: "gap",
  about: "why one area scores higher than another",
  page: "docs/methods/decomposition.md",
  gives: "part, points",
  columns: longColumns,
  options: [
    ...chainOptions,
    { name: "left", about: "area", default: "" },
    { name: "right", about: "area it is compared with", default: "" },
  ],
  tables: chainTablesWithCosts,
  run: (call) => {
    const { outcome, areas } = scoreLong(call);
    const { costs } = readCosts(call, areas);
    const find = (option: string) => requireArea(call, option, outcome);
    const parts = decomposeGap(outcome, costs, find("left"), find("right"));
    if (parts === null) throw new RangeError("gap: one of the areas has no score.");
    return fromColumns([
      ["part", [...outcome.indicators.map(({ id }) => `indicator ${id}`), "weights", "cost", "gap"]],
      ["points", [...parts.indicators, parts.weights, parts.cost, parts.gap]],
    ]);
  },
};

export const whatIfMethod: TableMethod = {
  name: "what-if",
  about: "what would move an area up one rank",
  page: "docs/methods/decomposition.md",
  gives: "what, current, needed, change, result",
  columns: longColumns,
  options: [...chainOptions, { name: "focus", about: "area", default: "" }],
  tables: chainTablesWithCosts,
  run: (call) => {
    const { outcome, areas, indicators, method } = scoreLong(call);
    const { costs } = readCosts(call, areas);
    const found = findWhatMovesRank({ areas, indicators, costs, method }, requireArea(call, "focus", outcome));
    const rows = found.changes.map(({ indicator, current, needed, change, result }): TableCell[] => [
      indicator,
      current,
      needed,
      change,
      result,
    ]);
    const cost = costs[requireArea(call, "focus", outcome)]!;
    const last = [
      ...(found.neededCost === null ? [] : [["cost per head", cost, found.neededCost, found.costChange, "reachable"]]),
    ];
    return { columns: ["what", "current", "needed", "change", "result"], rows: [...rows, ...last] };
  },
};
