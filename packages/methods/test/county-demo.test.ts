import { beforeAll, describe, expect, it } from "vitest";
import {
  aggregate,
  assignQuadrants,
  computeCorrelation,
  computeMean,
  computeMedian,
  computeRankCorrelation,
  loadLinearSolver,
  rankScores,
  scoreByDifference,
  scoreByFreeDisposalHull,
  scoreByFrontier,
  scoreByRatio,
  scoreByResidual,
  scoreOutcomes,
  screenCoverage,
  defaultOutcomeMethod,
} from "../src/index.ts";
import type { LinearSolver, Normalisation, OutcomeMethod, Weighting } from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";
import type { ReferenceRow } from "./read-reference.ts";

const read = (name: string): ReferenceRow[] => (hasReference ? readReference("county_demo", name) : []);

describe.skipIf(!hasReference)("the county demonstration agrees with COINr, Benchmarking and base R", () => {
  const allAreas = read("input_areas").map((row) => row["area_code"]!);
  const registry = read("input_indicators");
  const cellOf = new Map(
    read("input_values").map((row) => [`${row["area_code"]}|${row["indicator_id"]}`, toNumber(row["value"])]),
  );
  const valueOf = (area: string, indicator: string) => cellOf.get(`${area}|${indicator}`) ?? null;
  const coverage = screenCoverage({
    areas: allAreas,
    indicators: registry.map((row) => ({ id: row["indicator_id"]!, block: row["service"]! })),
    cells: registry.map((row) =>
      allAreas.map((area) => (valueOf(area, row["indicator_id"]!) === null ? "missing" : "present")),
    ),
  });
  const areas = coverage.keptAreas.map((index) => allAreas[index]!);

  function score(normalisation: Normalisation, weighting: Weighting = { id: "equal_service" }) {
    const method: OutcomeMethod = {
      ...defaultOutcomeMethod,
      treatment: "none",
      standardScoreCap: null,
      normalisation,
      weighting,
    };
    const indicators = registry.map((row) => ({
      id: row["indicator_id"]!,
      block: row["service"]!,
      polarity: Number(row["polarity"]) as 1 | -1,
      values: areas.map((area) => valueOf(area, row["indicator_id"]!)),
    }));
    return scoreOutcomes(areas, indicators, method);
  }

  const methods: readonly (readonly [string, Normalisation])[] = [
    ["zscore", { id: "zscore" }],
    ["minmax_0_100", { id: "minmax", low: 0, high: 100 }],
    ["prank_average_ties", { id: "prank", ties: "average" }],
  ];

  it("keeps and drops the same areas", () => {
    const included = read("expected_coverage").filter((row) => row["included"] === "TRUE");
    expect(areas).toEqual(included.map((row) => row["area_code"]));
    expect(coverage.droppedAreas.map(({ id }) => id)).toEqual(["SYN00024"]);
  });

  it.each(methods)("gives the same indicator scores by %s", (name, normalisation) => {
    const expected = groupRows(
      read("expected_indicator_scores").filter((row) => row["method"] === name),
      "indicator_id",
    );
    const { indicators } = score(normalisation);
    for (const indicator of indicators.filter(({ reason }) => reason === null)) {
      const byArea = new Map(expected.get(indicator.id)!.map((row) => [row["area_code"], toNumber(row["score"])]));
      expect(
        listDifferences(
          indicator.scores,
          areas.map((area) => byArea.get(area) ?? null),
        ),
        indicator.id,
      ).toEqual([]);
    }
    expect(indicators.filter(({ reason }) => reason !== null).map(({ id, reason }) => [id, reason])).toEqual([
      ["CONST01", "no_variation"],
    ]);
  });

  it.each(methods.slice(0, 2))("gives the same block scores, outcome scores and ranks by %s", (name, normalisation) => {
    const expected = read("expected_outcome_scores").filter((row) => row["method"] === name);
    const byService = score(normalisation);
    for (const [b, block] of byService.blocks.entries()) {
      const column = expected.map((row) => toNumber(row[block]));
      expect(
        listDifferences(
          byService.areas.map(({ blockScores }) => blockScores[b]!),
          column,
        ),
        block,
      ).toEqual([]);
    }
    const byIndicator = score(normalisation, { id: "equal_indicator" });
    for (const [suffix, { areas: outcomes }] of [
      ["equal_service", byService],
      ["equal_indicator", byIndicator],
    ] as const) {
      const scores = outcomes.map((outcome) => outcome.score);
      expect(
        listDifferences(
          scores,
          expected.map((row) => toNumber(row[`outcome_${suffix}`])),
        ),
        suffix,
      ).toEqual([]);
      expect(rankScores(scores)).toEqual(expected.map((row) => toNumber(row[`rank_${suffix}`])));
    }
  });

  it("averages percentile ranks to the tool's block scores when its constant indicator is kept at 0.5", () => {
    const expected = groupRows(
      read("expected_indicator_scores").filter((row) => row["method"] === "prank_average_ties"),
      "area_code",
    );
    for (const row of read("expected_outcome_scores").filter(({ method }) => method === "prank_average_ties")) {
      const scores = expected.get(row["area_code"]!)!.filter((cell) => cell["indicator_id"]!.match(/^(ASC|CONST)/));
      const values = scores.map((cell) => toNumber(cell["score"]));
      expect(
        listDifferences(
          [
            aggregate(
              values,
              values.map(() => 1),
            ),
          ],
          [toNumber(row["ASC"])],
        ),
        row["area_code"],
      ).toEqual([]);
    }
  });

  it("splits every outcome score into contributions that add up to it", () => {
    for (const outcome of score({ id: "zscore" }).areas) {
      const sum = outcome.contributions!.reduce((total, part) => total + part, 0);
      expect(Math.abs(sum - outcome.score!)).toBeLessThan(1e-9);
      expect(outcome.weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  describe("cost effectiveness", () => {
    const expected = read("expected_cost_effectiveness");
    const column = (name: string) => expected.map((row) => toNumber(row[name]));
    const costs = column("csp_per_head");
    const outcomes = hasReference ? score({ id: "zscore" }).areas.map((area) => area.score) : [];
    const positive = hasReference ? score({ id: "minmax", low: 0, high: 100 }).areas.map((area) => area.score) : [];

    it("by difference, with both standard scores and ranks", () => {
      const found = scoreByDifference(outcomes, costs);
      expect(listDifferences(found.outcomeZ, column("outcome_z"))).toEqual([]);
      expect(listDifferences(found.costZ, column("cost_z"))).toEqual([]);
      expect(listDifferences(found.scores, column("ce_diff"))).toEqual([]);
      expect(rankScores(found.scores)).toEqual(column("rank_diff"));
    });

    it("by ratio, by residual and against the free disposal hull", () => {
      const ratio = scoreByRatio(positive, costs).scores;
      const residual = scoreByResidual(outcomes, costs).scores;
      const hull = scoreByFreeDisposalHull(positive, costs).scores;
      expect(listDifferences(ratio, column("ce_ratio"))).toEqual([]);
      expect(listDifferences(residual, column("ce_residual"))).toEqual([]);
      expect(listDifferences(hull, column("ce_fdh_single"), 1e-7)).toEqual([]);
      expect(rankScores(ratio)).toEqual(column("rank_ratio"));
      expect(rankScores(residual)).toEqual(column("rank_residual"));
      expect(rankScores(hull)).toEqual(column("rank_fdh_single"));
    });

    describe("against the frontier", () => {
      let solver: LinearSolver;
      beforeAll(async () => {
        solver = await loadLinearSolver();
      });

      it("of variable returns with one outcome, and of constant returns with every service as an outcome", () => {
        const single = scoreByFrontier({ inputs: [costs], outputs: [positive] }, solver, { returns: "vrs" }).scores;
        const { areas: byArea, blocks } = score({ id: "minmax", low: 0, high: 100 });
        const outputs = blocks.map((_, b) => byArea.map(({ blockScores }) => blockScores[b]!));
        const services = scoreByFrontier({ inputs: [costs], outputs }, solver, { returns: "crs" }).scores;
        expect(listDifferences(single, column("ce_vrs_single"), 1e-7)).toEqual([]);
        expect(listDifferences(services, column("ce_crs_services"), 1e-7)).toEqual([]);
        expect(rankScores(single)).toEqual(column("rank_vrs_single"));
        expect(rankScores(services)).toEqual(column("rank_crs_services"));
      });
    });

    it("summarises tiers and regions", () => {
      const { outcomeZ } = scoreByDifference(outcomes, costs);
      for (const row of read("expected_group_summaries")) {
        const isMember = (area: ReferenceRow) => [area["area_type"], area["region"]].includes(row["group"]);
        const members = [...expected.keys()].filter((i) => isMember(expected[i]!));
        const of = (list: readonly (number | null)[]) => members.map((i) => list[i]!);
        const found = [members.length, computeMean(of(outcomeZ)), computeMedian(of(costs)), computeMean(of(costs))];
        const wanted = ["n", "mean_outcome_z", "median_csp", "mean_csp"].map((name) => toNumber(row[name]));
        expect(listDifferences(found, wanted), row["group"]).toEqual([]);
      }
    });

    it("ranks inside tiers and regions from the whole group's standardisation", () => {
      const { scores } = scoreByDifference(outcomes, costs);
      for (const [kind, header] of [
        ["area_type", "rank_diff_within_type"],
        ["region", "rank_diff_within_region"],
      ]) {
        for (const group of new Set(expected.map((row) => row[kind!]))) {
          const members = [...expected.keys()].filter((i) => expected[i]![kind!] === group);
          expect(rankScores(members.map((i) => scores[i]!))).toEqual(
            members.map((i) => toNumber(expected[i]![header!])),
          );
        }
      }
    });

    it("puts areas above, below or on the medians", () => {
      const { places } = assignQuadrants(outcomes, costs);
      const toWord = (side: string | undefined) => (side === "on the line" ? "equal" : side);
      expect(places.map((place) => toWord(place?.outcomeSide))).toEqual(
        expected.map((row) => row["outcome_vs_median"]),
      );
      expect(places.map((place) => toWord(place?.costSide))).toEqual(expected.map((row) => row["cost_vs_median"]));
    });

    it("agrees between measures as far as the reference says", () => {
      for (const row of read("expected_method_agreement")) {
        const found = computeRankCorrelation(column(row["a"]!), column(row["b"]!));
        expect(listDifferences([found], [toNumber(row["spearman"])]), `${row["a"]} ${row["b"]}`).toEqual([]);
        const pearson = computeCorrelation(costs, outcomes);
        expect(listDifferences([pearson], [toNumber(row["pearson_csp_outcome"])])).toEqual([]);
      }
    });
  });
});
