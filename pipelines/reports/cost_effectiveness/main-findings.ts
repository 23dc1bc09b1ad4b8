import type { Definition, ReportBlock, ReportSection, Span } from "@poundwise/contracts";
import { costEffectivenessIndex } from "../../index/definition.ts";
import type { Evidence, RankedRow } from "./evidence.ts";
import { COUNT, POUNDS, SCORE, toRankInterval, toRankText, toSpan, traceRanked } from "./figures.ts";
import { nameCostBasis, nameInSentence, nameReason } from "./words.ts";

/** What the publication lets anyone say, with how sure it is; nothing that it does not hold. */
export function sayMainFindings(evidence: Evidence): ReportSection {
  const { own } = evidence;
  const isRanked = own !== null && own.ce_rank !== null;
  return {
    id: "main-findings",
    title: "Main findings",
    blocks: [
      { kind: "paragraph", isLead: true, spans: isRanked ? sayRank(own, evidence) : sayNotRanked(evidence) },
      ...(isRanked ? [showKeyFigures(own, evidence), sayHowSure(own), sayQuadrant(own, evidence)] : []),
      ...sayOtherBasis(evidence),
      warnAboutCost(),
    ],
  };
}

/** "Leicestershire ranks 6 of 22 two-tier counties on cost effectiveness in 2020-21 (90% interval 2 to 8). …" */
function sayRank(row: RankedRow, evidence: Evidence): Span[] {
  const { council, group, ranking } = evidence;
  const interval = toRankInterval(row);
  return [
    `${council.name} ranks `,
    { text: toRankText(row.ce_rank!, ranking), trace: traceRanked(row, "ce_rank") },
    " of ",
    toSpan(row.ranked_count, COUNT, traceRanked(row, "ranked_count")),
    ` ${nameInSentence(group.name)} on cost effectiveness in ${row.financial_year}`,
    ...(interval === null
      ? ["."]
      : [
          " (90% interval ",
          toSpan(interval[0], COUNT, traceRanked(row, "rank_p05")),
          " to ",
          toSpan(interval[1], COUNT, traceRanked(row, "rank_p95")),
          ").",
        ]),
    ...sayClaim(row),
  ];
}

function sayClaim(row: RankedRow): Span[] {
  if (row.claim === null) return [" The publication holds no claim that may be made."];
  const places = Number(/\d+/.exec(row.claim)?.[0] ?? "1");
  // True of most of the group, and so no praise: "among the top 24" of 25.
  const isFaint = places > row.ranked_count / 2;
  return [
    " On this evidence it may be called “",
    { text: row.claim, trace: traceRanked(row, "claim") },
    isFaint ? "”, which is true of most of the group and no distinction." : "”, and nothing stronger.",
  ];
}

function sayNotRanked({ council, group, own, ranking }: Evidence): Span[] {
  const groupName = nameInSentence(group.name);
  if (ranking.length === 0) {
    return [`${council.name} is not ranked: the publication holds no ranking of ${groupName} on this cost input.`];
  }
  if (own === null) {
    return [`${council.name} is not ranked: it was not one of the ${groupName} in the year of the costs.`];
  }
  return [
    `${council.name} is not ranked among ${groupName} in ${own.financial_year}: `,
    { text: nameReason(own.reason_code), trace: traceRanked(own, "reason_code") },
    ".",
  ];
}

function showKeyFigures(row: RankedRow, { ranking }: Evidence): ReportBlock {
  const interval = toRankInterval(row);
  const items: Definition[] = [
    {
      term: `Rank of ${row.ranked_count}`,
      spans: [{ text: toRankText(row.ce_rank!, ranking), trace: traceRanked(row, "ce_rank") }],
    },
  ];
  if (interval !== null) {
    items.push({
      term: "90% interval of the rank",
      spans: [
        toSpan(interval[0], COUNT, traceRanked(row, "rank_p05")),
        " to ",
        toSpan(interval[1], COUNT, traceRanked(row, "rank_p95")),
      ],
    });
  }
  items.push({
    term: "Cost per head",
    spans: [toSpan(row.cost_per_head_gbp!, POUNDS, traceRanked(row, "cost_per_head_gbp"))],
  });
  items.push({
    term: "Outcomes, standard deviations from the group's mean",
    spans: [toSpan(row.outcome_z!, SCORE, traceRanked(row, "outcome_z"))],
  });
  return { kind: "definitions", layout: "figures", items };
}

/** The three conditions of the claim rule, as they came out. */
function sayHowSure(row: RankedRow): ReportBlock {
  const share = costEffectivenessIndex.claimThreshold * 100;
  return {
    kind: "paragraph",
    spans: [
      `To be called most cost-effective, a council must come first in ${share}% of ${costEffectivenessIndex.bootstrap.runs.toLocaleString("en-GB")} repeated draws of the indicators, first on both ways of comparing outcomes with cost, and first whichever single service is left out. This council came first in `,
      toSpan(row.first_share! * 100, { decimals: 1, suffix: "%" }, traceRanked(row, "first_share")),
      " of the draws and among the first three in ",
      toSpan(row.top_three_share! * 100, { decimals: 1, suffix: "%" }, traceRanked(row, "top_three_share")),
      "; by outcomes per pound it ranks ",
      row.ce_ratio_matched_rank === null
        ? "nowhere"
        : toSpan(row.ce_ratio_matched_rank, COUNT, traceRanked(row, "ce_ratio_matched_rank")),
      "; with any one service left out it ranks ",
      row.worst_block_out_rank === null
        ? "nowhere"
        : toSpan(row.worst_block_out_rank, COUNT, traceRanked(row, "worst_block_out_rank")),
      " at worst. The interval keeps every service, so leaving one out can move the rank further than it shows.",
    ],
  };
}

function sayQuadrant(row: RankedRow, { group }: Evidence): ReportBlock {
  const near = row.is_near_average === true ? ", but so near the average on one of the two that this says little" : "";
  return {
    kind: "paragraph",
    spans: [
      `Against the medians of the ${nameInSentence(group.name)} it stands in the quarter “`,
      { text: row.quadrant ?? "none", trace: traceRanked(row, "quadrant") },
      `”${near}.`,
    ],
  };
}

/** The same group on the other cost inputs: a reader must not take one view for the whole. */
function sayOtherBasis({ everywhere, group, costBasis, council }: Evidence): ReportBlock[] {
  return everywhere
    .filter((row) => row.group_id === group.id && row.cost_basis !== costBasis)
    .map((row): ReportBlock => {
      const basis = nameCostBasis(row.cost_basis).toLowerCase();
      const interval = toRankInterval(row);
      if (row.ce_rank === null || interval === null) {
        return {
          kind: "paragraph",
          spans: [
            `Measured by ${basis} in ${row.financial_year}, ${council.name} is not ranked: ${nameReason(row.reason_code)}.`,
          ],
        };
      }
      return {
        kind: "paragraph",
        spans: [
          `Measured by ${basis} in ${row.financial_year} instead, it ranks `,
          toSpan(row.ce_rank, COUNT, traceRanked(row, "ce_rank")),
          " of ",
          toSpan(row.ranked_count, COUNT, traceRanked(row, "ranked_count")),
          " (90% interval ",
          toSpan(interval[0], COUNT, traceRanked(row, "rank_p05")),
          " to ",
          toSpan(interval[1], COUNT, traceRanked(row, "rank_p95")),
          ")",
          ...(row.claim === null
            ? ["."]
            : [" and may be called “", { text: row.claim, trace: traceRanked(row, "claim") }, "”."]),
          " Year, money and indicators all differ between the two, so a move from one to the other is no trend.",
        ],
      };
    });
}

function warnAboutCost(): ReportBlock {
  return {
    kind: "callout",
    tone: "warning",
    title: "core spending power is shown without social care grants",
    spans: [
      "The files held give the settlement funding assessment, compensation, council tax, New Homes Bonus and rural services grant, but not the social care grants or the improved Better Care Fund. ",
      "Every figure of core spending power here is therefore below the published total, by different amounts for different councils, and must not be quoted as the official figure.",
    ],
  };
}
