import { defineComputedTable, type InputRows, type Row } from "@poundwise/contracts";
import { buildIndex, type GroupIndex } from "../index/build-index.ts";
import { costEffectivenessIndex, toMethodId } from "../index/definition.ts";

/** Score, weight and contribution of every indicator for every authority of each group. */
export default defineComputedTable({
  contract: {
    about:
      "Every indicator that was scored, for every authority of each comparator group: its value, score, weight and what it adds to the outcome score.",
    grain: ["cost_basis", "group_id", "area_code", "indicator_id"],
    columns: [
      "cost_basis",
      "group_id",
      "area_code",
      "indicator_id",
      "financial_year",
      "reference_date",
      "method_id",
      "service_block",
      "period_code",
      "source_area_codes",
      "indicator_value",
      "is_treated",
      "indicator_score",
      "effective_weight",
      "contribution_score",
      "reason_code",
      "area_reason_code",
    ],
    optional: [
      "source_area_codes",
      "indicator_value",
      "indicator_score",
      "effective_weight",
      "contribution_score",
      "reason_code",
      "area_reason_code",
    ],
    checks: [
      {
        name: "weights of a scored authority add up to one",
        query:
          "select cost_basis, group_id, area_code, sum(effective_weight) as total from curated.indicator_contribution where area_reason_code is null group by all having abs(total - 1) > 1e-9",
      },
      { name: "a gap has a reason", fail_when: "(indicator_value is null) <> (reason_code is not null)" },
    ],
    trace: [
      {
        table: "core.indicator_values",
        match: { indicator_id: "indicator_id", area_code: "split(source_area_codes)", period_code: "period_code" },
      },
    ],
    peers: { columns: ["indicator_score", "contribution_score"], free: ["area_code"] },
    how: {
      indicator_score:
        "(value x polarity - group mean) / group standard deviation (n - 1), after the outlier rule, cut at plus or minus 3",
      effective_weight: "equal weight of the service block / indicators of the block that the authority has",
      contribution_score: "effective_weight x indicator_score",
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
    ).flatMap(toRows),
});

function toRows(group: GroupIndex): Row[] {
  const placeOf = new Map(group.keptAreas.map((area, place) => [area, place]));
  const live = new Map(
    (group.outcome?.indicators ?? []).map((indicator, index) => [indicator.id, { indicator, index }]),
  );
  return group.scored.flatMap(({ indicatorId, block, periodCode, cells }) => {
    const scored = live.get(indicatorId);
    if (scored === undefined || scored.indicator.reason !== null) return [];
    return group.frame.areaCodes.map((areaCode, area): Row => {
      const place = placeOf.get(area);
      const cell = cells[area]!;
      const outcome = place === undefined ? undefined : group.outcome!.areas[place]!;
      const score = place === undefined ? null : scored.indicator.scores[place]!;
      const treated =
        place === undefined
          ? null
          : (scored.indicator.treatment?.treatedCells ?? []).some(({ index }) => index === place);
      return {
        cost_basis: group.costBasis,
        group_id: group.frame.groupId,
        area_code: areaCode,
        indicator_id: indicatorId,
        financial_year: group.financialYear,
        reference_date: group.referenceDate,
        method_id: toMethodId(costEffectivenessIndex),
        service_block: block,
        period_code: periodCode,
        source_area_codes: cell.printedCode,
        indicator_value: cell.value,
        is_treated: treated ?? false,
        indicator_score: score,
        effective_weight: outcome === undefined ? null : outcome.weights[scored.index]!,
        contribution_score: outcome === undefined ? null : (outcome.contributions?.[scored.index] ?? null),
        reason_code: cell.reason,
        area_reason_code: outcome === undefined ? "below_coverage" : outcome.reason,
      };
    });
  });
}
