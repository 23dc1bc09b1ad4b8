import { describe, expect, it } from "vitest";
import {
  fitLeastSquares,
  groupByCutPoints,
  groupByRank,
  rankScores,
  roundHalfAway,
  toRealTerms,
} from "../src/index.ts";
import { computeActivityIndex, computeCorrelation, computeRankCorrelation, computeTauB } from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

describe.skipIf(!hasReference)("quantile groups agree with PHEindicatormethods and base R", () => {
  it("by rank and by cut points, except that equal values form no groups here", () => {
    const inputs = groupRows(readReference("quantile_groups", "input_values"), "case");
    for (const [name, rows] of groupRows(readReference("quantile_groups", "expected_groups"), "case")) {
      const values = inputs.get(name)!.map((row) => toNumber(row["value"]));
      const column = (header: string) => rows.map((row) => toNumber(row[header]));
      if (name === "all_equal") {
        expect(groupByRank(values, 4).every((group) => group === null)).toBe(true);
        continue;
      }
      for (const groups of [4, 5, 10]) {
        expect(groupByRank(values, groups), `${name} ${groups}`).toEqual(column(`q${groups}_1_is_lowest`));
      }
      for (const type of [6, 7] as const) {
        expect(groupByCutPoints(values, 4, type), name).toEqual(column(`quartile_cutpoints_type${type}_1_is_lowest`));
        expect(groupByCutPoints(values, 5, type), name).toEqual(column(`quintile_cutpoints_type${type}_1_is_lowest`));
      }
    }
  });
});

describe.skipIf(!hasReference)("real terms reproduce the Treasury's worked examples", () => {
  it("to the printed decimals", () => {
    const deflators = readReference("deflator", "input_deflator");
    const deflatorOf = (year: string | undefined) =>
      Number(deflators.find((row) => row["financial_year"] === year)!["gdp_deflator_2002_03_100"]);
    for (const row of readReference("deflator", "expected_worked_examples")) {
      const amount = toNumber(row["amount"]) ?? 100;
      const [repriced] = toRealTerms([amount], [deflatorOf(row["from_year"])], deflatorOf(row["to_year"]));
      const found = row["operation"] === "inflation_pct" ? repriced! - 100 : repriced!;
      expect(roundHalfAway(found, Number(row["printed_decimals"])), row["example"]).toBe(Number(row["printed_answer"]));
    }
  });
});

describe.skipIf(!hasReference)("least squares agrees with base R", () => {
  const rows = hasReference ? readReference("regression", "input_xy") : [];
  const costs = rows.map((row) => Number(row["csp"]));
  const outcomes = rows.map((row) => Number(row["outcome"]));
  const fit = hasReference ? fitLeastSquares(outcomes, [costs])! : null;

  it("in coefficients, fit and correlations", () => {
    const expected = new Map(
      readReference("regression", "expected_fit").map((row) => [row["stat"], toNumber(row["value"])]),
    );
    const found = {
      intercept: fit!.coefficients[0]!,
      slope: fit!.coefficients[1]!,
      se_slope: fit!.standardErrors![1]!,
      t_slope: fit!.tStatistics![1]!,
      r2: fit!.rSquared,
      adj_r2: fit!.adjustedRSquared,
      sigma: fit!.residualError,
      pearson: computeCorrelation(costs, outcomes),
      spearman: computeRankCorrelation(costs, outcomes),
      kendall_tau_b: computeTauB(costs, outcomes),
    };
    expect(listDifferences([fit!.pValues![1]!], [expected.get("p_slope")!], 1e-7)).toEqual([]);
    for (const [stat, value] of Object.entries(found)) {
      expect(listDifferences([value], [expected.get(stat)!]), stat).toEqual([]);
    }
  });

  it("in residuals, leverage and influence", () => {
    const expected = readReference("regression", "expected_residuals");
    const column = (name: string) => expected.map((row) => toNumber(row[name]));
    expect(listDifferences(fit!.fitted, column("fitted"))).toEqual([]);
    expect(listDifferences(fit!.residuals, column("residual"))).toEqual([]);
    expect(listDifferences(fit!.standardisedResiduals, column("std_resid"))).toEqual([]);
    expect(listDifferences(fit!.studentisedResiduals, column("student_resid"))).toEqual([]);
    expect(listDifferences(fit!.leverage, column("hat"))).toEqual([]);
    expect(listDifferences(fit!.cooksDistance, column("cooks"))).toEqual([]);
    expect(rankScores(fit!.residuals)).toEqual(column("rank_by_residual"));
  });
});

describe.skipIf(!hasReference)("index numbers agree with IndexNumR", () => {
  const rows = hasReference ? readReference("index_numbers", "input_activity") : [];
  const periods = [...groupRows(rows, "period").values()];
  const series = {
    quantities: periods.map((period) => period.map((row) => toNumber(row["quantity"]))),
    unitCosts: periods.map((period) => period.map((row) => toNumber(row["unit_cost"]))),
  };

  it.each(["laspeyres", "paasche", "fisher", "tornqvist"] as const)("by %s, chained and to a fixed base", (formula) => {
    for (const linking of ["chained", "fixed"] as const) {
      const expected = readReference("index_numbers", "expected_indices").filter(
        ({ method, base }) => method === formula && base!.startsWith(linking),
      );
      const found = computeActivityIndex(series, formula, linking, 1);
      expect(
        listDifferences(
          found.quantity,
          expected.map((row) => toNumber(row["quantity_index"])),
        ),
      ).toEqual([]);
      expect(
        listDifferences(
          found.price,
          expected.map((row) => toNumber(row["price_index"])),
        ),
      ).toEqual([]);
    }
  });
});
