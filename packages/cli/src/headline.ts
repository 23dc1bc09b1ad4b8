import { openClient } from "@poundwise/client";
import type { Home } from "@poundwise/warehouse";

export const FOCAL_COUNCIL = "E10000018";
export const HEADLINE_GROUP = "two_tier_counties";
export const HEADLINE_COST_BASIS = "core_spending_power";

/** The focal council's place in the headline group, with its interval and what may be said. */
export interface Headline {
  readonly areaName: string;
  readonly financialYear: string;
  readonly rank: number | null;
  readonly rankedCount: number;
  readonly rankP05: number | null;
  readonly rankP95: number | null;
  readonly claim: string | null;
  readonly reasonCode: string | null;
}

/** The headline of a publication; null when the council is not in the group. */
export async function readHeadline(home: Home, publication: string): Promise<Headline | null> {
  const client = await openClient(home.root, { publication });
  try {
    const row = await client.db
      .selectFrom("curated.cost_effectiveness as ce")
      .innerJoin("core.areas as areas", "areas.area_code", "ce.area_code")
      .select([
        "areas.area_name",
        "ce.financial_year",
        "ce.ce_rank",
        "ce.ranked_count",
        "ce.rank_p05",
        "ce.rank_p95",
        "ce.claim",
        "ce.reason_code",
      ])
      .where("ce.cost_basis", "=", HEADLINE_COST_BASIS)
      .where("ce.group_id", "=", HEADLINE_GROUP)
      .where("ce.area_code", "=", FOCAL_COUNCIL)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      areaName: row.area_name,
      financialYear: row.financial_year,
      rank: row.ce_rank,
      rankedCount: row.ranked_count,
      rankP05: row.rank_p05,
      rankP95: row.rank_p95,
      claim: row.claim,
      reasonCode: row.reason_code,
    };
  } finally {
    await client.close();
  }
}

/** One line: "Leicestershire ranks 2 of 25 two-tier counties in 2020-21 (90% interval 1 to 4): among the top 4". */
export function describeHeadline(headline: Headline): string {
  if (headline.rank === null) return `${headline.areaName} is not ranked: ${headline.reasonCode ?? "no reason given"}`;
  const place = `${headline.areaName} ranks ${headline.rank} of ${headline.rankedCount} two-tier counties in ${headline.financialYear}`;
  return `${place} (90% interval ${headline.rankP05} to ${headline.rankP95}): ${headline.claim}`;
}
