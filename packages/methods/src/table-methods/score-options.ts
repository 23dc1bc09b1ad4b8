import type { MethodOption, TableCall } from "./table-method.ts";
import type { Aggregation } from "../aggregate.ts";
import type { Normalisation } from "../normalise.ts";

const normalisations = [
  "zscore",
  "zscore_pop",
  "robust_z",
  "minmax",
  "rank_score",
  "prank",
  "borda",
  "dist_best",
  "frac_best",
  "dist_ref",
  "dist_target",
  "goalposts",
  "quartile_points",
];

/** Options that say how figures become scores. */
export const normalisationOptions: readonly MethodOption[] = [
  { name: "method", about: "kind of score", default: "zscore", choices: normalisations },
  { name: "low", about: "lower end for minmax, lower post for goalposts", default: "0" },
  { name: "high", about: "upper end for minmax, upper post for goalposts", default: "100" },
  { name: "ties", about: "ties for rank_score, prank and borda", default: "average", choices: ["average", "min"] },
  { name: "point", about: "reference for dist_ref, target for dist_target", default: "" },
];

/** @param option name of the option that holds the kind of score */
export function readNormalisation(call: TableCall, option = "method"): Normalisation {
  const id = call.option(option);
  const ties = call.option("ties") as "average" | "min";
  if (id === "minmax" || id === "goalposts") return { id, low: call.number("low"), high: call.number("high") };
  if (id === "rank_score" || id === "prank" || id === "borda") return { id, ties };
  if (id === "dist_ref") return { id, reference: call.number("point") };
  if (id === "dist_target") return { id, target: call.number("point") };
  return { id: id as "zscore" };
}

export const meanKinds = ["arithmetic", "geometric", "harmonic", "power"];

/** @param option name of the option that holds the kind of mean; `exponent` goes with `power` */
export function readAggregation(call: TableCall, option: string): Aggregation {
  const id = call.option(option);
  return id === "power" ? { id, exponent: call.number("exponent") } : { id: id as "arithmetic" };
}
