import { defineComputedTable, type InputRows } from "@poundwise/contracts";
import { compareCost } from "../index/compare-cost.ts";
import { costEffectivenessIndex } from "../index/definition.ts";

/** The headline: outcomes against cost per head, by comparator group and cost basis, with rank intervals and what may be claimed. */
export default defineComputedTable({
  contract: {
    about:
      "Cost effectiveness of every authority in each comparator group and on each cost basis: scores, ranks with their intervals, quadrant, and what may be claimed.",
    grain: ["cost_basis", "group_id", "area_code"],
    columns: [
      "cost_basis",
      "group_id",
      "area_code",
      "financial_year",
      "reference_date",
      "method_id",
      "cost_per_head_gbp",
      "outcome_score",
      "outcome_z",
      "cost_z",
      "ce_diff",
      "ce_display",
      "ce_rank",
      "ce_ratio_matched",
      "ce_ratio_matched_rank",
      "ranked_count",
      "rank_median",
      "rank_p05",
      "rank_p95",
      "first_share",
      "top_three_share",
      "worst_block_out_rank",
      "claim",
      "quadrant",
      "is_near_average",
      "comparison_warning",
      "reason_code",
    ],
    optional: [
      "cost_per_head_gbp",
      "outcome_score",
      "outcome_z",
      "cost_z",
      "ce_diff",
      "ce_display",
      "ce_rank",
      "ce_ratio_matched",
      "ce_ratio_matched_rank",
      "rank_median",
      "rank_p05",
      "rank_p95",
      "first_share",
      "top_three_share",
      "worst_block_out_rank",
      "claim",
      "quadrant",
      "is_near_average",
      "comparison_warning",
      "reason_code",
    ],
    checks: [
      {
        name: "a score has a rank with an interval",
        fail_when: "ce_diff is not null and (ce_rank is null or rank_p05 is null or rank_p95 is null)",
      },
      { name: "every gap has a reason", fail_when: "(ce_diff is null) <> (reason_code is not null)" },
      {
        name: "the headline group is ranked",
        query:
          "select 1 where (select count(*) from curated.cost_effectiveness where cost_basis = 'core_spending_power' and group_id = 'two_tier_counties' and ce_rank is not null) < 5",
      },
      {
        name: "most counties of the headline group are ranked",
        query:
          "select area_code, reason_code from curated.cost_effectiveness where cost_basis = 'core_spending_power' and group_id = 'two_tier_counties' and ce_rank is null",
        severity: "warn",
      },
    ],
    trace: [
      {
        table: "curated.cost_per_head",
        match: { cost_basis: "cost_basis", financial_year: "financial_year", area_code: "area_code" },
      },
      {
        table: "curated.outcome_score",
        match: { cost_basis: "cost_basis", group_id: "group_id", area_code: "area_code" },
      },
    ],
    how: {
      outcome_z: "(outcome score - mean) / standard deviation (n - 1) over ranked authorities",
      cost_z: "(cost per head - mean) / standard deviation (n - 1) over ranked authorities",
      ce_diff: "outcome_z - cost_z",
      ce_display: "100 + 10 x standardised ce_diff, to 0.1",
      ce_ratio_matched: "100 (1 + v outcome_z) / (cost per head / mean cost), v = sd(cost) / mean(cost)",
      ce_rank: "1 + number of authorities with a strictly higher ce_diff, on scores rounded to 10 decimals",
      rank_p05: "5th percentile of the rank over 1,000 draws of indicators within service blocks, with replacement",
      rank_p95: "95th percentile of the rank over 1,000 draws of indicators within service blocks, with replacement",
      claim:
        "most cost-effective only if first in 90% of draws, first on both measures and first without any one service block",
    },
  },
  inputs: {
    outcomes: "curated.outcome_score",
    contributions: "curated.indicator_contribution",
    costs: "curated.cost_per_head",
  },
  compute: (inputs) =>
    compareCost(
      {
        outcomes: inputs["outcomes"] as InputRows,
        contributions: inputs["contributions"] as InputRows,
        costs: inputs["costs"] as InputRows,
      },
      costEffectivenessIndex,
    ),
});
