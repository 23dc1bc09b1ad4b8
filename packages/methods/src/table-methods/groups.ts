import { computeMean } from "../moments.ts";
import { computeMedian } from "../quantile.ts";
import type { TableCell, TableMethod } from "./table-method.ts";

export const groupSummariesMethod: TableMethod = {
  name: "group-summaries",
  about: "count, mean and median of every variable in each group of areas",
  page: "docs/methods/description.md",
  gives: "group, variable, n, mean, median",
  columns: [
    { name: "id", also: ["*"], about: "area" },
    { name: "group", also: ["tier", "region"], about: "group of each area" },
  ],
  variables: "variables",
  options: [],
  run: (call) => {
    call.keys("id");
    const groups = call.texts("group");
    const { names, values } = call.variables();
    const rows = [...new Set(groups)].sort().flatMap((group) =>
      names.map((name, k): TableCell[] => {
        const own = values[k]!.filter((_, i) => groups[i] === group);
        return [group, name, own.filter((value) => value !== null).length, computeMean(own), computeMedian(own)];
      }),
    );
    return { columns: ["group", "variable", "n", "mean", "median"], rows };
  },
};
