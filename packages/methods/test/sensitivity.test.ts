import { describe, expect, it } from "vitest";
import {
  aggregate,
  bootstrapRanks,
  buildWeights,
  estimateSobol,
  leaveBlocksOut,
  rankScores,
  summariseRanks,
} from "../src/index.ts";
import type { RankSummary } from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

const columns = ["Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin"];

describe.skipIf(!hasReference)("rank uncertainty agrees with COINr and base R for given draws", () => {
  const rows = hasReference ? readReference("sensitivity", "input_scores") : [];
  const scores = columns.map((column) => rows.map((row) => toNumber(row[column])));

  it("under 200 resamples of the columns", () => {
    const draws = readReference("sensitivity", "input_bootstrap_columns").map((row) =>
      columns.map((_, i) => Number(row[`s${i + 1}`]) - 1),
    );
    const weights = buildWeights(
      columns.map(() => "all"),
      { id: "equal_indicator" },
    );
    const found = bootstrapRanks({ scores, weights }, draws);
    compareSummaries("expected_bootstrap_ranks", found.scores, found.ranks, found.summaries);
  });

  it("under 200 given sets of weights", () => {
    const scoreWith = (weights: readonly number[]) =>
      rows.map((_, area) =>
        aggregate(
          scores.map((column) => column[area]!),
          weights,
        ),
      );
    const nominal = scoreWith(columns.map(() => 1));
    const runs = readReference("sensitivity", "input_weight_draws").map((row) =>
      rankScores(scoreWith(columns.map((column) => Number(row[column])))),
    );
    const ranks = rankScores(nominal);
    compareSummaries("expected_weight_draws_ranks", nominal, ranks, summariseRanks(runs, ranks));
  });

  it("in Sobol indices from a given design", () => {
    const expected = readReference("sensitivity", "expected_sobol");
    const y = readReference("sensitivity", "input_sobol_design").map((row) => Number(row["y"]));
    const n = Number(expected[0]!["N"]);
    const block = (k: number) => y.slice(k * n, (k + 1) * n);
    const found = estimateSobol({ a: block(0), b: block(1), mixed: expected.map((_, j) => block(j + 2)) })!;
    expect(
      listDifferences(
        found.first,
        expected.map((row) => toNumber(row["Si"])),
      ),
    ).toEqual([]);
    expect(
      listDifferences(
        found.total,
        expected.map((row) => toNumber(row["STi"])),
      ),
    ).toEqual([]);
    expect(listDifferences([found.variance], [toNumber(expected[0]!["variance"])])).toEqual([]);
    for (const [j, row] of expected.entries()) {
      expect(Math.abs(found.first[j]! - Number(row["analytic_Si"]))).toBeLessThan(0.07);
      expect(Math.abs(found.total[j]! - Number(row["analytic_STi"]))).toBeLessThan(0.07);
    }
  });

  it("leaving one column out at a time", () => {
    const weights = buildWeights(columns, { id: "equal_service" });
    const expected = groupRows(readReference("sensitivity", "expected_leave_one_out"), "dropped");
    for (const left of leaveBlocksOut({ scores, weights })) {
      const column = (name: string) => expected.get(left.block)!.map((row) => toNumber(row[name]));
      expect(listDifferences(left.scores, column("score")), left.block).toEqual([]);
      expect(left.ranks, left.block).toEqual(column("rank"));
      expect(left.shifts, left.block).toEqual(column("shift"));
    }
  });
});

function compareSummaries(
  name: string,
  scores: readonly (number | null)[],
  ranks: readonly (number | null)[],
  summaries: readonly (RankSummary | null)[],
): void {
  const expected = readReference("sensitivity", name);
  const column = (header: string) => expected.map((row) => toNumber(row[header]));
  expect(listDifferences(scores, column("nominal_score"))).toEqual([]);
  expect(ranks).toEqual(column("nominal_rank"));
  for (const [key, header] of [
    ["meanRank", "mean_rank"],
    ["medianRank", "median_rank"],
    ["rank05", "q05"],
    ["rank95", "q95"],
    ["bestRank", "min_rank"],
    ["worstRank", "max_rank"],
    ["firstShare", "share_rank1"],
    ["topThreeShare", "share_top3"],
    ["meanShift", "mean_abs_shift"],
  ] as const) {
    expect(
      listDifferences(
        summaries.map((area) => area![key]),
        column(header),
      ),
      header,
    ).toEqual([]);
  }
}
