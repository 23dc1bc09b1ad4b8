import { Fault, type ReportContext } from "@poundwise/contracts";
import type { Database } from "@poundwise/sql";
import type { Kysely } from "kysely";

export type Reader = Kysely<Database>;
export type RankedRow = Database["curated.cost_effectiveness"];
export type ContributionRow = Database["curated.indicator_contribution"];
export type UseRow = Database["curated.indicator_use"];
export type IndicatorRow = Database["core.indicators"];
export type UnitCostRow = Database["curated.unit_cost"];
export type SavingsRow = Database["curated.savings_position"];
export type CheckRow = Database["curated.published_reconciliation"];
export type ExtractRow = Database["core.unit_cost_extract"];

/** Tables that the report reads; when one of them holds made-up rows, the report says so. */
export const TABLES_READ = [
  "core.areas",
  "core.comparator_groups",
  "core.indicators",
  "core.unit_cost_extract",
  "curated.cost_effectiveness",
  "curated.indicator_contribution",
  "curated.indicator_use",
  "curated.published_reconciliation",
  "curated.savings_position",
  "curated.unit_cost",
] as const;

/** Everything the report says something about, as published; nothing is worked out yet. */
export interface Evidence {
  readonly council: { readonly code: string; readonly name: string };
  readonly group: { readonly id: string; readonly name: string };
  readonly costBasis: string;
  readonly nameOf: (areaCode: string) => string;
  readonly groupNameOf: (groupId: string) => string;
  readonly indicatorOf: (indicatorId: string) => IndicatorRow | undefined;
  /** All authorities of the group on the headline's cost basis, best first, unranked last. */
  readonly ranking: readonly RankedRow[];
  /** The council's row in `ranking`; null when it is no member of the group. */
  readonly own: RankedRow | null;
  /** The council in every group and on every cost basis, headline first. */
  readonly everywhere: readonly RankedRow[];
  /** The council's indicators in the headline's group and cost basis. */
  readonly contributions: readonly ContributionRow[];
  readonly uses: readonly UseRow[];
  /** All authorities of the group in the newest year of outturn. */
  readonly unitCosts: readonly UnitCostRow[];
  readonly savings: readonly SavingsRow[];
  readonly checks: readonly CheckRow[];
  readonly unitCostExtract: readonly ExtractRow[];
}

/**
 * Reads what the report needs from one publication.
 *
 * @throws Fault report.unknown_council or report.unknown_group when the publication does not know them
 */
export async function readEvidence(context: ReportContext<Reader>): Promise<Evidence> {
  const { db, councilCode, groupId, costBasis } = context;
  const areas = await db.selectFrom("core.areas").select(["area_code", "area_name"]).execute();
  const names = new Map(areas.map((row) => [row.area_code, row.area_name]));
  const groups = await db.selectFrom("core.comparator_groups").select(["group_id", "group_name"]).distinct().execute();
  const groupNames = new Map(groups.map((row) => [row.group_id, row.group_name]));
  const indicators = await db.selectFrom("core.indicators").selectAll().execute();
  const byId = new Map(indicators.map((row) => [row.indicator_id, row]));

  const ranking = await db
    .selectFrom("curated.cost_effectiveness")
    .selectAll()
    .where("group_id", "=", groupId)
    .where("cost_basis", "=", costBasis)
    .execute();
  const everywhere = await db
    .selectFrom("curated.cost_effectiveness")
    .selectAll()
    .where("area_code", "=", councilCode)
    .execute();
  const contributions = await db
    .selectFrom("curated.indicator_contribution")
    .selectAll()
    .where("group_id", "=", groupId)
    .where("cost_basis", "=", costBasis)
    .where("area_code", "=", councilCode)
    .execute();
  const uses = await db
    .selectFrom("curated.indicator_use")
    .selectAll()
    .where("group_id", "=", groupId)
    .where("cost_basis", "=", costBasis)
    .execute();
  const unitCosts = await db
    .selectFrom("curated.unit_cost")
    .selectAll()
    .where("group_id", "=", groupId)
    .where("financial_year", "=", (newest) =>
      newest
        .selectFrom("curated.unit_cost as dated")
        .select((years) => years.fn.max("dated.financial_year").as("newest_year"))
        .where("dated.group_id", "=", groupId),
    )
    .execute();
  const savings = await db.selectFrom("curated.savings_position").selectAll().execute();
  const checks = await db.selectFrom("curated.published_reconciliation").selectAll().execute();
  const unitCostExtract = await db.selectFrom("core.unit_cost_extract").selectAll().execute();

  const headlineFirst = (row: RankedRow) => (row.group_id === groupId ? 0 : 2) + (row.cost_basis === costBasis ? 0 : 1);
  return {
    council: { code: councilCode, name: names.get(councilCode) ?? failUnknown("council", councilCode) },
    group: { id: groupId, name: groupNames.get(groupId) ?? failUnknown("group", groupId) },
    costBasis,
    nameOf: (code) => names.get(code) ?? code,
    groupNameOf: (id) => groupNames.get(id) ?? id,
    indicatorOf: (id) => byId.get(id),
    ranking: sortBy(ranking, (row) => [row.ce_rank ?? Infinity, row.area_code]),
    own: ranking.find((row) => row.area_code === councilCode) ?? null,
    everywhere: sortBy(everywhere, (row) => [headlineFirst(row), row.group_id, row.cost_basis]),
    contributions: sortBy(contributions, (row) => [row.indicator_id]),
    uses: sortBy(uses, (row) => [row.service_block, row.indicator_id]),
    unitCosts: sortBy(unitCosts, (row) => [row.service_line, row.area_code]),
    savings: sortBy(savings, (row) => [row.financial_year, row.theme]),
    checks: sortBy(checks, (row) => [row.document, row.check_id]),
    unitCostExtract: sortBy(unitCostExtract, (row) => [row.service_line, row.financial_year]),
  };
}

/** Sorted by keys of numbers and texts, in code units: the order must not depend on the reader's language. */
export function sortBy<T>(rows: readonly T[], keysOf: (row: T) => readonly (string | number)[]): T[] {
  return rows
    .map((row) => ({ row, keys: keysOf(row) }))
    .sort((a, b) => {
      for (const [i, key] of a.keys.entries()) {
        const other = b.keys[i]!;
        if (key !== other) return key < other ? -1 : 1;
      }
      return 0;
    })
    .map(({ row }) => row);
}

function failUnknown(what: "council" | "group", id: string): never {
  throw new Fault(`report.unknown_${what}`, `the publication knows no ${what} ${id}`, {
    at: { table: what === "council" ? "core.areas" : "core.comparator_groups" },
    expected: what === "council" ? "the GSS code of a council in the register" : "a group of core.comparator_groups",
    found: id,
    next: `Name another ${what}.`,
  });
}
