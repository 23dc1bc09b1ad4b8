import { describe } from "vitest";
import { hasReference, readReference } from "../packages/methods/test/read-reference.ts";
import { headersOf, same, testCalls } from "./compare-method.ts";
import type { Call } from "./compare-method.ts";

const context = { folder: "neighbours", input: "input_context" };
const weighted = { ...context, tables: { weights: "input_weights" } };
const neighbourCalls: Call[] = [
  {
    ...context,
    method: "normalise",
    expected: "expected_zscores",
    key: same("id"),
    columns: headersOf("neighbours", "expected_zscores", ["id"]),
  },
  {
    ...weighted,
    method: "neighbours",
    options: { count: 17 },
    expected: "expected_distances",
    key: same("from", "to"),
    columns: same("distance", "neighbour_order", "rebased_0_1"),
  },
  {
    ...weighted,
    method: "clusters",
    options: { table: "joins" },
    expected: "expected_hclust_ward_d2",
    key: same("step"),
    columns: same("height"),
  },
  {
    ...context,
    method: "principal-components",
    expected: "expected_pca_variance",
    key: same("pc"),
    columns: same("sdev", "variance", "prop"),
  },
];

const regression = { folder: "regression", method: "regression", input: "input_xy", tolerance: 1e-7 };
const regressionCalls: Call[] = [
  {
    ...regression,
    options: { table: "residuals" },
    expected: "expected_residuals",
    key: same("id"),
    columns: headersOf("regression", "expected_residuals", ["id"]),
  },
  {
    ...regression,
    options: { table: "fit" },
    expected: "expected_fit",
    key: same("stat"),
    columns: same("value"),
  },
];

const frontierCalls = Object.entries({
  dea_one_input: "csp_per_head",
  dea_two_inputs: "csp_per_head,staff_per_1000",
}).flatMap(([folder, inputs]): Call[] => {
  const data = { folder, input: "input_dea", expected: "expected_efficiency", key: same("id"), tolerance: 1e-7 };
  const outputs = "out_a,out_b,out_c";
  const limits = hasReference ? readReference(folder, "expected_efficiency")[0]! : {};
  return [
    ...["crs", "vrs", "irs", "drs"].flatMap((returns) =>
      ["input", "output"].map((orientation): Call => {
        const columns = { [`${returns}_${orientation.replace("put", "")}`]: "score" };
        return { ...data, method: "frontier", options: { inputs, outputs, returns, orientation }, columns };
      }),
    ),
    ...["input", "output"].map((orientation): Call => {
      const columns = { [`fdh_${orientation.replace("put", "")}`]: "score" };
      return { ...data, method: "free-disposal-hull", options: { inputs, outputs, orientation }, columns };
    }),
    {
      ...data,
      method: "scale-efficiency",
      options: { inputs, outputs },
      columns: { scale_eff_in: "scale_efficiency", crs_in: "crs", vrs_in: "vrs" },
    },
    {
      ...data,
      method: "frontier",
      options: { inputs, outputs, returns: "crs", super: "yes" },
      columns: { super_crs_in: "score" },
    },
    {
      ...data,
      method: "benefit-of-the-doubt",
      options: { variables: outputs },
      columns: { bod_unconstrained: "score" },
    },
    {
      ...data,
      method: "benefit-of-the-doubt",
      options: { variables: outputs, low: limits["bod_low_share"] ?? "", high: limits["bod_up_share"] ?? "" },
      columns: { bod_constrained: "score" },
    },
  ];
});

const indexCalls = ["laspeyres", "paasche", "fisher", "tornqvist"].flatMap((formula) =>
  ["chained", "fixed"].map((linking): Call => {
    return {
      folder: "index_numbers",
      method: "activity-index",
      input: "input_activity",
      options: { formula, linking, base: 1 },
      expected: "expected_indices",
      where: ({ method, base }) => method === formula && base!.startsWith(linking),
      key: same("period"),
      columns: same("quantity_index", "price_index"),
    };
  }),
);

const scores = { folder: "sensitivity", input: "input_scores", key: same("id") };
const sensitivityCalls: Call[] = [
  ...Object.entries({ "weight-draws": "weight_draws", bootstrap: "bootstrap" }).map(([method, name]): Call => {
    const expected = `expected_${name}_ranks`;
    const draws = name === "bootstrap" ? "input_bootstrap_columns" : "input_weight_draws";
    return { ...scores, method, tables: { draws }, expected, columns: headersOf("sensitivity", expected, ["id"]) };
  }),
  {
    ...scores,
    method: "leave-one-out",
    expected: "expected_leave_one_out",
    key: same("dropped", "id"),
    columns: same("score", "rank", "shift"),
  },
  {
    folder: "sensitivity",
    method: "sobol",
    input: "input_sobol_design",
    expected: "expected_sobol",
    key: { Variable: "variable" },
    columns: { Si: "first", STi: "total", variance: "variance", N: "runs" },
  },
];

const deflatorCalls: Call[] = [
  {
    folder: "deflator",
    method: "reprice",
    input: "expected_worked_examples",
    tables: { deflators: "input_deflator" },
    expected: "expected_worked_examples",
    where: (row) => row["operation"] === "inflation_pct",
    key: same("example"),
    columns: { printed_answer: "inflation_pct" },
    tolerance: 0.005 / 2.2,
  },
  {
    folder: "deflator",
    method: "reprice",
    input: "expected_worked_examples",
    tables: { deflators: "input_deflator" },
    expected: "expected_worked_examples",
    where: (row) => row["operation"] === "reprice_gbp_m",
    key: same("example"),
    columns: { printed_answer: "repriced" },
    tolerance: 0.005 / 8.3,
  },
];

describe.skipIf(!hasReference)("poundwise method gives what the reference tools give", () => {
  describe("neighbours", () => testCalls(neighbourCalls));
  describe("regression", () => testCalls(regressionCalls));
  describe("dea_one_input and dea_two_inputs", () => testCalls(frontierCalls));
  describe("index_numbers", () => testCalls(indexCalls));
  describe("sensitivity", () => testCalls(sensitivityCalls));
  describe("deflator", () => testCalls(deflatorCalls));
});
