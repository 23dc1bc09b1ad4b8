import { contributionWaterfall } from "@poundwise/charts";
import type { ReportBlock, ReportSection, ReportTable } from "@poundwise/contracts";
import { computeMean, computeStandardDeviation } from "@poundwise/methods";
import { sortBy, type ContributionRow, type Evidence, type RankedRow } from "./evidence.ts";
import { joinNames, SCORE, toCell } from "./figures.ts";
import { nameCostBasis, nameInSentence, namePeriod, nameReason, nameService } from "./words.ts";

const LISTED = 5;

/** An indicator with what it adds to outcome less cost, in the same units as the score. */
interface Part {
  readonly row: ContributionRow;
  readonly value: number;
}

/** What holds the council's rank up and what holds it down: indicators and cost, adding up exactly to its score. */
export function explainRank(evidence: Evidence): ReportSection {
  const { own, council } = evidence;
  const section = { id: "up-and-down", title: "What holds the rank up and what holds it down" };
  if (own === null || own.ce_diff === null) {
    return { ...section, blocks: [{ kind: "paragraph", spans: [`${council.name} has no score to explain.`] }] };
  }
  const outcomes = evidence.ranking.flatMap((row) => (row.ce_diff === null ? [] : [row.outcome_score!]));
  const [mean, spread] = [computeMean(outcomes)!, computeStandardDeviation(outcomes)!];
  const parts = evidence.contributions.flatMap((row): Part[] =>
    row.contribution_score === null ? [] : [{ row, value: row.contribution_score / spread }],
  );
  const missing = evidence.contributions.filter(({ contribution_score }) => contribution_score === null);
  const blocks: ReportBlock[] = [
    {
      kind: "paragraph",
      spans: [
        "The score is outcomes less cost, each counted in standard deviations from the group's mean. Every indicator adds its score in the group times its weight; cost is taken away as a whole. Services count the same, so an indicator moves the score more when its service has few.",
        sayThinServices(evidence),
      ],
    },
    {
      kind: "chart",
      id: "contributions",
      chart: contributionWaterfall({
        id: "contributions",
        title: sayFinding(evidence, own, parts),
        subtitle: `Contribution to outcomes less cost, standard deviations, ${nameCostBasis(own.cost_basis).toLowerCase()}, ${own.financial_year}, among ${nameInSentence(evidence.group.name)}`,
        source: "curated.indicator_contribution and curated.cost_effectiveness",
        width: 920,
        measure: { label: "Outcomes less cost", unit: "standard deviations", decimals: 2 },
        start: { label: "Group average", value: 0 },
        end: { label: council.name, value: own.ce_diff },
        contributions: [
          ...parts.map(({ row, value }) => ({ key: row.indicator_id, label: nameIndicator(evidence, row), value })),
          { key: "~mean", label: "Mean outcome score of the group", value: -mean / spread },
          { key: "~cost", label: `${nameCostBasis(own.cost_basis)} per head`, value: -own.cost_z! },
        ],
        shown: 12,
      }),
    },
    ...tabulate(
      evidence,
      "up",
      sortBy(
        parts.filter(({ value }) => value > 0),
        ({ row, value }) => [-value, row.indicator_id],
      ),
    ),
    ...tabulate(
      evidence,
      "down",
      sortBy(
        parts.filter(({ value }) => value < 0),
        ({ row, value }) => [value, row.indicator_id],
      ),
    ),
  ];
  if (missing.length > 0) {
    blocks.push({
      kind: "paragraph",
      spans: [
        `Used for the group but without a value for ${council.name}, so left out of its score: ${missing.map((row) => `${nameIndicator(evidence, row)} (${nameReason(row.reason_code)})`).join("; ")}.`,
      ],
    });
  }
  return { ...section, blocks };
}

function sayFinding({ council, indicatorOf }: Evidence, own: RankedRow, parts: readonly Part[]): string {
  const cost = -own.cost_z!;
  const best = sortBy(parts, ({ value }) => [-value])[0];
  const worst = sortBy(parts, ({ value }) => [value])[0];
  const name = (part: Part) => indicatorOf(part.row.indicator_id)?.indicator_name ?? part.row.indicator_id;
  const costWord = cost >= 0 ? "lower cost lifts" : "higher cost lowers";
  const sides = [
    ...(best !== undefined && best.value > 0 ? [`lifted most by “${name(best)}”`] : []),
    ...(worst !== undefined && worst.value < 0 ? [`held down most by “${name(worst)}”`] : []),
  ];
  return `${council.name}: ${costWord} the score; among the indicators it is ${sides.join(" and ")}`;
}

/** Services that rest on one indicator: whatever it says counts as much as a whole service elsewhere. */
function sayThinServices({ uses }: Evidence): string {
  const counts = new Map<string, number>();
  for (const { service_block, is_used } of uses) {
    if (is_used) counts.set(service_block, (counts.get(service_block) ?? 0) + 1);
  }
  const thin = [...counts].filter(([, count]) => count === 1).map(([block]) => nameService(block).toLowerCase());
  if (thin.length === 0) return "";
  return ` Here ${joinNames(thin)} ${thin.length === 1 ? "rests" : "each rest"} on a single indicator, which therefore has the say of a whole service.`;
}

/** About three digits that say something, whatever the unit: 0.305 of a fraction, 51.4 admissions, 570 kg. */
function chooseDecimals(value: number | null): number {
  const size = Math.abs(value ?? 0);
  return size < 1 ? 3 : size < 10 ? 2 : size < 1000 ? 1 : 0;
}

function tabulate(evidence: Evidence, side: "up" | "down", parts: readonly Part[]): ReportBlock[] {
  const { council, group, costBasis } = evidence;
  const shown = parts.slice(0, LISTED);
  if (shown.length === 0) {
    return [{ kind: "paragraph", spans: [`No indicator holds the score ${side}.`] }];
  }
  const table: ReportTable = {
    id: `holds-${side}`,
    caption: `The ${shown.length} indicators that hold ${council.name}'s score ${side} most`,
    columns: [
      { key: "indicator", label: "Indicator" },
      { key: "service", label: "Service" },
      { key: "period", label: "Period" },
      { key: "value", label: "Value", format: { decimals: 1 } },
      { key: "unit", label: "Unit" },
      { key: "better", label: "Better is" },
      { key: "score", label: "Score in the group", unit: "standard deviations, higher is better", format: SCORE },
      { key: "adds", label: "Adds to outcomes less cost", unit: "standard deviations", format: SCORE },
    ],
    rows: shown.map(({ row, value }) => {
      const indicator = evidence.indicatorOf(row.indicator_id);
      const trace = (column: keyof ContributionRow & string) => ({
        table: "curated.indicator_contribution" as const,
        where: {
          area_code: row.area_code,
          cost_basis: row.cost_basis,
          group_id: row.group_id,
          indicator_id: row.indicator_id,
        },
        column,
      });
      return {
        cells: {
          indicator: { value: nameIndicator(evidence, row) },
          service: { value: nameService(row.service_block) },
          period: { value: namePeriod(row.period_code) },
          value: {
            ...toCell(row.indicator_value, trace("indicator_value")),
            format: { decimals: chooseDecimals(row.indicator_value) },
          },
          unit: { value: indicator?.indicator_unit ?? null },
          better: { value: indicator?.indicator_polarity === -1 ? "lower" : "higher" },
          score: toCell(row.indicator_score, trace("indicator_score")),
          adds: { value, trace: trace("contribution_score") },
        },
      };
    }),
    notes: [
      "Adds: the published contribution to the outcome score, divided by the standard deviation of the group's outcome scores. The trace shows the contribution before that division.",
      ...(shown.some(({ row }) => row.is_treated)
        ? [
            `Moved by the outlier rule before scoring (the value shown is as published): ${shown
              .filter(({ row }) => row.is_treated)
              .map(({ row }) => nameIndicator(evidence, row))
              .join("; ")}.`,
          ]
        : []),
    ],
    traceHint: {
      table: "curated.indicator_contribution",
      where: { area_code: council.code, cost_basis: costBasis, group_id: group.id, indicator_id: "INDICATOR" },
      column: "COLUMN",
    },
  };
  return [{ kind: "table", table }];
}

function nameIndicator({ indicatorOf }: Evidence, { indicator_id }: Pick<ContributionRow, "indicator_id">): string {
  return indicatorOf(indicator_id)?.indicator_name ?? indicator_id;
}
