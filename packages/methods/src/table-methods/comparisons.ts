import { confidence } from "./intervals.ts";
import { answerPerRow } from "./series.ts";
import type { MethodOption, TableMethod } from "./table-method.ts";
import { compareAreas, compareWithBenchmark } from "../compare-values.ts";

export const polarityOption: MethodOption = {
  name: "polarity",
  about: "1 higher is better, -1 lower, 0 no judgement",
  default: "0",
  choices: ["1", "-1", "0"],
};

export const compareBenchmarkMethod: TableMethod = {
  name: "compare-benchmark",
  about: "figures with intervals against a benchmark",
  page: "docs/methods/change-over-time.md",
  gives: "the input and position",
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
};

export const compareAreasMethod: TableMethod = {
  name: "compare-areas",
  about: "difference of two figures against their standard errors",
  page: "docs/methods/change-over-time.md",
  gives: "the input and difference, z, p, is_different",
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
};
