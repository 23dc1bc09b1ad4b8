import { polarityOption } from "./comparisons.ts";
import { counts } from "./intervals.ts";
import { answerPerRow, fromColumns } from "./series.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { findDirection } from "../direction-of-travel.ts";
import { rateTarget } from "../target-progress.ts";
import type { TargetOperator } from "../target-progress.ts";
import { assessProportionTrend, assessTrend } from "../trend.ts";

export const trendMethod: TableMethod = {
  name: "trend",
  about: "recent trend of each series over its last five years",
  page: "docs/methods/change-over-time.md",
  gives: "series, recent_trend, reason, slope, chi_squared, p, used_plain_shares",
  columns: [
    { name: "series", also: ["case", "*"], about: "series" },
    { name: "year", about: "year" },
    ...counts.map((column) => ({ ...column, isOptional: true })),
    { name: "value", about: "figure, with limits, where there are no counts", isOptional: true },
    { name: "lower", also: ["lowercl"], about: "lower 95 % limit", isOptional: true },
    { name: "upper", also: ["uppercl"], about: "upper 95 % limit", isOptional: true },
  ],
  options: [],
  run: runTrend,
};

export const directionOfTravelMethod: TableMethod = {
  name: "direction-of-travel",
  about: "latest figure against the one before",
  page: "docs/methods/change-over-time.md",
  gives: "the input and direction",
  columns: [
    { name: "latest", about: "latest figure" },
    { name: "previous", about: "figure before" },
    ...["latest_lower", "latest_upper", "previous_lower", "previous_upper"].map((name) => ({
      name,
      about: "95 % limit",
      isOptional: true,
    })),
  ],
  options: [
    polarityOption,
    { name: "display_unit", about: "smallest step shown; without limits a smaller change is none", default: "0.1" },
  ],
  run: (call) => {
    const [latest, previous] = [call.numbers("latest"), call.numbers("previous")];
    const limit = (name: string) => (call.has(name) ? call.numbers(name) : latest.map(() => null));
    const [ll, lu, pl, pu] = ["latest_lower", "latest_upper", "previous_lower", "previous_upper"].map(limit);
    const directions = latest.map((value, i) =>
      findDirection(
        { value, lower: ll![i]!, upper: lu![i]! },
        { value: previous[i]!, lower: pl![i]!, upper: pu![i]! },
        Number(call.option("polarity")) as 1 | -1 | 0,
        call.number("display_unit"),
      ),
    );
    return answerPerRow(call, ["latest", "previous"], [["direction", directions]]);
  },
};

export const targetProgressMethod: TableMethod = {
  name: "target-progress",
  about: "colour and progress of figures against targets",
  page: "docs/methods/change-over-time.md",
  gives: "the input and colour, progress, contradicts_polarity",
  columns: [
    { name: "value", about: "latest figure" },
    { name: "target", about: "target" },
    { name: "baseline", about: "where the plan started", isOptional: true },
    { name: "operator", about: ">=, <=, =, < or >" },
  ],
  options: [polarityOption],
  run: (call) => {
    const [value, target] = [call.numbers("value"), call.numbers("target")];
    const baseline = call.has("baseline") ? call.numbers("baseline") : value.map(() => null);
    const found = call.texts("operator").map((operator, i) => {
      if (![">=", "<=", "=", "<", ">"].includes(operator)) {
        throw new RangeError(`${call.place(i)}, column "operator": expected >=, <=, =, < or >, found "${operator}".`);
      }
      const polarity = Number(call.option("polarity")) as 1 | -1 | 0;
      return rateTarget({
        value: value[i]!,
        target: target[i]!,
        baseline: baseline[i]!,
        operator: operator as TargetOperator,
        polarity,
      });
    });
    return answerPerRow(
      call,
      ["value", "target", "baseline", "operator"],
      [
        ["colour", found.map(({ colour }) => colour)],
        ["progress", found.map(({ progress }) => progress)],
        ["contradicts_polarity", found.map(({ contradictsPolarity }) => contradictsPolarity)],
      ],
    );
  },
};

function runTrend(call: TableCall) {
  const series = call.texts("series");
  const years = call.numbers("year").map((year, row) => {
    if (year === null) throw new RangeError(`${call.place(row)}, column "${call.header("year")}": missing.`);
    return year;
  });
  const names = [...new Set(series)];
  const pick = (column: string) => (call.has(column) ? call.numbers(column) : years.map(() => null));
  const [cases, total, value, lower, upper] = ["numerator", "denominator", "value", "lower", "upper"].map(pick);
  const found = names.map((name) => {
    const rows = [...years.keys()].filter((row) => series[row] === name);
    const hasCounts = rows.some((row) => total![row] !== null);
    return hasCounts
      ? assessProportionTrend(rows.map((row) => ({ year: years[row]!, cases: cases![row]!, total: total![row]! })))
      : assessTrend(
          rows.map((row) => ({ year: years[row]!, value: value![row]!, lower: lower![row]!, upper: upper![row]! })),
        );
  });
  return fromColumns([
    ["series", names],
    ["recent_trend", found.map(({ trend }) => trend)],
    ["reason", found.map(({ reason }) => reason)],
    ["slope", found.map(({ slope }) => slope)],
    ["chi_squared", found.map(({ chiSquared }) => chiSquared)],
    ["p", found.map(({ pValue }) => pValue)],
    ["used_plain_shares", found.map(({ usedPlainShares }) => usedPlainShares)],
  ]);
}
