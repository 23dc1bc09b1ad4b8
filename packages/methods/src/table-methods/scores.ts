import { normalisationOptions, readNormalisation } from "./score-options.ts";
import { answerPerFigure, answerPerRow, byLists, seriesColumns, wideVariables } from "./series.ts";
import type { TableMethod } from "./table-method.ts";
import { imputeMissing } from "../impute-missing.ts";
import { normalise } from "../normalise.ts";
import { applyPolarity } from "../polarity.ts";
import { computeRate } from "../rate.ts";

export const normaliseMethod: TableMethod = {
  name: "normalise",
  about: "scores from figures",
  page: "docs/methods/outcome-score.md",
  gives: "the input and score, reason; from a wide table the score in place of each figure",
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
};

export const imputeMethod: TableMethod = {
  name: "impute",
  about: "fills gaps with the mean or median of the list, or of the area's group in it",
  page: "docs/methods/outcome-score.md",
  gives: "the input and imputed, was_missing; from a wide table the filled figures",
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
};

export const rateMethod: TableMethod = {
  name: "rate",
  about: "numerator over denominator, times a multiplier",
  page: "docs/methods/outcome-score.md",
  gives: "the input and rate",
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
};
