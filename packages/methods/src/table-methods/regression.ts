import { computeCorrelation, computeRankCorrelation, computeTauB } from "../correlation.ts";
import { fromColumns } from "./series.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { fitLeastSquares } from "../least-squares.ts";
import type { LeastSquaresFit } from "../least-squares.ts";
import { rankValues } from "../rank.ts";

export const regressionMethod: TableMethod = {
  name: "regression",
  about: "least squares of an outcome on one or more predictors",
  page: "docs/methods/description.md",
  gives:
    "term, estimate, std_error, t, p; or id, fitted, residual, std_resid, student_resid, hat, cooks, rank_by_residual; or stat, value",
  columns: [
    { name: "id", also: ["*"], about: "area" },
    { name: "outcome", also: ["y"], about: "what is explained" },
  ],
  variables: "predictors",
  options: [
    { name: "table", about: "what to give", default: "coefficients", choices: ["coefficients", "residuals", "fit"] },
  ],
  run: runRegression,
};

function runRegression(call: TableCall) {
  const outcome = call.numbers("outcome");
  const { names, values } = call.variables();
  const complete = outcome.flatMap((y, i) => (y === null || values.some((column) => column[i] === null) ? [] : [i]));
  const fit = fitLeastSquares(
    complete.map((i) => outcome[i]!),
    values.map((column) => complete.map((i) => column[i]!)),
  );
  if (fit === null)
    throw new RangeError(
      "invalid_for_method: predictors are constant or repeat each other, or there are too few rows.",
    );
  if (call.option("table") === "fit") {
    const stats: [string, number | null][] = [
      ["n", complete.length],
      ["r2", fit.rSquared],
      ["adj_r2", fit.adjustedRSquared],
      ["sigma", fit.residualError],
      ...(names.length === 1 ? describeOnePredictor(fit, outcome, values[0]!) : []),
    ];
    return { columns: ["stat", "value"], rows: stats };
  }
  if (call.option("table") === "coefficients") {
    const none = fit.coefficients.map(() => null);
    return fromColumns([
      ["term", ["intercept", ...names]],
      ["estimate", fit.coefficients],
      ["std_error", fit.standardErrors ?? none],
      ["t", fit.tStatistics ?? none],
      ["p", fit.pValues ?? none],
    ]);
  }
  const rowOf = new Map(complete.map((i, row) => [i, row]));
  const spread = (list: readonly (number | null)[]) =>
    outcome.map((_, i) => (rowOf.has(i) ? list[rowOf.get(i)!]! : null));
  return fromColumns([
    ["id", call.texts("id")],
    ["fitted", spread(fit.fitted)],
    ["residual", spread(fit.residuals)],
    ["std_resid", spread(fit.standardisedResiduals)],
    ["student_resid", spread(fit.studentisedResiduals)],
    ["hat", spread(fit.leverage)],
    ["cooks", spread(fit.cooksDistance)],
    ["rank_by_residual", rankValues(spread(fit.residuals), { direction: "descending", ties: "min" })],
  ]);
}

function describeOnePredictor(
  fit: LeastSquaresFit,
  outcome: readonly (number | null)[],
  predictor: readonly (number | null)[],
): [string, number | null][] {
  return [
    ["intercept", fit.coefficients[0]!],
    ["slope", fit.coefficients[1]!],
    ["se_slope", fit.standardErrors?.[1] ?? null],
    ["t_slope", fit.tStatistics?.[1] ?? null],
    ["p_slope", fit.pValues?.[1] ?? null],
    ["pearson", computeCorrelation(outcome, predictor)],
    ["spearman", computeRankCorrelation(outcome, predictor)],
    ["kendall_tau_b", computeTauB(outcome, predictor)],
  ];
}
