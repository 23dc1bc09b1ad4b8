import { describe, expect, it } from "vitest";
import {
  assessProportionTrend,
  assessTrend,
  computeMeanInterval,
  computeRateInterval,
  computeWilsonInterval,
} from "../src/index.ts";
import type { Interval, Trend } from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

const toList = (interval: Interval | null) => [
  interval?.value ?? null,
  interval?.lower ?? null,
  interval?.upper ?? null,
];

describe.skipIf(!hasReference)("intervals agree with PHEindicatormethods", () => {
  const folder = "confidence_intervals";

  it("for proportions by Wilson", () => {
    const inputs = new Map(readReference(folder, "input_proportions").map((row) => [row["id"], row]));
    for (const row of readReference(folder, "expected_proportions_wilson")) {
      const { x, n } = inputs.get(row["id"])!;
      const found = computeWilsonInterval(Number(x), Number(n), Number(row["confidence"]));
      const expected = ["value", "lowercl", "uppercl"].map((name) => toNumber(row[name]));
      expect(listDifferences(toList(found), expected, 1e-7), JSON.stringify(row)).toEqual([]);
    }
  });

  it("for rates by Byar, and exactly below ten events", () => {
    const inputs = new Map(readReference(folder, "input_rates").map((row) => [row["id"], row]));
    for (const row of readReference(folder, "expected_rates_byar_exact")) {
      const { x, n } = inputs.get(row["id"])!;
      const found = computeRateInterval(Number(x), Number(n), 100_000, Number(row["confidence"]));
      const expected = ["value", "lowercl", "uppercl"].map((name) => toNumber(row[name]));
      expect(listDifferences(toList(found), expected, 1e-7), JSON.stringify(row)).toEqual([]);
      expect(found!.method).toBe(row["method"] === "Exact" ? "exact" : "byar");
    }
  });

  it("for means by Student's t", () => {
    const groups = groupRows(readReference(folder, "input_means"), "group");
    for (const row of readReference(folder, "expected_means_t")) {
      const values = groups.get(row["group"]!)!.map(({ value }) => toNumber(value));
      const expected = ["value", "lowercl", "uppercl"].map((name) => toNumber(row[name]));
      expect(listDifferences(toList(computeMeanInterval(values, Number(row["confidence"]))), expected, 1e-7)).toEqual(
        [],
      );
    }
  });
});

describe.skipIf(!hasReference)("trends agree with the public health marker and base R", () => {
  const toWord = (trend: Trend["trend"]) => trend[0]!.toUpperCase() + trend.slice(1);

  it("for proportions", () => {
    const series = groupRows(readReference("trends", "input_proportion_series"), "series");
    for (const row of readReference("trends", "expected_proportion_trend")) {
      const found = assessProportionTrend(
        series.get(row["series"]!)!.map((point) => ({
          year: Number(point["year"]),
          cases: toNumber(point["numerator"]),
          total: toNumber(point["denominator"]),
        })),
      );
      expect(toWord(found.trend), row["series"]).toBe(row["recent_trend"]);
      const chi = toNumber(row["cochran_armitage_chisq"]);
      const p = toNumber(row["p"]);
      if (chi === null) expect(found.chiSquared).toBeNull();
      else {
        expect(Math.abs(found.chiSquared! / chi - 1), row["series"]).toBeLessThan(1e-6);
        expect(Math.abs(found.pValue! / p! - 1), row["series"]).toBeLessThan(1e-6);
      }
    }
  });

  it("for other figures", () => {
    const series = groupRows(readReference("trends", "input_other_series"), "series");
    for (const row of readReference("trends", "expected_other_trend")) {
      const found = assessTrend(
        series.get(row["series"]!)!.map((point) => ({
          year: Number(point["year"]),
          value: toNumber(point["value"]),
          lower: toNumber(point["lower"]),
          upper: toNumber(point["upper"]),
        })),
      );
      expect(toWord(found.trend), row["series"]).toBe(row["recent_trend"]);
      expect(listDifferences([found.slope], [toNumber(row["weighted_slope"])], 1e-9)).toEqual([]);
      const chi = toNumber(row["slope_chisq_known_variance"]);
      if (chi === null) expect(found.chiSquared).toBeNull();
      else expect(Math.abs(found.chiSquared! / chi - 1), row["series"]).toBeLessThan(1e-6);
    }
  });
});
