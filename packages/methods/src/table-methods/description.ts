import { byLists, fromColumns, readSeries } from "./series.ts";
import type { TableMethod } from "./table-method.ts";
import {
  computeExcessKurtosis,
  computeMean,
  computeMedianAbsoluteDeviation,
  computeSkewness,
  computeStandardDeviation,
} from "../moments.ts";
import { computeMedian, computeQuantile } from "../quantile.ts";
import type { QuantileType } from "../quantile.ts";

const types = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const momentsMethod: TableMethod = {
  name: "moments",
  about: "count, mean, median, spread, skewness and kurtosis of each list",
  page: "docs/methods/description.md",
  gives:
    "case, n, mean, median, sd_sample, var_sample, sd_pop, mad_1.4826, iqr_type7, skew_type1 to 3, exkurt_type1 to 3",
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
};

export const quantilesMethod: TableMethod = {
  name: "quantiles",
  about: "sample quantiles of each list",
  page: "docs/methods/description.md",
  gives: "case, type, p, value",
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
};

function square(value: number | null): number | null {
  return value === null ? null : value ** 2;
}

function subtract(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left - right;
}
