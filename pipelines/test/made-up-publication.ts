import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import type { PublicationFacts } from "@poundwise/contracts";
import { rankScores, scoreByDifference, scoreByMatchedRatio, toDisplayScale } from "@poundwise/methods";
import type { Database } from "@poundwise/sql";
import { createWarehouseDialect } from "@poundwise/warehouse";
import { Kysely } from "kysely";

/** Rows of some published tables, as the generated types have them. */
export type PublishedRows = { readonly [Table in keyof Database]?: readonly Database[Table][] };

const GROUP = "two_tier_counties";
const BASES = { core_spending_power: "2020-21", net_current_expenditure: "2024-25" } as const;
const INDICATORS = ["calls", "loans", "waste", "visits"] as const;
const METHOD = "cost-effectiveness@1#00000000";

export const FACTS: PublicationFacts = {
  id: "pub-000001-000000000000",
  createdAt: "2024-07-07T09:30:00.000Z",
  asKnownAt: null,
  engine: "DuckDB v1.5.5",
  gitCommit: null,
  sources: [],
  syntheticTables: [],
};

/** Twelve counties with made-up figures that fit together as published ones do; the last has too few values to be ranked. */
export function makeUpRows(): PublishedRows & {
  readonly "curated.cost_effectiveness": Database["curated.cost_effectiveness"][];
} {
  const codes = Array.from({ length: 12 }, (_, i) => `E100000${i + 11}`);
  return {
    "core.areas": codes.map((area_code, i) => ({
      area_code,
      area_name: area_code === "E10000018" ? "Leicestershire" : `County ${i + 1}`,
      area_tier: "two_tier_county",
      region_name: null,
      valid_from_date: null,
      valid_to_date: null,
      boundary_code: area_code,
    })),
    "core.comparator_groups": codes.map((area_code) => ({
      group_id: GROUP,
      group_name: "Two-tier counties",
      area_code,
      valid_from_date: null,
      valid_to_date: null,
      group_basis: "made up",
    })),
    "core.indicators": [...INDICATORS, "forgotten"].map((indicator_id) => ({
      indicator_id,
      indicator_name: `Number of ${indicator_id}`,
      service_block: indicator_id === "waste" ? "environment_and_waste" : "culture_and_libraries",
      indicator_unit: "per 1,000",
      indicator_polarity: indicator_id === "waste" ? -1 : 1,
      polarity_reason: "made up",
      is_in_index: indicator_id !== "forgotten",
      exclusion_reason: indicator_id === "forgotten" ? "contested" : null,
      max_age_months: 36,
      source_id: "made_up",
    })),
    "core.unit_cost_extract": [
      {
        service_line: "total",
        financial_year: "2022-23",
        unit_basis: "head",
        budget_cost_gbp: 730013000,
        units_count: 598070,
        printed_unit_cost_gbp: 1023.74,
        printed_score: "Very Low",
      },
    ],
    "curated.cost_effectiveness": Object.keys(BASES).flatMap((basis) =>
      rankCounties(codes, basis as keyof typeof BASES),
    ),
    "curated.indicator_contribution": codes.flatMap((code, i) => contribute(code, i)),
    "curated.indicator_use": [...INDICATORS, "forgotten"].map((indicator_id) => ({
      cost_basis: "core_spending_power",
      group_id: GROUP,
      indicator_id,
      service_block: indicator_id === "waste" ? "environment_and_waste" : "culture_and_libraries",
      reference_date: "2021-03-31",
      method_id: METHOD,
      period_code: indicator_id === "forgotten" ? null : "FY2019-20",
      is_used: indicator_id !== "forgotten",
      reason_code: indicator_id === "forgotten" ? "not_in_index" : null,
      group_count: 11,
      coverage_share: 11 / 12,
    })),
    "curated.unit_cost": ["2022-23", "2024-25"].flatMap((year) => codes.map((code, i) => costUnits(code, i, year))),
    "curated.savings_position": ["2023-24", "2024-25"].flatMap(saveByTheme),
    "curated.published_reconciliation": [
      check("UC-5", "Total: cost x 1000 / printed units = printed unit cost", 1220.614643770796, 1023.74, {
        suggested_value: 713085,
        suggestion: "713,085, the unit count printed for planning, gives the printed unit cost",
      }),
      check("ST-1", "Themes add to Total", -18.7, -18.7, { result: "holds", difference: 0 }),
      check("CE-1", "Period of the cost input", null, null, {
        relation: "consistent",
        left_statement: "Of 2023/24",
        right_statement: "Of 2022/23",
        check_kind: "text conflict",
        tolerance: null,
      }),
    ],
  };
}

/** Opens rows as a publication is opened: typed reading through the warehouse's dialect, on a real engine. */
export async function openRows(rows: PublishedRows): Promise<{ db: Kysely<Database>; close: () => Promise<void> }> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("create schema core");
  await connection.run("create schema curated");
  for (const [table, tableRows] of Object.entries(rows)) await fill(connection, table, tableRows);
  const db = new Kysely<Database>({ dialect: createWarehouseDialect({ connect: () => instance.connect() }) });
  return {
    db,
    close: async () => {
      await db.destroy();
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(connection: DuckDBConnection, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const typeOf = (column: string) => {
    const value = rows.map((row) => (row as Record<string, unknown>)[column]).find((entry) => entry !== null);
    return typeof value === "number" ? "double" : typeof value === "boolean" ? "boolean" : "varchar";
  };
  await connection.run(`create table ${table} (${columns.map((column) => `${column} ${typeOf(column)}`).join(", ")})`);
  for (const row of rows) {
    const values = columns.map((column) => (row as Record<string, DuckDBValue>)[column] ?? null);
    await connection.run(`insert into ${table} values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`, values);
  }
}

const isUnranked = (i: number) => i === 11;
const scoreOf = (i: number, indicator: number) => Math.sin(3 * i + indicator) * 1.5;
const outcomeOf = (i: number) => INDICATORS.reduce((sum, _, j) => sum + scoreOf(i, j) / INDICATORS.length, 0);
const costOf = (i: number, basis: string) => (basis === "core_spending_power" ? 600 : 800) + ((i * 37) % 11) * 12;

function rankCounties(codes: readonly string[], basis: keyof typeof BASES): Database["curated.cost_effectiveness"][] {
  const costs = codes.map((_, i) => costOf(i, basis));
  const outcomes = codes.map((_, i) => (isUnranked(i) ? null : outcomeOf(i)));
  const difference = scoreByDifference(outcomes, costs);
  const matched = scoreByMatchedRatio(outcomes, costs);
  const [ranks, matchedRanks] = [rankScores(difference.scores), rankScores(matched.scores)];
  const display = toDisplayScale(difference.scores);
  return codes.map((area_code, i) => {
    const rank = ranks[i] ?? null;
    return {
      cost_basis: basis,
      group_id: GROUP,
      area_code,
      financial_year: BASES[basis],
      reference_date: "2021-03-31",
      method_id: METHOD,
      cost_per_head_gbp: costs[i]!,
      outcome_score: outcomes[i] ?? null,
      outcome_z: difference.outcomeZ[i] ?? null,
      cost_z: difference.costZ[i] ?? null,
      ce_diff: difference.scores[i] ?? null,
      ce_display: display[i] ?? null,
      ce_rank: rank,
      ce_ratio_matched: matched.scores[i] ?? null,
      ce_ratio_matched_rank: matchedRanks[i] ?? null,
      ranked_count: 11,
      rank_median: rank,
      rank_p05: rank === null ? null : Math.max(1, rank - 1.05),
      rank_p95: rank === null ? null : Math.min(11, rank + 2),
      first_share: rank === null ? null : rank === 1 ? 0.5 : 0.01,
      top_three_share: rank === null ? null : 0.25,
      worst_block_out_rank: rank,
      claim: rank === null ? null : `among the top ${Math.min(11, rank + 2)}`,
      quadrant: rank === null ? null : "low outcome, low cost",
      is_near_average: rank === null ? null : false,
      comparison_warning: basis === "core_spending_power" ? null : "Not adjusted for tier.",
      reason_code: rank === null ? "below_coverage" : null,
    };
  });
}

function contribute(area_code: string, i: number): Database["curated.indicator_contribution"][] {
  return INDICATORS.map((indicator_id, j) => ({
    cost_basis: "core_spending_power",
    group_id: GROUP,
    area_code,
    indicator_id,
    financial_year: "2020-21",
    reference_date: "2021-03-31",
    method_id: METHOD,
    service_block: indicator_id === "waste" ? "environment_and_waste" : "culture_and_libraries",
    period_code: "FY2019-20",
    source_area_codes: area_code,
    indicator_value: isUnranked(i) ? null : 10 + scoreOf(i, j),
    is_treated: false,
    indicator_score: isUnranked(i) ? null : scoreOf(i, j),
    effective_weight: isUnranked(i) ? null : 1 / INDICATORS.length,
    contribution_score: isUnranked(i) ? null : scoreOf(i, j) / INDICATORS.length,
    reason_code: isUnranked(i) ? "missing" : null,
    area_reason_code: isUnranked(i) ? "below_coverage" : null,
  }));
}

function costUnits(area_code: string, i: number, financial_year: string): Database["curated.unit_cost"] {
  const unitCost = 900 + ((i * 5) % 12) * 30;
  const fifth = Math.floor(((i * 5) % 12) / 2.4) + 1;
  return {
    group_id: GROUP,
    financial_year,
    service_line: "total",
    area_code,
    net_current_expenditure_gbp: unitCost * 1000,
    unit_basis: "all",
    mid_year: Number(financial_year.slice(0, 4)),
    units_count: 1000,
    unit_cost_gbp: unitCost,
    price_base_year: null,
    unit_cost_real_gbp: null,
    group_count: 12,
    unit_cost_quintile: fifth,
    unit_cost_score: ["Very Low", "Low", "Average", "High", "Very High"][fifth - 1]!,
    value_status: "ok",
  };
}

function saveByTheme(financial_year: string, i: number): Database["curated.savings_position"][] {
  const gap = i === 0 ? null : -4_000_000;
  const lines = [
    { theme: "Commissioning & Procurement", line_kind: "theme", cumulative: -1_000_000 * (i + 1) },
    { theme: "DSG/HNB Savings", line_kind: "theme", cumulative: -2_000_000 * (i + 1) },
    { theme: "Total", line_kind: "total", cumulative: -3_000_000 * (i + 1) },
    { theme: "Gap", line_kind: "gap", cumulative: gap },
    { theme: "TOTAL", line_kind: "grand_total", cumulative: -3_000_000 * (i + 1) + (gap ?? 0) },
  ];
  return lines.map(({ theme, line_kind, cumulative }) => ({
    theme,
    financial_year,
    line_kind,
    delivery_stage: i === 0 ? "delivered" : "plan",
    is_general_fund: !theme.startsWith("DSG"),
    cumulative_savings_gbp: cumulative,
    annual_savings_gbp: cumulative,
    gap_gbp: line_kind === "theme" ? null : gap,
    value_status: cumulative === null ? "not_applicable" : "ok",
  }));
}

type CheckRow = Database["curated.published_reconciliation"];

function check(
  check_id: string,
  description: string,
  left_value: number | null,
  right_value: number | null,
  more: Partial<CheckRow>,
): CheckRow {
  return {
    check_id,
    document: "productivity_plan_2024",
    description,
    check_kind: "ratio",
    relation: "=",
    left_value,
    right_value,
    difference: left_value === null || right_value === null ? null : left_value - right_value,
    tolerance: 0.005,
    result: "fails",
    suggested_value: null,
    suggestion: null,
    left_statement: null,
    right_statement: null,
    missing_input: null,
    note: null,
    claim_ids: null,
    themes: null,
    theme_years: null,
    saving_ids: null,
    unit_cost_services: null,
    plan_priorities: null,
    ...more,
  };
}
