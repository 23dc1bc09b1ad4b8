import { defineComputedTable, type InputRows, type Row } from "@poundwise/contracts";
import { buildIndex } from "../index/build-index.ts";
import { costEffectivenessIndex, toMethodId } from "../index/definition.ts";

/** Which indicators entered the outcome score of each group, for which period, and why the others did not. */
export default defineComputedTable({
  contract: {
    about:
      "Which indicators entered the outcome score of each comparator group, for which period, and why the others did not.",
    grain: ["cost_basis", "group_id", "indicator_id"],
    columns: [
      "cost_basis",
      "group_id",
      "indicator_id",
      "service_block",
      "reference_date",
      "method_id",
      "period_code",
      "is_used",
      "reason_code",
      "group_count",
      "coverage_share",
    ],
    optional: ["period_code", "reason_code"],
    checks: [
      { name: "an indicator is used or has a reason", fail_when: "is_used = (reason_code is not null)" },
      {
        name: "the headline group has enough indicators in four blocks",
        query:
          "select group_id, count(distinct service_block) as blocks from curated.indicator_use where is_used and cost_basis = 'core_spending_power' and group_id = 'two_tier_counties' group by group_id having blocks < 4",
        severity: "warn",
      },
    ],
    trace: [{ table: "core.indicators", match: { indicator_id: "indicator_id" } }],
    how: {
      period_code:
        "latest period that is not too old, ends within a year of the reference date and covers two thirds of the group",
      coverage_share: "authorities with a value / authorities of the group",
    },
  },
  inputs: {
    areas: "core.areas",
    members: "core.comparator_groups",
    indicators: "core.indicators",
    periods: "core.periods",
    values: "core.indicator_values",
    costs: "curated.cost_per_head",
  },
  compute: (inputs) =>
    buildIndex(
      {
        areas: inputs["areas"] as InputRows,
        members: inputs["members"] as InputRows,
        indicators: inputs["indicators"] as InputRows,
        periods: inputs["periods"] as InputRows,
        values: inputs["values"] as InputRows,
        costs: inputs["costs"] as InputRows,
      },
      costEffectivenessIndex,
    ).flatMap((group) =>
      group.uses.map((use): Row => ({
        cost_basis: group.costBasis,
        group_id: group.frame.groupId,
        indicator_id: use.indicatorId,
        service_block: use.block,
        reference_date: group.referenceDate,
        method_id: toMethodId(costEffectivenessIndex),
        period_code: use.periodCode,
        is_used: use.reason === null,
        reason_code: use.reason,
        group_count: use.areasWithValue,
        coverage_share: group.frame.areaCodes.length === 0 ? 0 : use.areasWithValue / group.frame.areaCodes.length,
      })),
    ),
});
