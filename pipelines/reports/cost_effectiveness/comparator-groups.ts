import type { ReportSection } from "@poundwise/contracts";
import type { Evidence } from "./evidence.ts";
import { COUNT, toCell, toRankInterval, traceRanked, PLAUSIBLE_RANKS } from "./figures.ts";
import { nameCostBasis, nameReason } from "./words.ts";

/** The council in every comparator group, with what makes some of the comparisons unfair. */
export function compareGroups({ everywhere, council, groupNameOf, group, costBasis }: Evidence): ReportSection {
  const section = { id: "groups", title: "In every comparator group" };
  if (everywhere.length === 0) {
    return {
      ...section,
      blocks: [{ kind: "paragraph", spans: [`${council.name} is in no ranked comparator group.`] }],
    };
  }
  const warned = everywhere.filter(({ comparison_warning }) => comparison_warning !== null);
  const warnings = [...new Set(warned.map(({ comparison_warning }) => comparison_warning!))];
  return {
    ...section,
    blocks: [
      {
        kind: "paragraph",
        spans: [
          "A rank depends on who is compared. Scores are worked out afresh in each group, so an authority's score in one group is not its score in another.",
        ],
      },
      ...warnings.map((warning) => ({
        kind: "callout" as const,
        tone: "warning" as const,
        title: "groups of both tiers are not fully comparable",
        spans: [
          warning,
          ` It applies to: ${[...new Set(warned.filter((row) => row.comparison_warning === warning).map((row) => groupNameOf(row.group_id)))].join("; ")}.`,
        ],
      })),
      {
        kind: "table",
        table: {
          id: "groups-table",
          caption: `${council.name} in every comparator group, on each cost input in its newest year`,
          columns: [
            { key: "group", label: "Group" },
            { key: "basis", label: "Cost input" },
            { key: "year", label: "Year" },
            { key: "rank", label: "Rank", format: COUNT },
            { key: "count", label: "Councils ranked", format: COUNT },
            { key: "best", label: "Best plausible rank", format: COUNT },
            { key: "worst", label: "Worst plausible rank", format: COUNT },
            { key: "claim", label: "May be called" },
            { key: "comparable", label: "Comparable" },
          ],
          rows: everywhere.map((row) => {
            const interval = toRankInterval(row);
            return {
              isOwn: row.group_id === group.id && row.cost_basis === costBasis,
              cells: {
                group: { value: groupNameOf(row.group_id) },
                basis: { value: nameCostBasis(row.cost_basis) },
                year: { value: row.financial_year },
                rank: toCell(row.ce_rank, traceRanked(row, "ce_rank")),
                count: toCell(row.ranked_count, traceRanked(row, "ranked_count")),
                best: toCell(interval?.[0] ?? null, traceRanked(row, "rank_p05")),
                worst: toCell(interval?.[1] ?? null, traceRanked(row, "rank_p95")),
                claim: { value: row.claim ?? `not ranked: ${nameReason(row.reason_code)}` },
                comparable: { value: row.comparison_warning === null ? "yes" : "no, see the warning" },
              },
            };
          }),
          notes: [PLAUSIBLE_RANKS],
        },
      },
    ],
  };
}
