import { fromColumns } from "./series.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { computeActivityIndex } from "../index-numbers.ts";
import type { IndexFormula } from "../index-numbers.ts";
import { adjustForQuality, computeProductivity } from "../productivity.ts";

export const activityIndexMethod: TableMethod = {
  name: "activity-index",
  about: "volume and price of several activities over time",
  page: "docs/methods/productivity.md",
  gives: "period, quantity_index, price_index",
  columns: [
    { name: "period", about: "period; rows in order of time" },
    { name: "activity", about: "activity" },
    { name: "quantity", about: "quantity" },
    { name: "unit_cost", also: ["price"], about: "cost of one unit" },
  ],
  options: [
    {
      name: "formula",
      about: "weights",
      default: "laspeyres",
      choices: ["laspeyres", "paasche", "fisher", "tornqvist"],
    },
    {
      name: "linking",
      about: "each period against the one before, or the first",
      default: "chained",
      choices: ["chained", "fixed"],
    },
    { name: "base", about: "index of the first period", default: "100" },
  ],
  run: (call) => {
    const periods = [...new Set(call.texts("period"))];
    const layOut = (column: string) => spread(call, periods, column);
    const series = { quantities: layOut("quantity"), unitCosts: layOut("unit_cost") };
    const linking = call.option("linking") as "chained" | "fixed";
    const found = computeActivityIndex(series, call.option("formula") as IndexFormula, linking, call.number("base"));
    return fromColumns([
      ["period", periods],
      ["quantity_index", found.quantity],
      ["price_index", found.price],
    ]);
  },
};

export const productivityMethod: TableMethod = {
  name: "productivity",
  about: "output index over input index, with and without quality",
  page: "docs/methods/productivity.md",
  gives: "period, productivity; with quality also output_quality_adjusted, productivity_quality_adjusted",
  columns: [
    { name: "period", also: ["*"], about: "period" },
    { name: "output", about: "output volume index" },
    { name: "input", about: "input volume index" },
    { name: "quality", about: "quality index", isOptional: true },
  ],
  options: [{ name: "base", about: "index of the base period in both", default: "100" }],
  run: (call) => {
    const [output, input] = [call.numbers("output"), call.numbers("input")];
    const adjusted = call.has("quality") ? adjustForQuality(output, call.numbers("quality")) : null;
    return fromColumns([
      ["period", call.keys("period")],
      ["productivity", computeProductivity(output, input, call.number("base"))],
      ...(adjusted === null
        ? []
        : ([
            ["output_quality_adjusted", adjusted],
            ["productivity_quality_adjusted", computeProductivity(adjusted, input, call.number("base"))],
          ] as const)),
    ]);
  },
};

/** `[period][activity]` from a long table; a pair that is not there is null. */
function spread(call: TableCall, periods: readonly string[], column: string): (number | null)[][] {
  const [period, activity, values] = [call.texts("period"), call.texts("activity"), call.numbers(column)];
  const cells = new Map<string, number | null>();
  for (const [row, value] of values.entries()) {
    const key = JSON.stringify([period[row], activity[row]]);
    if (cells.has(key))
      throw new RangeError(`${call.place(row)}: period ${period[row]}, activity ${activity[row]} occurs twice.`);
    cells.set(key, value);
  }
  return periods.map((name) => [...new Set(activity)].map((other) => cells.get(JSON.stringify([name, other])) ?? null));
}
