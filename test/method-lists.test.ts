import { describe } from "vitest";
import { hasReference } from "../packages/methods/test/read-reference.ts";
import type { ReferenceRow } from "../packages/methods/test/read-reference.ts";
import { headersOf, same, testCalls } from "./compare-method.ts";
import type { Call } from "./compare-method.ts";

const basics = { folder: "basics", input: "input_vectors", key: same("case", "i") };
const basicCalls: Call[] = [
  {
    ...basics,
    method: "moments",
    expected: "expected_moments",
    key: same("case"),
    columns: headersOf("basics", "expected_moments", ["case"]),
  },
  {
    ...basics,
    method: "quantiles",
    options: { type: "1,2,3,4,5,6,7,8,9", p: "0,0.05,0.1,0.2,0.25,0.4,0.5,0.6,0.75,0.8,0.9,0.95,1" },
    expected: "expected_quantiles",
    key: same("case", "type", "p"),
    columns: same("value"),
  },
  ...["asc", "desc"].flatMap((direction) =>
    ["min", "max", "average", "dense"].map((ties): Call => {
      const options = { direction: `${direction}ending`, ties };
      const columns = { [`rank_${direction}_${ties}`]: "rank" };
      return { ...basics, method: "ranks", options, expected: "expected_ranks", columns };
    }),
  ),
  ...[4, 5].map((ntile): Call => {
    const columns = { percent_rank_asc: "percent_rank", cume_dist_asc: "cume_dist", [`ntile${ntile}_asc`]: "ntile" };
    return { ...basics, method: "ranks", options: { ntile }, expected: "expected_ranks", columns };
  }),
  ...Object.entries({
    z_sample_sd: "zscore",
    z_pop_sd: "zscore_pop",
    minmax_0_100: "minmax",
    prank: "prank",
    robust_z_mad: "robust_z",
  }).map(([column, method]): Call => {
    return {
      ...basics,
      method: "normalise",
      options: { method, ties: "min" },
      expected: "expected_normalised",
      columns: { [column]: "score" },
    };
  }),
];

const winsorise = { folder: "winsorise", input: "input_winsor", key: same("case", "i") };
const groups = {
  folder: "quantile_groups",
  input: "input_values",
  expected: "expected_groups",
  key: same("case", "i"),
};
// Where nobody differs there are no groups; the tool puts everyone in one.
const isAllEqual = (row: ReferenceRow) => row["case"] === "all_equal";
const listCalls: Call[] = [
  {
    ...winsorise,
    method: "winsorise",
    options: { table: "summary" },
    expected: "expected_winsor_summary",
    key: same("case"),
    columns: same("skew_before", "kurt_before", "pass_before", "nwin", "skew_after", "kurt_after", "pass_after"),
  },
  { ...winsorise, method: "winsorise", expected: "expected_winsorised", columns: same("winsorised", "flag") },
  { ...winsorise, method: "log-transform", expected: "expected_winsorised", columns: { log_ct: "transformed" } },
  { ...winsorise, method: "box-cox", expected: "expected_winsorised", columns: { boxcox_half_shifted: "transformed" } },
  {
    ...winsorise,
    method: "treat-outliers",
    options: { winmax: 5 },
    expected: "expected_two_stage",
    columns: same("treated"),
  },
  ...[4, 5, 10].flatMap((count) =>
    ["highest", "lowest"].map((first): Call => {
      const options = { groups: count, first };
      const columns = { [`q${count}_1_is_${first}`]: "group" };
      return { ...groups, method: "quantile-groups", options, columns, exempt: isAllEqual };
    }),
  ),
  ...[6, 7].flatMap((type) =>
    Object.entries({ quartile: 4, quintile: 5 }).map(([name, count]): Call => {
      const options = { groups: count, rule: "cut_points", type };
      const columns = { [`${name}_cutpoints_type${type}_1_is_lowest`]: "group" };
      return { ...groups, method: "quantile-groups", options, columns, exempt: isAllEqual };
    }),
  ),
];

const intervalCalls = [0.95, 0.998].flatMap((confidence): Call[] => {
  const given = { folder: "confidence_intervals", options: { confidence }, tolerance: 1e-7 };
  const where = (row: ReferenceRow) => Number(row["confidence"]) === confidence;
  const limits = same("value", "lowercl", "uppercl");
  return [
    {
      ...given,
      method: "proportion-interval",
      input: "input_proportions",
      expected: "expected_proportions_wilson",
      where,
      key: same("id"),
      columns: limits,
    },
    {
      ...given,
      method: "rate-interval",
      input: "input_rates",
      expected: "expected_rates_byar_exact",
      where,
      key: same("id"),
      columns: { ...limits, method: "method" },
    },
    {
      ...given,
      method: "mean-interval",
      input: "input_means",
      expected: "expected_means_t",
      where,
      key: same("group"),
      columns: { ...limits, ...same("value_sum", "value_count", "stdev") },
    },
  ];
});

const trendCalls: Call[] = [
  {
    folder: "trends",
    method: "trend",
    input: "input_proportion_series",
    expected: "expected_proportion_trend",
    key: same("series"),
    columns: { recent_trend: "recent_trend", cochran_armitage_chisq: "chi_squared", p: "p" },
    tolerance: 1e-6,
  },
  {
    folder: "trends",
    method: "trend",
    input: "input_other_series",
    expected: "expected_other_trend",
    key: same("series"),
    columns: { recent_trend: "recent_trend", slope_chisq_known_variance: "chi_squared", weighted_slope: "slope" },
    tolerance: 1e-6,
  },
];

describe.skipIf(!hasReference)("poundwise method gives what the reference tools give", () => {
  describe("basics", () => testCalls(basicCalls));
  describe("winsorise and quantile_groups", () => testCalls(listCalls));
  describe("confidence_intervals", () => testCalls(intervalCalls));
  describe("trends", () => testCalls(trendCalls));
});
