import { compareAreas, compareWithBenchmark } from "./compare-values.ts";
import { findDirection } from "./direction-of-travel.ts";
import { computeActivityIndex } from "./index-numbers.ts";
import type { IndexFormula } from "./index-numbers.ts";
import { computeMeanInterval, computeRateInterval, computeWilsonInterval } from "./intervals.ts";
import { computeMean, computeStandardDeviation } from "./moments.ts";
import { adjustForQuality, computeProductivity } from "./productivity.ts";
import { toRealTerms } from "./real-terms.ts";
import { computeNetBenefit, findPaybackPeriod, toAnnualSavings } from "./savings.ts";
import type { MethodColumn, MethodOption, TableCall, TableMethod } from "./table-call.ts";
import { answerPerRow } from "./table-methods-values.ts";
import { fromColumns } from "./table-series.ts";
import { rateTarget } from "./target-progress.ts";
import type { TargetOperator } from "./target-progress.ts";
import { assessProportionTrend, assessTrend } from "./trend.ts";
import { reconcileUnitCosts } from "./unit-cost.ts";

const confidence: MethodOption = { name: "confidence", about: "share of cases the interval covers", default: "0.95" };
const polarityOption: MethodOption = {
  name: "polarity",
  about: "1 higher is better, -1 lower, 0 no judgement",
  default: "0",
  choices: ["1", "-1", "0"],
};
const counts: readonly MethodColumn[] = [
  { name: "numerator", also: ["x", "cases", "count"], about: "cases or events" },
  { name: "denominator", also: ["n", "total", "population"], about: "total or population" },
];

/** Methods on figures with intervals, on series over time, and on money. */
export const seriesMethods: readonly TableMethod[] = [
  {
    name: "proportion-interval",
    about: "share with Wilson interval",
    columns: counts,
    options: [confidence],
    run: (call) => {
      const [x, n] = [call.numbers("numerator"), call.numbers("denominator")];
      return answerIntervals(
        call,
        x.map((value, i) => computeWilsonInterval(value, n[i]!, call.number("confidence"))),
      );
    },
  },
  {
    name: "rate-interval",
    about: "rate with Byar's interval, exact Poisson below ten events",
    columns: counts,
    options: [{ name: "multiplier", about: "per how many", default: "100000" }, confidence],
    run: (call) => {
      const [x, n] = [call.numbers("numerator"), call.numbers("denominator")];
      const found = x.map((value, i) =>
        computeRateInterval(value, n[i]!, call.number("multiplier"), call.number("confidence")),
      );
      return answerIntervals(call, found, [["method", found.map((interval) => interval?.method ?? null)]]);
    },
  },
  {
    name: "mean-interval",
    about: "mean of each group with Student's t interval",
    columns: [
      { name: "group", also: ["case", "*"], about: "group" },
      { name: "value", about: "measurement" },
    ],
    options: [confidence],
    run: (call) => {
      const [groups, values] = [call.texts("group"), call.numbers("value")];
      const names = [...new Set(groups)];
      const lists = names.map((name) => values.filter((_, i) => groups[i] === name));
      const found = lists.map((list) => computeMeanInterval(list, call.number("confidence")));
      return fromColumns([
        ["group", names],
        ["value_count", lists.map((list) => list.filter((value) => value !== null).length)],
        ["stdev", lists.map((list) => computeStandardDeviation(list))],
        ["value", lists.map(computeMean)],
        ["lower", found.map((interval) => interval?.lower ?? null)],
        ["upper", found.map((interval) => interval?.upper ?? null)],
      ]);
    },
  },
  {
    name: "compare-benchmark",
    about: "figures with intervals against a benchmark",
    columns: [
      { name: "value", about: "figure" },
      { name: "lower", also: ["lowercl"], about: "lower limit" },
      { name: "upper", also: ["uppercl"], about: "upper limit" },
      { name: "benchmark", about: "benchmark, unless given as option", isOptional: true },
    ],
    options: [polarityOption, { name: "against", about: "one benchmark for all rows", default: "" }],
    run: (call) => {
      const [value, lower, upper] = [call.numbers("value"), call.numbers("lower"), call.numbers("upper")];
      const given = call.option("against");
      const benchmarks = given === "" ? call.numbers("benchmark") : value.map(() => call.number("against"));
      const positions = value.map((own, i) => {
        const [low, high] = [lower[i]!, upper[i]!];
        const interval = own === null || low === null || high === null ? null : { value: own, lower: low, upper: high };
        return compareWithBenchmark(interval, benchmarks[i]!, Number(call.option("polarity")) as 1 | -1 | 0);
      });
      return answerPerRow(call, ["value", "lower", "upper", "benchmark"], [["position", positions]]);
    },
  },
  {
    name: "compare-areas",
    about: "difference of two figures against their standard errors",
    columns: ["value1", "se1", "value2", "se2"].map((name) => ({
      name,
      about: name.startsWith("se") ? "standard error" : "figure",
    })),
    options: [confidence],
    run: (call) => {
      const [v1, s1, v2, s2] = ["value1", "se1", "value2", "se2"].map((name) => call.numbers(name));
      const found = v1!.map((value, i) => {
        const parts = [value, s1![i]!, v2![i]!, s2![i]!] as const;
        if (parts.some((part) => part === null)) return null;
        const [left, right] = [
          { value: parts[0]!, standardError: parts[1]! },
          { value: parts[2]!, standardError: parts[3]! },
        ];
        return compareAreas(left, right, call.number("confidence"));
      });
      return answerPerRow(
        call,
        ["value1", "se1", "value2", "se2"],
        [
          ["difference", found.map((result) => result?.difference ?? null)],
          ["z", found.map((result) => result?.z ?? null)],
          ["p", found.map((result) => result?.pValue ?? null)],
          ["is_different", found.map((result) => result?.isDifferent ?? null)],
        ],
      );
    },
  },
  {
    name: "trend",
    about: "recent trend of each series over its last five years",
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
  },
  {
    name: "direction-of-travel",
    about: "latest figure against the one before",
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
  },
  {
    name: "target-progress",
    about: "colour and progress of figures against targets",
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
          throw new RangeError(`column operator, row ${i + 2}: expected >=, <=, =, < or >, found "${operator}".`);
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
  },
  {
    name: "activity-index",
    about: "volume and price of several activities over time",
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
  },
  {
    name: "productivity",
    about: "output index over input index, with and without quality",
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
  },
  {
    name: "real-terms",
    about: "amounts in the prices of one year",
    columns: [
      { name: "year", also: ["financial_year", "period", "*"], about: "year" },
      { name: "amount", also: ["value"], about: "nominal pounds" },
      { name: "deflator", about: "price index of the year" },
    ],
    options: [{ name: "base", about: "year whose prices to use; default the last", default: "" }],
    run: (call) => {
      const years = call.texts("year");
      const deflators = call.numbers("deflator").map((value, row) => {
        if (value === null) throw new RangeError(`column ${call.header("deflator")}, row ${row + 2}: missing.`);
        return value;
      });
      const wanted = call.option("base") === "" ? years.length - 1 : years.indexOf(call.option("base"));
      if (wanted < 0) throw new RangeError(`option base: there is no year "${call.option("base")}" in the input.`);
      return answerPerRow(
        call,
        ["year", "amount", "deflator"],
        [["real", toRealTerms(call.numbers("amount"), deflators, deflators[wanted]!)]],
      );
    },
  },
  {
    name: "savings",
    about: "yearly steps of a cumulative saving (negative), and payback of its cost",
    columns: [
      { name: "year", also: ["financial_year", "*"], about: "year, in order" },
      { name: "cumulative", about: "saving to date, negative" },
      { name: "cumulative_cost", about: "implementation cost to date, positive", isOptional: true },
    ],
    options: [],
    run: (call) => {
      const cumulative = call.numbers("cumulative");
      const steps = ["annual", toAnnualSavings(cumulative)] as const;
      if (!call.has("cumulative_cost")) return fromColumns([["year", call.keys("year")], steps]);
      const benefit = cumulative.map((value) => (value === null ? null : -value));
      const cost = call.numbers("cumulative_cost");
      const payback = findPaybackPeriod(benefit, cost);
      return fromColumns([
        ["year", call.keys("year")],
        steps,
        ["net_benefit", computeNetBenefit(benefit, cost)],
        ["is_paid_back", cumulative.map((_, i) => payback !== null && i >= payback)],
      ]);
    },
  },
  {
    name: "unit-cost",
    about: "cost of one unit, and whether a printed one follows from its parts",
    columns: [
      { name: "row", also: ["id", "*"], about: "what is counted" },
      { name: "cost_gbp_thousand", also: ["cost"], about: "thousand pounds" },
      { name: "units", also: ["units_count"], about: "units" },
      { name: "printed", also: ["printed_gbp"], about: "printed unit cost, pounds", isOptional: true },
    ],
    options: [{ name: "decimals", about: "decimals of the printed figures", default: "2" }],
    run: (call) => {
      const [cost, units] = [call.numbers("cost_gbp_thousand"), call.numbers("units")];
      const printed = call.has("printed") ? call.numbers("printed") : cost.map(() => null);
      const rows = call
        .texts("row")
        .map((row, i) => ({ row, costGbpThousand: cost[i]!, unitsCount: units[i]!, printedGbp: printed[i]! }));
      const found = reconcileUnitCosts(rows, call.number("decimals"));
      return fromColumns([
        ["row", rows.map(({ row }) => row)],
        ["unit_cost_gbp", found.map(({ recomputedGbp }) => recomputedGbp)],
        ["printed_follows", found.map(({ check }) => check.result)],
        ["units_from", found.map(({ reconcilingUnits }) => reconcilingUnits?.from ?? null)],
        ["units_to", found.map(({ reconcilingUnits }) => reconcilingUnits?.to ?? null)],
        [
          "row_with_that_count",
          found.map(({ rowsWithThatCount }) => rowsWithThatCount.map(({ row }) => row).join("; ")),
        ],
      ]);
    },
  },
];

function runTrend(call: TableCall) {
  const series = call.texts("series");
  const years = call.numbers("year").map((year, row) => {
    if (year === null) throw new RangeError(`column year, row ${row + 2}: missing.`);
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
    ["trend", found.map(({ trend }) => trend)],
    ["reason", found.map(({ reason }) => reason)],
    ["slope", found.map(({ slope }) => slope)],
    ["chi_squared", found.map(({ chiSquared }) => chiSquared)],
    ["p", found.map(({ pValue }) => pValue)],
  ]);
}

function answerIntervals(
  call: TableCall,
  intervals: readonly ({ readonly value: number; readonly lower: number; readonly upper: number } | null)[],
  more: readonly (readonly [string, readonly (string | null)[]])[] = [],
) {
  return answerPerRow(
    call,
    ["numerator", "denominator"],
    [
      ["value", intervals.map((interval) => interval?.value ?? null)],
      ["lower", intervals.map((interval) => interval?.lower ?? null)],
      ["upper", intervals.map((interval) => interval?.upper ?? null)],
      ...more,
    ],
  );
}

/** `[period][activity]` from a long table; a pair that is not there is null. */
function spread(call: TableCall, periods: readonly string[], column: string): (number | null)[][] {
  const [period, activity, values] = [call.texts("period"), call.texts("activity"), call.numbers(column)];
  const cells = new Map<string, number | null>();
  for (const [row, value] of values.entries()) {
    const key = JSON.stringify([period[row], activity[row]]);
    if (cells.has(key))
      throw new RangeError(`row ${row + 2}: period ${period[row]}, activity ${activity[row]} occurs twice.`);
    cells.set(key, value);
  }
  return periods.map((name) => [...new Set(activity)].map((other) => cells.get(JSON.stringify([name, other])) ?? null));
}
