import { describe, expect, it } from "vitest";
import { bootstrapRanks, buildWeights, leaveBlocksOut } from "../src/index.ts";
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
    const expected = readReference("sensitivity", "expected_bootstrap_ranks");
    const column = (name: string) => expected.map((row) => toNumber(row[name]));
    expect(listDifferences(found.scores, column("nominal_score"))).toEqual([]);
    expect(found.ranks).toEqual(column("nominal_rank"));
    const summary = (key: keyof NonNullable<(typeof found.summaries)[number]>) =>
      found.summaries.map((area) => area![key]);
    for (const [key, name] of [
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
      expect(listDifferences(summary(key), column(name)), name).toEqual([]);
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
