import { selectPresent } from "../present-values.ts";
import { computeSum } from "../sum.ts";
import { answerPerRow, fromColumns } from "./series.ts";
import type { MethodColumn, MethodOption, TableCall, TableMethod } from "./table-method.ts";
import { computeMeanInterval, computeRateInterval, computeWilsonInterval } from "../intervals.ts";
import { computeMean, computeStandardDeviation } from "../moments.ts";

export const confidence: MethodOption = {
  name: "confidence",
  about: "share of cases the interval covers",
  default: "0.95",
};
export const counts: readonly MethodColumn[] = [
  { name: "numerator", also: ["x", "cases", "count"], about: "cases or events" },
  { name: "denominator", also: ["n", "total", "population"], about: "total or population" },
];

export const proportionIntervalMethod: TableMethod = {
  name: "proportion-interval",
  about: "share with Wilson interval",
  page: "docs/methods/change-over-time.md",
  gives: "the input and value, lowercl, uppercl",
  columns: counts,
  options: [confidence],
  run: (call) => {
    const [x, n] = [call.numbers("numerator"), call.numbers("denominator")];
    return answerIntervals(
      call,
      x.map((value, i) => computeWilsonInterval(value, n[i]!, call.number("confidence"))),
    );
  },
};

export const rateIntervalMethod: TableMethod = {
  name: "rate-interval",
  about: "rate with Byar's interval, exact Poisson below ten events",
  page: "docs/methods/change-over-time.md",
  gives: "the input and value, lowercl, uppercl, method",
  columns: counts,
  options: [{ name: "multiplier", about: "per how many", default: "100000" }, confidence],
  run: (call) => {
    const [x, n] = [call.numbers("numerator"), call.numbers("denominator")];
    const found = x.map((value, i) =>
      computeRateInterval(value, n[i]!, call.number("multiplier"), call.number("confidence")),
    );
    return answerIntervals(call, found, [["method", found.map((interval) => interval?.method ?? null)]]);
  },
};

export const meanIntervalMethod: TableMethod = {
  name: "mean-interval",
  about: "mean of each group with Student's t interval",
  page: "docs/methods/change-over-time.md",
  gives: "group, value_sum, value_count, stdev, value, lowercl, uppercl",
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
      ["value_sum", lists.map((list) => computeSum(selectPresent(list)))],
      ["value_count", lists.map((list) => list.filter((value) => value !== null).length)],
      ["stdev", lists.map((list) => computeStandardDeviation(list))],
      ["value", lists.map(computeMean)],
      ["lowercl", found.map((interval) => interval?.lower ?? null)],
      ["uppercl", found.map((interval) => interval?.upper ?? null)],
    ]);
  },
};

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
      ["lowercl", intervals.map((interval) => interval?.lower ?? null)],
      ["uppercl", intervals.map((interval) => interval?.upper ?? null)],
      ...more,
    ],
  );
}
