import type { InputRows, Row } from "@poundwise/contracts";
import {
  assignQuadrants,
  bootstrapRanks,
  buildWeights,
  decideClaim,
  drawIndicators,
  leaveBlocksOut,
  rankScores,
  scoreByDifference,
  scoreByMatchedRatio,
  toDisplayScale,
  type WeightedScores,
} from "@poundwise/methods";
import { toMethodId, type IndexDefinition } from "./definition.ts";
import { readOptionalNumber, readOptionalText, readText } from "./read-row.ts";

export interface CompareInputs {
  /** curated.outcome_score, curated.indicator_contribution and curated.cost_per_head. */
  readonly outcomes: InputRows;
  readonly contributions: InputRows;
  readonly costs: InputRows;
}

/** Cost effectiveness of every authority in each group: scores, ranks, how sure they are, and what may be claimed. */
export function compareCost(inputs: CompareInputs, definition: IndexDefinition): Row[] {
  const groups = groupRows(inputs.outcomes, (row) => `${readText(row, "cost_basis")}|${readText(row, "group_id")}`);
  const contributions = groupRows(
    inputs.contributions,
    (row) => `${readText(row, "cost_basis")}|${readText(row, "group_id")}`,
  );
  return [...groups].flatMap(([key, rows]) =>
    compareGroup(rows, contributions.get(key) ?? [], inputs.costs, definition),
  );
}

function compareGroup(
  rows: InputRows,
  contributions: InputRows,
  costRows: InputRows,
  definition: IndexDefinition,
): Row[] {
  const sorted = [...rows].sort((a, b) => (readText(a, "area_code") < readText(b, "area_code") ? -1 : 1));
  const first = sorted[0]!;
  const [costBasis, groupId, year] = [
    readText(first, "cost_basis"),
    readText(first, "group_id"),
    readText(first, "financial_year"),
  ];
  const costOf = new Map(
    costRows
      .filter((row) => row["cost_basis"] === costBasis && row["financial_year"] === year)
      .map((row) => [readText(row, "area_code"), readOptionalNumber(row, "cost_per_head_gbp")]),
  );
  const codes = sorted.map((row) => readText(row, "area_code"));
  const costs = codes.map((code) => costOf.get(code) ?? null);
  const outcomes = sorted.map((row) => readOptionalNumber(row, "outcome_score"));
  const difference = scoreByDifference(outcomes, costs);
  const matched = scoreByMatchedRatio(outcomes, costs);
  const ranks = rankScores(difference.scores);
  const matchedRanks = rankScores(matched.scores);
  const display = toDisplayScale(difference.scores);
  const quadrants = assignQuadrants(outcomes, costs);
  const scores = readScores(contributions, codes);
  const toFinal = (values: readonly (number | null)[]) => scoreByDifference(values, costs).scores;
  const sample = bootstrapRanks(
    scores,
    drawIndicators(scores.weights, definition.bootstrap.runs, definition.bootstrap.seed),
    toFinal,
  );
  const withoutBlock = leaveBlocksOut(scores, toFinal);
  const rankedCount = ranks.filter((rank) => rank !== null).length;
  const warning = describeTierWarning(groupId, definition);
  return sorted.map((row, i): Row => {
    const summary = sample.summaries[i] ?? null;
    const blockRanks = withoutBlock.map((left) => left.ranks[i] ?? null);
    const place = quadrants.places[i] ?? null;
    const isRanked = ranks[i] !== null && summary !== null;
    const claim = isRanked
      ? decideClaim(
          {
            firstShare: summary.firstShare,
            rankByDifference: ranks[i]!,
            rankByMatchedRatio: matchedRanks[i] ?? null,
            ranksWithoutBlock: blockRanks,
            isTiedForFirst: ranks[i] === 1 && ranks.filter((rank) => rank === 1).length > 1,
            rank95: summary.rank95,
          },
          definition.claimThreshold,
        )
      : null;
    return {
      cost_basis: costBasis,
      group_id: groupId,
      area_code: codes[i]!,
      financial_year: year,
      reference_date: readText(row, "reference_date"),
      method_id: toMethodId(definition),
      cost_per_head_gbp: costs[i] ?? null,
      outcome_score: outcomes[i] ?? null,
      outcome_z: difference.outcomeZ[i] ?? null,
      cost_z: difference.costZ[i] ?? null,
      ce_diff: difference.scores[i] ?? null,
      ce_display: display[i] ?? null,
      ce_rank: ranks[i] ?? null,
      ce_ratio_matched: matched.scores[i] ?? null,
      ce_ratio_matched_rank: matchedRanks[i] ?? null,
      ranked_count: rankedCount,
      rank_median: isRanked ? summary.medianRank : null,
      rank_p05: isRanked ? summary.rank05 : null,
      rank_p95: isRanked ? summary.rank95 : null,
      first_share: isRanked ? summary.firstShare : null,
      top_three_share: isRanked ? summary.topThreeShare : null,
      worst_block_out_rank: isRanked ? Math.max(...blockRanks.map((rank) => rank ?? 0)) : null,
      claim:
        claim === null ? null : claim.claim === "most cost-effective" ? claim.claim : `among the top ${claim.places}`,
      quadrant: place?.quadrant ?? null,
      is_near_average: place?.isNearAverage ?? null,
      comparison_warning: warning,
      reason_code:
        difference.scores[i] === null
          ? (readOptionalText(row, "reason_code") ?? difference.reasons[i] ?? "missing")
          : null,
    };
  });
}

/** Scores by indicator and area, with equal weights by service, as the outcome score has them. */
function readScores(contributions: InputRows, codes: readonly string[]): WeightedScores {
  const place = new Map(codes.map((code, index) => [code, index]));
  const byIndicator = groupRows(contributions, (row) => readText(row, "indicator_id"));
  const ids = [...byIndicator.keys()].sort();
  const scores = ids.map((id) => {
    const line = new Array<number | null>(codes.length).fill(null);
    for (const row of byIndicator.get(id)!) {
      const index = place.get(readText(row, "area_code"));
      if (index !== undefined) line[index] = readOptionalNumber(row, "indicator_score");
    }
    return line;
  });
  const blocks = ids.map((id) => readText(byIndicator.get(id)![0]!, "service_block"));
  return { scores, weights: buildWeights(blocks, { id: "equal_service" }) };
}

function describeTierWarning(groupId: string, definition: IndexDefinition): string | null {
  const isMixed = definition.groups.find((group) => group.groupId === groupId)?.isMixedTier === true;
  return isMixed
    ? "Not adjusted for tier: a unitary's money also pays for district services, so two-tier counties look cheap beside it."
    : null;
}

function groupRows(rows: InputRows, keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
