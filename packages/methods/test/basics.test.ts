import { describe, expect, it } from "vitest";
import {
  assignNtiles,
  computeCumulativeShare,
  computeExcessKurtosis,
  computeMean,
  computeMedian,
  computeMedianAbsoluteDeviation,
  computePercentRank,
  computeQuantile,
  computeSkewness,
  computeStandardDeviation,
  normalise,
  rankValues,
} from "../src/index.ts";
import type { MomentType, QuantileType, RankDirection, TieRule } from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

describe.skipIf(!hasReference)("basic statistics agree with base R, e1071 and dplyr", () => {
  const cases = hasReference ? groupRows(readReference("basics", "input_vectors"), "case") : new Map();
  const valuesOf = (name: string) => (cases.get(name) ?? []).map((row: { value: string }) => toNumber(row.value));
  const list = (file: string) => [...groupRows(readReference("basics", file), "case")];

  it("quantiles of all nine types", () => {
    for (const [name, rows] of list("expected_quantiles")) {
      const found = rows.map((row) =>
        computeQuantile(valuesOf(name), Number(row["p"]), Number(row["type"]) as QuantileType),
      );
      expect(
        listDifferences(
          found,
          rows.map((row) => toNumber(row["value"])),
        ),
        name,
      ).toEqual([]);
    }
  });

  it("ranks in both directions under every tie rule", () => {
    for (const [name, rows] of list("expected_ranks")) {
      for (const [short, direction] of [
        ["asc", "ascending"],
        ["desc", "descending"],
      ] as [string, RankDirection][]) {
        for (const ties of ["min", "max", "average", "dense"] as TieRule[]) {
          const expected = rows.map((row) => toNumber(row[`rank_${short}_${ties}`]));
          expect(rankValues(valuesOf(name), { direction, ties }), `${name} ${short} ${ties}`).toEqual(expected);
        }
      }
    }
  });

  it("percent rank, cumulative share and ntile", () => {
    for (const [name, rows] of list("expected_ranks")) {
      const values = valuesOf(name);
      const column = (header: string) => rows.map((row) => toNumber(row[header]));
      expect(listDifferences(computePercentRank(values, "min"), column("percent_rank_asc")), name).toEqual([]);
      expect(listDifferences(computeCumulativeShare(values), column("cume_dist_asc")), name).toEqual([]);
      expect(assignNtiles(values, 4), name).toEqual(column("ntile4_asc"));
      expect(assignNtiles(values, 5), name).toEqual(column("ntile5_asc"));
    }
  });

  it("mean, median, spread, skewness and kurtosis", () => {
    for (const [name, [row]] of list("expected_moments")) {
      const values = valuesOf(name);
      const mad = computeMedianAbsoluteDeviation(values);
      const upper = computeQuantile(values, 0.75);
      const found = {
        mean: computeMean(values),
        median: computeMedian(values),
        sd_sample: computeStandardDeviation(values),
        sd_pop: computeStandardDeviation(values, "population"),
        "mad_1.4826": mad === null ? null : mad * 1.4826,
        iqr_type7: upper === null ? null : upper - computeQuantile(values, 0.25)!,
        ...Object.fromEntries(([1, 2, 3] as MomentType[]).map((t) => [`skew_type${t}`, computeSkewness(values, t)])),
        ...Object.fromEntries(
          ([1, 2, 3] as MomentType[]).map((t) => [`exkurt_type${t}`, computeExcessKurtosis(values, t)]),
        ),
      };
      for (const [header, value] of Object.entries(found)) {
        if (name === "all_missing" && header.startsWith("iqr")) continue;
        expect(listDifferences([value as number | null], [toNumber(row![header])]), `${name} ${header}`).toEqual([]);
      }
    }
  });

  it("standard scores, min-max, percentile rank and robust z", () => {
    for (const [name, rows] of list("expected_normalised")) {
      const values = valuesOf(name);
      if (values.length < 2) continue; // one value: the tools print something, we print no score
      const compare = (header: string, scores: readonly (number | null)[]) =>
        expect(
          listDifferences(
            scores,
            rows.map((row) => toNumber(row[header])),
          ),
          `${name} ${header}`,
        ).toEqual([]);
      compare("z_sample_sd", normalise(values, { id: "zscore" }).scores);
      compare("z_pop_sd", normalise(values, { id: "zscore_pop" }).scores);
      compare("minmax_0_100", normalise(values, { id: "minmax", low: 0, high: 100 }).scores);
      compare("prank", normalise(values, { id: "prank", ties: "min" }).scores);
      compare("robust_z_mad", normalise(values, { id: "robust_z" }).scores);
    }
  });
});
