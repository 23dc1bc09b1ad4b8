import { answerPerFigure, byLists, fromColumns, readSeries } from "./series.ts";
import type { ResultTable, TableCall, TableMethod } from "./table-method.ts";
import { takeLogarithm, testShape, transformBoxCox, treatOutliers, winsorise } from "../treat-outliers.ts";

export const treatOutliersMethod: TableMethod = {
  name: "treat-outliers",
  about: "pulls in extremes, or takes logarithms where that is not enough",
  page: "docs/methods/outcome-score.md",
  gives: "the input and treated, step, passes; from a wide table the treated figures",
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
      const limit = call.option("winmax") === "" ? {} : { maximumWinsorised: call.count("winmax") };
      const found = treatOutliers(values, { minimumCount: call.number("minimum"), ...limit });
      return [found.values, values.map(() => found.step), values.map(() => found.after.passes)];
    }),
};

export const winsoriseMethod: TableMethod = {
  name: "winsorise",
  about: "pulls extremes to the next figure while the shape fails, and nothing else",
  page: "docs/methods/outcome-score.md",
  gives: "the input and winsorised, flag; from a wide table the winsorised figures; or case, n, shape before and after",
  ...byLists,
  options: [
    { name: "winmax", about: "figures that may be pulled in", default: "5" },
    { name: "table", about: "what to give", default: "figures", choices: ["figures", "summary"] },
  ],
  run: (call) => {
    if (call.option("table") === "summary") return summariseShapes(call);
    return answerPerFigure(call, ["winsorised", "flag"], ({ values }) => {
      const found = winsorise(values, call.count("winmax"));
      const flags = values.map((value, i) => {
        const now = found[i]!;
        return value === null || now === null || now === value ? null : now < value ? "winhi" : "winlo";
      });
      return [found, flags];
    });
  },
};

function summariseShapes(call: TableCall): ResultTable {
  const rows = readSeries(call).map(({ name, values }) => {
    const found = winsorise(values, call.count("winmax"));
    const changed = found.filter((value, i) => value !== values[i]).length;
    const [before, after] = [testShape(values), testShape(found)];
    return { name, before, changed, after };
  });
  return fromColumns([
    ["case", rows.map(({ name }) => name)],
    ["skew_before", rows.map(({ before }) => before.skewness)],
    ["kurt_before", rows.map(({ before }) => before.kurtosis)],
    ["pass_before", rows.map(({ before }) => before.passes)],
    ["nwin", rows.map(({ changed }) => changed)],
    ["skew_after", rows.map(({ after }) => after.skewness)],
    ["kurt_after", rows.map(({ after }) => after.kurtosis)],
    ["pass_after", rows.map(({ after }) => after.passes)],
  ]);
}

export const logTransformMethod: TableMethod = {
  name: "log-transform",
  about: "logarithm with a shift of one hundredth of the range",
  page: "docs/methods/outcome-score.md",
  gives: "the input and transformed; from a wide table the transformed figures",
  ...byLists,
  options: [
    {
      name: "tail",
      about: "side of the long tail; low mirrors the figures",
      default: "high",
      choices: ["high", "low"],
    },
  ],
  run: (call) =>
    answerPerFigure(call, ["transformed"], ({ name, values }) => {
      const present = new Set(values.filter((value) => value !== null));
      if (present.size < 2) throw new RangeError(`no_variation: the figures of "${name}" do not differ.`);
      return [takeLogarithm(values, call.option("tail") === "high")];
    }),
};

export const boxCoxMethod: TableMethod = {
  name: "box-cox",
  about: "Box-Cox transform after shifting the lowest figure to 1",
  page: "docs/methods/outcome-score.md",
  gives: "the input and transformed; from a wide table the transformed figures",
  ...byLists,
  options: [{ name: "lambda", about: "exponent; 0 = logarithm", default: "0.5" }],
  run: (call) =>
    answerPerFigure(call, ["transformed"], ({ values }) => [transformBoxCox(values, call.number("lambda"))]),
};
