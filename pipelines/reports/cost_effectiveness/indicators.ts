import type { ReportBlock, ReportRow, ReportSection } from "@poundwise/contracts";
import type { Evidence, UseRow } from "./evidence.ts";
import { COUNT } from "./figures.ts";
import { nameInSentence, namePeriod, nameReason, nameService } from "./words.ts";

/** Which indicators make the outcome score, and every one that was left out, with the reason. */
export function listIndicators(evidence: Evidence): ReportSection {
  const { uses, group, costBasis } = evidence;
  const [used, leftOut] = [uses.filter(({ is_used }) => is_used), uses.filter(({ is_used }) => !is_used)];
  const hint = (column: string) => ({
    table: "curated.indicator_use" as const,
    where: { cost_basis: costBasis, group_id: group.id, indicator_id: "INDICATOR" },
    column,
  });
  const blocks: ReportBlock[] = [
    {
      kind: "paragraph",
      spans: [
        `${used.length} of ${uses.length} indicators in the registry count for this ranking. For each, one period is used for all councils: the latest that is not too old, ends within a year of the year of the costs and covers two thirds of the ${nameInSentence(group.name)}.`,
      ],
    },
  ];
  if (used.length > 0) {
    blocks.push({
      kind: "table",
      table: {
        id: "indicators-used",
        caption: "Indicators that count",
        columns: [
          { key: "indicator", label: "Indicator" },
          { key: "service", label: "Service" },
          { key: "better", label: "Better is" },
          { key: "period", label: "Period" },
          { key: "count", label: "Councils with a value", format: COUNT },
          { key: "share", label: "Share of the group", format: { decimals: 0, suffix: "%" } },
        ],
        rows: used.map((use) =>
          toRow(evidence, use, {
            better: { value: evidence.indicatorOf(use.indicator_id)?.indicator_polarity === -1 ? "lower" : "higher" },
            period: { value: use.period_code === null ? null : namePeriod(use.period_code) },
            count: { value: use.group_count },
            share: { value: use.coverage_share * 100 },
          }),
        ),
        notes: [],
        traceHint: hint("period_code"),
      },
    });
  }
  if (leftOut.length > 0) {
    blocks.push({
      kind: "table",
      table: {
        id: "indicators-left-out",
        caption: "Indicators left out, and why",
        columns: [
          { key: "indicator", label: "Indicator" },
          { key: "service", label: "Service" },
          { key: "reason", label: "Why it does not count" },
        ],
        rows: leftOut.map((use) => toRow(evidence, use, { reason: { value: sayReason(evidence, use) } })),
        notes: [],
        traceHint: hint("reason_code"),
      },
    });
  }
  return { id: "indicators", title: "Indicators used and left out", blocks };
}

function toRow({ indicatorOf }: Evidence, use: UseRow, cells: ReportRow["cells"]): ReportRow {
  return {
    cells: {
      indicator: { value: indicatorOf(use.indicator_id)?.indicator_name ?? use.indicator_id },
      service: { value: nameService(use.service_block) },
      ...cells,
    },
  };
}

/** The registry's own reason where the indicator was never to count; else what the rules of age and coverage found. */
function sayReason({ indicatorOf }: Evidence, { indicator_id, reason_code }: UseRow): string {
  const reason = reason_code === "not_in_index" ? indicatorOf(indicator_id)?.exclusion_reason : null;
  const words = reason ?? nameReason(reason_code);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
