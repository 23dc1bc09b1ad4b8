import type { Figure, FigureLookup } from "./expression.ts";

/** The staged rows that checks may read, one list per source; only the columns named here are used. */
export interface CouncilRows {
  readonly lcc_published_claims: readonly { readonly claim_id: string; readonly claim_value: number | null }[];
  readonly lcc_savings_by_theme: readonly {
    readonly theme: string;
    readonly financial_year: string;
    readonly line_kind: string;
    readonly cumulative_savings_gbp: number | null;
  }[];
  readonly lcc_savings_register: readonly {
    readonly saving_id: string;
    readonly department: string;
    readonly objective: string | null;
    readonly line_kind: string;
    readonly target_gbp: number | null;
  }[];
  readonly lcc_unit_costs: readonly {
    readonly service_line: string;
    readonly financial_year: string;
    readonly budget_cost_gbp: number | null;
    readonly units_count: number | null;
    readonly printed_unit_cost_gbp: number | null;
  }[];
  readonly lcc_plan_measures: readonly {
    readonly priority_number: number;
    readonly measure_number: number;
    readonly plan_section: string;
    readonly target_value: number | null;
  }[];
}

const UNIT_COST_COLUMNS = ["budget_cost_gbp", "units_count", "printed_unit_cost_gbp"] as const;

/**
 * The figures that reconciliation checks may name. Amounts of savings and unit costs are in pounds, as staged; claims and
 * plan targets in the unit printed.
 *
 * - `claim('id')`; `claims('prefix')`: all claims whose id starts so
 * - `theme('Total', '2023-24')`; `themes('2023-24', 'theme')`: all of one line kind; `theme_series('Total')`: by year
 * - `saving('TP14-CaF-01')`; `savings('Public Health', 'project')`, with '*' for all departments;
 *   `objective_savings('Work effectively')`: its projects
 * - `unit_cost('education').units_count`, with one of the three value columns
 * - `plan_target('3', '2')`: priority and measure number; `plan_priorities('Economic', ...)`: one figure for each priority
 *   of these sections, with '*' for all
 */
export function createCouncilLookup(rows: CouncilRows): FigureLookup {
  const byName: Readonly<Record<string, (keys: readonly string[], column: string | null) => Figure[]>> = {
    claim: ([id]) => toClaims(rows, (claimId) => claimId === id),
    claims: ([prefix = ""]) => toClaims(rows, (claimId) => prefix !== "" && claimId.startsWith(prefix)),
    theme: ([theme, year]) => toThemes(rows, (row) => row.theme === theme && row.financial_year === year),
    themes: ([year, kind]) => toThemes(rows, (row) => row.financial_year === year && row.line_kind === kind),
    theme_series: ([theme]) => toThemes(rows, (row) => row.theme === theme),
    saving: ([id]) => toSavings(rows, (row) => row.saving_id === id),
    savings: ([department, kind]) =>
      toSavings(rows, (row) => (department === "*" || row.department === department) && row.line_kind === kind),
    objective_savings: ([objective]) =>
      toSavings(rows, (row) => row.objective === objective && row.line_kind === "project"),
    unit_cost: ([service], column) => toUnitCosts(rows, service, column),
    plan_target: ([priority, measure]) => toPlanTargets(rows, Number(priority), Number(measure)),
    plan_priorities: (sections) => toPlanPriorities(rows, sections),
  };
  return (name, keys, column) => {
    if (!Object.hasOwn(byName, name) || (column !== null && name !== "unit_cost")) return null;
    return byName[name]!(keys, column);
  };
}

function toClaims(rows: CouncilRows, fits: (claimId: string) => boolean): Figure[] {
  return rows.lcc_published_claims
    .filter((row) => fits(row.claim_id))
    .map((row) => ({
      value: row.claim_value,
      table: "lcc_published_claims",
      key: { claim_id: row.claim_id },
      column: "claim_value",
    }));
}

function toThemes(rows: CouncilRows, fits: (row: CouncilRows["lcc_savings_by_theme"][number]) => boolean): Figure[] {
  return rows.lcc_savings_by_theme
    .filter(fits)
    .toSorted((a, b) => (a.financial_year < b.financial_year ? -1 : a.financial_year > b.financial_year ? 1 : 0))
    .map((row) => ({
      value: row.cumulative_savings_gbp,
      table: "lcc_savings_by_theme",
      key: { theme: row.theme, financial_year: row.financial_year },
      column: "cumulative_savings_gbp",
    }));
}

function toSavings(rows: CouncilRows, fits: (row: CouncilRows["lcc_savings_register"][number]) => boolean): Figure[] {
  return rows.lcc_savings_register.filter(fits).map((row) => ({
    value: row.target_gbp,
    table: "lcc_savings_register",
    key: { saving_id: row.saving_id },
    column: "target_gbp",
  }));
}

function toUnitCosts(rows: CouncilRows, service: string | undefined, column: string | null): Figure[] {
  const known = UNIT_COST_COLUMNS.find((name) => name === column);
  if (known === undefined) return [];
  return rows.lcc_unit_costs
    .filter((row) => row.service_line === service)
    .map((row) => ({
      value: row[known],
      table: "lcc_unit_costs",
      key: { service_line: row.service_line, financial_year: row.financial_year },
      column: known,
    }));
}

function toPlanTargets(rows: CouncilRows, priority: number, measure: number): Figure[] {
  return rows.lcc_plan_measures
    .filter((row) => row.priority_number === priority && row.measure_number === measure)
    .map((row) => ({
      value: row.target_value,
      table: "lcc_plan_measures",
      key: { priority_number: row.priority_number, measure_number: row.measure_number },
      column: "target_value",
    }));
}

/** A priority is counted once however many measures it has: its first measure stands for it. */
function toPlanPriorities(rows: CouncilRows, sections: readonly string[]): Figure[] {
  const first = new Map<number, number>();
  for (const row of rows.lcc_plan_measures) {
    if (!sections.includes("*") && !sections.includes(row.plan_section)) continue;
    first.set(row.priority_number, Math.min(row.measure_number, first.get(row.priority_number) ?? Infinity));
  }
  return [...first].map(([priority, measure]) => ({
    value: priority,
    table: "lcc_plan_measures",
    key: { priority_number: priority, measure_number: measure },
    column: "priority_number",
  }));
}
