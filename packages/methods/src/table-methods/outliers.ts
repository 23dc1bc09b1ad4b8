import { answerPerFigure, byLists } from "./series.ts";
import type { TableMethod } from "./table-method.ts";
import { transformBoxCox, treatOutliers } from "../treat-outliers.ts";

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
      const limit = call.option("winmax") === "" ? {} : { maximumWinsorised: call.number("winmax") };
      const found = treatOutliers(values, { minimumCount: call.number("minimum"), ...limit });
      return [found.values, values.map(() => found.step), values.map(() => found.after.passes)];
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
