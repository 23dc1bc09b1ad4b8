import { computeCorrelation, computeRankCorrelation, computeTauB } from "./correlation.ts";
import { imputeMissing } from "./impute-missing.ts";
import { fitLeastSquares } from "./least-squares.ts";
import {
  computeExcessKurtosis,
  computeMean,
  computeMedianAbsoluteDeviation,
  computeSkewness,
  computeStandardDeviation,
} from "./moments.ts";
import { normalise } from "./normalise.ts";
import { applyPolarity } from "./polarity.ts";
import { computeCronbachAlpha, computePrincipalComponents } from "./principal-components.ts";
import { groupByCutPoints, groupByRank } from "./quantile-groups.ts";
import { computeMedian, computeQuantile } from "./quantile.ts";
import type { QuantileType } from "./quantile.ts";
import { assignNtiles, computeCumulativeShare, computePercentRank, rankValues } from "./rank.ts";
import type { RankDirection, TieRule } from "./rank.ts";
import { computeRate } from "./rate.ts";
import type { TableCall, TableMethod } from "./table-call.ts";
import { readNormalisation, normalisationOptions } from "./table-options.ts";
import { answerPerFigure, fromColumns, readSeries, seriesColumns, wideVariables } from "./table-series.ts";
import { transformBoxCox, treatOutliers } from "./treat-outliers.ts";

const types = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const byLists = { columns: seriesColumns, variables: wideVariables };

/** Methods on single lists of figures: description, ranks, groups, scores, treatment; and on several side by side. */
export const valueMethods: readonly TableMethod[] = [
  {
    name: "moments",
    about: "count, mean, median, spread, skewness and kurtosis of each list",
    ...byLists,
    options: [],
    run: (call) => {
      const all = readSeries(call);
      const each = (compute: (values: readonly (number | null)[]) => number | null) =>
        all.map(({ values }) => compute(values));
      const mad = each(computeMedianAbsoluteDeviation);
      return fromColumns([
        ["case", all.map(({ name }) => name)],
        ["n", each((values) => values.filter((value) => value !== null).length)],
        ["mean", each(computeMean)],
        ["median", each(computeMedian)],
        ["sd_sample", each((values) => computeStandardDeviation(values))],
        ["var_sample", each((values) => square(computeStandardDeviation(values)))],
        ["sd_pop", each((values) => computeStandardDeviation(values, "population"))],
        ["mad_1.4826", mad.map((value) => (value === null ? null : 1.4826 * value))],
        ["iqr_type7", each((values) => subtract(computeQuantile(values, 0.75), computeQuantile(values, 0.25)))],
        ...([1, 2, 3] as const).map(
          (type) => [`skew_type${type}`, each((values) => computeSkewness(values, type))] as const,
        ),
        ...([1, 2, 3] as const).map(
          (type) => [`exkurt_type${type}`, each((values) => computeExcessKurtosis(values, type))] as const,
        ),
      ]);
    },
  },
  {
    name: "quantiles",
    about: "sample quantiles of each list",
    ...byLists,
    options: [
      { name: "type", about: "definition of Hyndman and Fan, or several with commas", default: "7" },
      { name: "p", about: "shares from 0 to 1, with commas", default: "0,0.25,0.5,0.75,1" },
    ],
    run: (call) => {
      const wanted = call.list("type");
      for (const type of wanted)
        if (!types.includes(type)) throw new RangeError(`option type: expected 1 to 9, found "${type}".`);
      const rows = readSeries(call).flatMap(({ name, values }) =>
        wanted.flatMap((type) =>
          call
            .list("p")
            .map((p) => [
              name,
              Number(type),
              Number(p),
              computeQuantile(values, Number(p), Number(type) as QuantileType),
            ]),
        ),
      );
      return { columns: ["case", "type", "p", "value"], rows };
    },
  },
  {
    name: "ranks",
    about: "rank, percentile rank, cumulative share and ntile of each figure",
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
  },
  {
    name: "quantile-groups",
    about: "quartiles, quintiles or deciles of each list",
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
  },
  {
    name: "normalise",
    about: "scores from figures",
    ...byLists,
    options: [
      ...normalisationOptions,
      { name: "polarity", about: "1 higher is better, -1 lower is better", default: "1", choices: ["1", "-1"] },
    ],
    run: (call) =>
      answerPerFigure(call, ["score", "reason"], ({ values }) => {
        const polarity = Number(call.option("polarity")) as 1 | -1;
        const found = normalise(applyPolarity(values, polarity), readNormalisation(call), polarity);
        return [found.scores, found.reasons];
      }),
  },
  {
    name: "treat-outliers",
    about: "pulls in extremes, or takes logarithms where that is not enough",
    ...byLists,
    options: [
      {
        name: "winmax",
        about: "figures that may be pulled in before logarithms are tried; default 5 % of them, at least 1",
        default: "",
      },
      { name: "minimum", about: "fewest figures that are treated at all", default: "10" },
    ],
    run: (call) =>
      answerPerFigure(call, ["treated", "step", "passes"], ({ values }) => {
        const limit = call.option("winmax") === "" ? {} : { maximumWinsorised: call.number("winmax") };
        const found = treatOutliers(values, { minimumCount: call.number("minimum"), ...limit });
        return [found.values, values.map(() => found.step), values.map(() => found.after.passes)];
      }),
  },
  {
    name: "box-cox",
    about: "Box-Cox transform after shifting the lowest figure to 1",
    ...byLists,
    options: [{ name: "lambda", about: "exponent; 0 = logarithm", default: "0.5" }],
    run: (call) =>
      answerPerFigure(call, ["transformed"], ({ values }) => [transformBoxCox(values, call.number("lambda"))]),
  },
  {
    name: "impute",
    about: "fills gaps with the mean or median of the list, or of the area's group in it",
    columns: [...seriesColumns, { name: "within", about: "group of each area", isOptional: true }],
    variables: wideVariables,
    options: [{ name: "statistic", about: "what to fill in", default: "mean", choices: ["mean", "median"] }],
    run: (call) =>
      answerPerFigure(call, ["imputed", "was_missing"], ({ values, rows }) => {
        const groups = call.has("within") ? call.texts("within") : null;
        const states = values.map((value) => (value === null ? ("missing" as const) : ("present" as const)));
        const statistic = call.option("statistic") as "mean" | "median";
        const own = groups === null ? undefined : rows.map((row) => groups[row]!);
        return [imputeMissing(values, states, statistic, own).values, values.map((value) => value === null)];
      }),
  },
  {
    name: "rate",
    about: "numerator over denominator, times a multiplier",
    columns: [
      { name: "numerator", also: ["x"], about: "count" },
      { name: "denominator", also: ["n", "population"], about: "people, households, kilometres" },
    ],
    options: [{ name: "multiplier", about: "100 for a percentage, 100000 for a rate", default: "1" }],
    run: (call) => {
      const [over, under] = [call.numbers("numerator"), call.numbers("denominator")];
      return answerPerRow(
        call,
        ["numerator", "denominator"],
        [["rate", over.map((value, i) => computeRate(value, under[i]!, call.number("multiplier")))]],
      );
    },
  },
  {
    name: "correlations",
    about: "correlation of every pair of variables",
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
  },
  {
    name: "cronbach-alpha",
    about: "how consistently variables move together",
    columns: [{ name: "id", also: ["*"], about: "area" }],
    variables: "complete variables",
    options: [],
    run: (call) => ({
      columns: ["variables", "cronbach_alpha"],
      rows: [[call.variables().names.length, computeCronbachAlpha(readComplete(call))]],
    }),
  },
  {
    name: "principal-components",
    about: "principal components of the correlations",
    columns: [{ name: "id", also: ["*"], about: "area" }],
    variables: "complete variables",
    options: [{ name: "table", about: "what to give", default: "variances", choices: ["variances", "loadings"] }],
    run: (call) => {
      const found = computePrincipalComponents(readComplete(call));
      if (found === null) throw new RangeError("invalid_for_method: a variable does not vary.");
      const numbers = found.variances.map((_, k) => k + 1);
      if (call.option("table") === "loadings") {
        const { names } = call.variables();
        return fromColumns([
          ["variable", names],
          ...numbers.map((pc) => [`pc${pc}`, found.loadings[pc - 1]!] as const),
        ]);
      }
      const deviations = found.variances.map((variance) => Math.sqrt(variance));
      return fromColumns([
        ["pc", numbers],
        ["sdev", deviations],
        ["variance", found.variances],
        ["prop", found.shares],
      ]);
    },
  },
  {
    name: "regression",
    about: "least squares of an outcome on one or more predictors",
    columns: [
      { name: "id", also: ["*"], about: "area" },
      { name: "outcome", also: ["y"], about: "what is explained" },
    ],
    variables: "predictors",
    options: [
      { name: "table", about: "what to give", default: "coefficients", choices: ["coefficients", "residuals", "fit"] },
    ],
    run: runRegression,
  },
];

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
    return fromColumns([
      ["n", [complete.length]],
      ["r2", [fit.rSquared]],
      ["adj_r2", [fit.adjustedRSquared]],
      ["sigma", [fit.residualError]],
    ]);
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

/** Results beside the rows they came from: the columns that were read, those carried along, then the new ones. */
export function answerPerRow(
  call: TableCall,
  read: readonly string[],
  results: readonly (readonly [string, readonly (string | number | boolean | null)[]])[],
) {
  const { names, values } = call.carried();
  const roles = read.filter((role) => call.has(role));
  return fromColumns([
    ...names.map((name, k) => [name, values[k]!] as const),
    ...roles.map((role) => [call.header(role), call.texts(role)] as const),
    ...results,
  ]);
}

function readComplete(call: TableCall): number[][] {
  const { names, values } = call.variables();
  return values.map((column, k) =>
    column.map((value, row) => {
      if (value === null)
        throw new RangeError(`column ${names[k]}, row ${row + 2}: missing; this method needs complete variables.`);
      return value;
    }),
  );
}

function square(value: number | null): number | null {
  return value === null ? null : value ** 2;
}

function subtract(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left - right;
}
