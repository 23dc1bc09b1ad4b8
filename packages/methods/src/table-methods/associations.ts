import { fromColumns } from "./series.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { computeCorrelation, computeRankCorrelation, computeTauB } from "../correlation.ts";
import { computeCronbachAlpha, computePrincipalComponents } from "../principal-components.ts";

export const correlationsMethod: TableMethod = {
  name: "correlations",
  about: "correlation of every pair of variables",
  page: "docs/methods/description.md",
  gives: "a, b, r",
  columns: [{ name: "id", also: ["*"], about: "area" }],
  variables: "variables",
  options: [
    { name: "method", about: "kind of correlation", default: "pearson", choices: ["pearson", "spearman", "kendall"] },
  ],
  run: (call) => {
    const { names, values } = call.variables();
    const compute = { pearson: computeCorrelation, spearman: computeRankCorrelation, kendall: computeTauB }[
      call.option("method")
    ]!;
    const rows = names.flatMap((b, k) => names.map((a, j) => [a, b, compute(values[j]!, values[k]!)]));
    return { columns: ["a", "b", "r"], rows };
  },
};

export const cronbachAlphaMethod: TableMethod = {
  name: "cronbach-alpha",
  about: "how consistently variables move together",
  page: "docs/methods/description.md",
  gives: "variables, cronbach_alpha",
  columns: [{ name: "id", also: ["*"], about: "area" }],
  variables: "complete variables",
  options: [],
  run: (call) => ({
    columns: ["variables", "cronbach_alpha"],
    rows: [[call.variables().names.length, computeCronbachAlpha(readComplete(call))]],
  }),
};

export const principalComponentsMethod: TableMethod = {
  name: "principal-components",
  about: "principal components of the correlations",
  page: "docs/methods/description.md",
  gives: "pc, sdev, variance, prop; or variable, pc1, pc2, …",
  columns: [{ name: "id", also: ["*"], about: "area" }],
  variables: "complete variables",
  options: [{ name: "table", about: "what to give", default: "variances", choices: ["variances", "loadings"] }],
  run: (call) => {
    const found = computePrincipalComponents(readComplete(call));
    if (found === null) throw new RangeError("invalid_for_method: a variable does not vary.");
    const numbers = found.variances.map((_, k) => k + 1);
    if (call.option("table") === "loadings") {
      const { names } = call.variables();
      return fromColumns([["variable", names], ...numbers.map((pc) => [`pc${pc}`, found.loadings[pc - 1]!] as const)]);
    }
    const deviations = found.variances.map((variance) => Math.sqrt(variance));
    return fromColumns([
      ["pc", numbers],
      ["sdev", deviations],
      ["variance", found.variances],
      ["prop", found.shares],
    ]);
  },
};

function readComplete(call: TableCall): number[][] {
  const { names, values } = call.variables();
  return values.map((column, k) =>
    column.map((value, row) => {
      if (value === null)
        throw new RangeError(
          `${call.place(row)}, column "${names[k]}": missing; this method needs complete variables.`,
        );
      return value;
    }),
  );
}
