import { quadrantScatter, rankedDots } from "@poundwise/charts";
import type { ReportBlock, ReportSection, ReportTable } from "@poundwise/contracts";
import { computeMean, computeMedian, computeStandardDeviation } from "@poundwise/methods";
import { costEffectivenessIndex } from "../../index/definition.ts";
import type { Evidence, RankedRow } from "./evidence.ts";
import {
  COUNT,
  joinNames,
  PLAUSIBLE_RANKS,
  SCORE,
  toCell,
  toRankInterval,
  toRankText,
  traceRanked,
} from "./figures.ts";
import { nameCostBasis, nameInSentence, nameReason } from "./words.ts";

/** Standard deviations within which an authority counts as near the average, as in the published quadrants. */
const NEAR_ZONE = 0.25;

/** Where every council of the group stands: outcome against cost, ranks with their intervals, and the table of both. */
export function showRanking(evidence: Evidence): ReportSection {
  const { ranking, group } = evidence;
  const ranked = ranking.filter(({ ce_rank }) => ce_rank !== null);
  const blocks: ReportBlock[] =
    ranked.length === 0
      ? [
          {
            kind: "paragraph",
            spans: [`No council of the ${nameInSentence(group.name)} is ranked on this cost input.`],
          },
        ]
      : [
          { kind: "chart", id: "value", chart: drawQuadrants(evidence, ranked) },
          {
            kind: "paragraph",
            spans: [
              "A rank is a best guess. The next chart shows how far each could plausibly move. Councils are shaded when their interval overlaps this council's: the evidence cannot tell them apart.",
            ],
          },
          { kind: "chart", id: "ranks", chart: drawRanks(evidence, ranked) },
          { kind: "table", table: tabulateRanking(evidence) },
        ];
  return { id: "ranking", title: `Where each council stands among ${nameInSentence(group.name)}`, blocks };
}

function drawQuadrants(evidence: Evidence, ranked: readonly RankedRow[]) {
  const { ranking, own, council, nameOf, group } = evidence;
  const costs = ranked.map((row) => row.cost_per_head_gbp!);
  const outcomes = ranked.map((row) => row.outcome_z!);
  const [mean, spread] = [computeMean(costs)!, computeStandardDeviation(costs)!];
  const { year, basis, subject } = describeData(evidence, ranked[0]!);
  const finding =
    own === null || own.quadrant === null
      ? `${council.name} is not ranked and is not in this picture`
      : `${council.name}: ${own.quadrant}, against the medians of the group`;
  return quadrantScatter({
    id: "value",
    title: own?.is_near_average === true ? `${finding}, but near the average` : finding,
    subtitle: `${basis}, £ per head, and outcome score, ${year}, ${subject}. Low cost is to the right.`,
    source: "curated.cost_effectiveness",
    width: 920,
    height: 620,
    cost: { label: `${basis} per head`, unit: "£ per head", decimals: 0, prefix: "£" },
    outcome: { label: "Outcome score", unit: "standard deviations from the mean", decimals: 2 },
    areas: ranking.map((row) => ({
      code: row.area_code,
      name: nameOf(row.area_code),
      cost: row.cost_per_head_gbp,
      outcome: row.outcome_z,
      role: row.area_code === council.code ? ("own" as const) : ("group" as const),
    })),
    lines: {
      name: `Median of the ${nameInSentence(group.name)}`,
      cost: computeMedian(costs)!,
      outcome: computeMedian(outcomes)!,
    },
    nearAverage: {
      cost: [mean - NEAR_ZONE * spread, mean + NEAR_ZONE * spread],
      outcome: [-NEAR_ZONE, NEAR_ZONE],
      rule: `within ${NEAR_ZONE} standard deviations of the mean on either axis`,
    },
  });
}

/**
 * Ranks are drawn as the number of councils outranked: the publication holds intervals of ranks, not of scores, and on
 * this axis better is to the right, as everywhere in the report.
 */
function drawRanks(evidence: Evidence, ranked: readonly RankedRow[]) {
  const { ranking, own, council, nameOf } = evidence;
  const { year, basis, subject } = describeData(evidence, ranked[0]!);
  const count = ranked.length;
  const ownInterval = own === null ? null : toRankInterval(own);
  const areas = ranking.map((row) => {
    const interval = toRankInterval(row);
    return {
      code: row.area_code,
      name: nameOf(row.area_code),
      score: row.ce_rank === null ? null : count - row.ce_rank,
      scoreInterval: interval === null ? null : ([count - interval[1], count - interval[0]] as const),
      rank: row.ce_rank,
      rankInterval: interval,
      isOwn: row.area_code === council.code,
      isLikeOwn:
        interval !== null && ownInterval !== null && interval[0] <= ownInterval[1] && interval[1] >= ownInterval[0],
    };
  });
  const likeOwn = areas.filter(({ isOwn, isLikeOwn }) => !isOwn && isLikeOwn).length;
  const title =
    own === null || own.ce_rank === null || ownInterval === null
      ? `${council.name} is not ranked`
      : `${council.name} ranks ${toRankText(own.ce_rank, ranking)}, plausibly ${ownInterval[0]} to ${ownInterval[1]} of ${count}, and cannot be told apart from ${likeOwn} others`;
  return rankedDots({
    id: "ranks",
    title,
    subtitle: `Rank by cost effectiveness (${basis.toLowerCase()}), ${year}, ${subject}`,
    source: "curated.cost_effectiveness",
    width: 920,
    // Half a place when the group is even: its middle lies between two councils.
    score: { label: "Councils outranked", unit: `of ${count - 1} others`, decimals: count % 2 === 0 ? 1 : 0 },
    intervalName: `5th to 95th percentile of ${costEffectivenessIndex.bootstrap.runs.toLocaleString("en-GB")} draws`,
    areas,
    median: { name: "Middle of the group", score: (count - 1) / 2 },
  });
}

function describeData({ group, ranking }: Evidence, { cost_basis, financial_year, ranked_count }: RankedRow) {
  const name = nameInSentence(group.name);
  return {
    basis: nameCostBasis(cost_basis),
    year: financial_year,
    subject:
      ranked_count === ranking.length ? `${ranked_count} ${name}` : `${ranked_count} of ${ranking.length} ${name}`,
  };
}

function tabulateRanking({ ranking, council, nameOf, group, costBasis }: Evidence): ReportTable {
  const unranked = ranking.filter(({ ce_rank }) => ce_rank === null);
  const reasons = [...new Set(unranked.map(({ reason_code }) => reason_code))].map((reason) => {
    const names = unranked.filter(({ reason_code }) => reason_code === reason).map((row) => nameOf(row.area_code));
    return `Not ranked, ${nameReason(reason)}: ${joinNames(names)}.`;
  });
  return {
    id: "ranking-table",
    caption: `Cost effectiveness of ${nameInSentence(group.name)}, ${nameCostBasis(costBasis).toLowerCase()}, ${ranking[0]!.financial_year}, best first`,
    columns: [
      { key: "area", label: "Council" },
      { key: "ce_rank", label: "Rank", format: COUNT },
      { key: "best", label: "Best plausible rank", format: COUNT },
      { key: "worst", label: "Worst plausible rank", format: COUNT },
      { key: "ce_display", label: "Score", unit: "mean 100", format: { decimals: 1 } },
      { key: "cost_per_head_gbp", label: "Cost", unit: "£ per head", format: { decimals: 2 } },
      { key: "outcome_z", label: "Outcomes", unit: "standard deviations", format: SCORE },
      { key: "ce_ratio_matched_rank", label: "Rank by outcomes per pound", format: COUNT },
      { key: "quadrant", label: "Against the medians" },
    ],
    rows: ranking.map((row) => {
      const isOwn = row.area_code === council.code;
      const interval = toRankInterval(row);
      const show = (value: number | null, column: keyof RankedRow & string) =>
        isOwn ? toCell(value, traceRanked(row, column)) : { value };
      return {
        isOwn,
        cells: {
          area: { value: nameOf(row.area_code) },
          ce_rank: show(row.ce_rank, "ce_rank"),
          best: show(interval?.[0] ?? null, "rank_p05"),
          worst: show(interval?.[1] ?? null, "rank_p95"),
          ce_display: show(row.ce_display, "ce_display"),
          cost_per_head_gbp: show(row.cost_per_head_gbp, "cost_per_head_gbp"),
          outcome_z: show(row.outcome_z, "outcome_z"),
          ce_ratio_matched_rank: show(row.ce_ratio_matched_rank, "ce_ratio_matched_rank"),
          quadrant: {
            value:
              row.quadrant === null
                ? null
                : row.is_near_average === true
                  ? `${row.quadrant} (near average)`
                  : row.quadrant,
          },
        },
      };
    }),
    notes: [
      PLAUSIBLE_RANKS,
      "Equal scores share a rank. Score: outcomes less cost, both standardised in the group, set to mean 100 and standard deviation 10.",
      ...reasons,
    ],
    traceHint: {
      table: "curated.cost_effectiveness",
      where: { area_code: "CODE", cost_basis: costBasis, group_id: group.id },
      column: "COLUMN",
    },
  };
}
