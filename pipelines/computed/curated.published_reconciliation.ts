import { defineComputedTable, Fault, type InputRows, type Row } from "@poundwise/contracts";
import { reconcileUnitCosts } from "@poundwise/methods";
import { readNumber, readOptionalNumber, readOptionalText, readText } from "../index/read-row.ts";
import { createCouncilLookup, type CouncilRows } from "../reconciliation/council-figures.ts";
import type { Figure, FigureLookup } from "../reconciliation/expression.ts";
import { reconcile, type ReconciliationOutcome } from "../reconciliation/reconcile.ts";

/** Every statement about the council's published figures, recomputed: what holds, what fails, and what was probably meant. */
export default defineComputedTable({
  contract: {
    about:
      "Every statement about the council's published figures, recomputed: what holds, what fails, and what was probably meant.",
    grain: ["check_id"],
    columns: [
      "check_id",
      "document",
      "description",
      "check_kind",
      "relation",
      "left_value",
      "right_value",
      "difference",
      "tolerance",
      "result",
      "suggested_value",
      "suggestion",
      "left_statement",
      "right_statement",
      "missing_input",
      "note",
      "claim_ids",
      "themes",
      "theme_years",
      "saving_ids",
      "unit_cost_services",
      "plan_priorities",
    ],
    optional: [
      "left_value",
      "right_value",
      "difference",
      "tolerance",
      "suggested_value",
      "suggestion",
      "left_statement",
      "right_statement",
      "missing_input",
      "note",
      "claim_ids",
      "themes",
      "theme_years",
      "saving_ids",
      "unit_cost_services",
      "plan_priorities",
    ],
    checks: [
      { name: "published figures agree with each other", fail_when: "result = 'fails'", severity: "warn" },
      { name: "every check can be recomputed", fail_when: "result = 'not_reproducible'", severity: "warn" },
    ],
    trace: [
      { table: "core.published_claims", match: { claim_id: "split(claim_ids)" }, when: "claim_ids is not null" },
      {
        table: "core.savings_by_theme",
        match: { theme: "split(themes)", financial_year: "split(theme_years)" },
        when: "themes is not null",
      },
      { table: "core.savings", match: { saving_id: "split(saving_ids)" }, when: "saving_ids is not null" },
      {
        table: "core.unit_cost_extract",
        match: { service_line: "split(unit_cost_services)" },
        when: "unit_cost_services is not null",
      },
      {
        table: "core.plan_measures",
        match: { priority_number: "split(plan_priorities)" },
        when: "plan_priorities is not null",
      },
      { table: "core.reconciliation_checks", match: { check_id: "check_id" } },
    ],
    how: {
      difference: "left_value - right_value",
      result:
        "holds when the difference is within the tolerance (half the printed unit for each addend and the total; half the last digit of a ratio)",
      suggested_value: "unit count of another row that gives the printed unit cost, when cost x 1000 / units does not",
    },
  },
  inputs: {
    checks: "core.reconciliation_checks",
    claims: "core.published_claims",
    themes: "core.savings_by_theme",
    savings: "core.savings",
    unitCosts: "core.unit_cost_extract",
    measures: "core.plan_measures",
  },
  compute: (inputs) => {
    const unitCosts = inputs["unitCosts"] as InputRows;
    const lookup = createCouncilLookup(toCouncilRows(inputs));
    const suggestions = suggestUnits(unitCosts);
    return (inputs["checks"] as InputRows).map((check) => toRow(check, lookup, suggestions));
  },
});

function toRow(check: InputRows[number], lookup: FigureLookup, suggestions: ReadonlyMap<string, UnitSuggestion>): Row {
  const { outcome, missing } = attempt(check, lookup);
  const suggestion = outcome.result === "fails" ? findSuggestion(outcome, suggestions) : undefined;
  const keysOf = (table: string, key: string) => joinKeys(outcome.figures, table, key);
  return {
    check_id: readText(check, "check_id"),
    document: readText(check, "document"),
    description: readText(check, "description"),
    check_kind: readText(check, "check_kind"),
    relation: readText(check, "relation"),
    left_value: outcome.left,
    right_value: outcome.right,
    difference: outcome.difference,
    tolerance: readOptionalNumber(check, "tolerance"),
    result: outcome.result === "not checked" ? "not_reproducible" : outcome.result,
    suggested_value: suggestion?.unitsCount ?? null,
    suggestion: suggestion?.words ?? null,
    left_statement: readOptionalText(check, "left_statement"),
    right_statement: readOptionalText(check, "right_statement"),
    missing_input: missing,
    note: readOptionalText(check, "note"),
    claim_ids: keysOf("lcc_published_claims", "claim_id"),
    themes: keysOf("lcc_savings_by_theme", "theme"),
    theme_years: keysOf("lcc_savings_by_theme", "financial_year"),
    saving_ids: keysOf("lcc_savings_register", "saving_id"),
    unit_cost_services: keysOf("lcc_unit_costs", "service_line"),
    plan_priorities: keysOf("lcc_plan_measures", "priority_number"),
  };
}

/** A figure that is not held makes a check unreproducible; a broken expression is ours to mend and stops the build. */
function attempt(
  check: InputRows[number],
  lookup: FigureLookup,
): { outcome: ReconciliationOutcome; missing: string | null } {
  const statement = {
    check_id: readText(check, "check_id"),
    relation: readText(check, "relation"),
    left_expression: readOptionalText(check, "left_expression"),
    right_expression: readOptionalText(check, "right_expression"),
    left_statement: readOptionalText(check, "left_statement"),
    right_statement: readOptionalText(check, "right_statement"),
    tolerance: readOptionalNumber(check, "tolerance"),
  };
  try {
    return { outcome: reconcile(statement, lookup), missing: null };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "expression.unknown_figure") throw error;
    const outcome = {
      check_id: statement.check_id,
      left: null,
      right: null,
      difference: null,
      result: "not checked" as const,
      figures: [],
    };
    return { outcome, missing: error.summary };
  }
}

interface UnitSuggestion {
  readonly unitsCount: number;
  readonly words: string;
}

/** By service: the unit count of another row that gives the printed unit cost where the row's own does not. */
function suggestUnits(unitCosts: InputRows): Map<string, UnitSuggestion> {
  const reconciled = reconcileUnitCosts(
    unitCosts.map((row) => ({
      row: readText(row, "service_line"),
      costGbpThousand: readNumber(row, "budget_cost_gbp") / 1000,
      unitsCount: readNumber(row, "units_count"),
      printedGbp: readNumber(row, "printed_unit_cost_gbp"),
    })),
  );
  const suggestions = new Map<string, UnitSuggestion>();
  for (const { row, rowsWithThatCount } of reconciled) {
    const [match] = rowsWithThatCount;
    if (match === undefined) continue;
    const printed = match.unitsCount.toLocaleString("en-GB");
    suggestions.set(row, {
      unitsCount: match.unitsCount,
      words: `${printed}, the unit count printed for ${match.row.replaceAll("_", " ")}, gives the printed unit cost`,
    });
  }
  return suggestions;
}

/** Only for checks of a printed unit cost that read a wrong unit count. */
function findSuggestion(
  outcome: ReconciliationOutcome,
  suggestions: ReadonlyMap<string, UnitSuggestion>,
): UnitSuggestion | undefined {
  const units = outcome.figures.filter(({ table, column }) => table === "lcc_unit_costs" && column === "units_count");
  return units
    .map(({ key }) => suggestions.get(String(key["service_line"])))
    .find((suggestion) => suggestion !== undefined);
}

function joinKeys(figures: readonly Figure[], table: string, key: string): string | null {
  const values = figures.filter((figure) => figure.table === table).map((figure) => String(figure.key[key]));
  return values.length === 0 ? null : [...new Set(values)].join("|");
}

function toCouncilRows(inputs: Readonly<Record<string, InputRows>>): CouncilRows {
  return {
    lcc_published_claims: inputs["claims"]!.map((row) => ({
      claim_id: readText(row, "claim_id"),
      claim_value: readOptionalNumber(row, "claim_value"),
    })),
    lcc_savings_by_theme: inputs["themes"]!.map((row) => ({
      theme: readText(row, "theme"),
      financial_year: readText(row, "financial_year"),
      line_kind: readText(row, "line_kind"),
      cumulative_savings_gbp: readOptionalNumber(row, "cumulative_savings_gbp"),
    })),
    lcc_savings_register: inputs["savings"]!.map((row) => ({
      saving_id: readText(row, "saving_id"),
      department: readText(row, "department"),
      objective: readOptionalText(row, "saving_objective"),
      line_kind: readText(row, "line_kind"),
      target_gbp: readOptionalNumber(row, "target_gbp"),
    })),
    lcc_unit_costs: inputs["unitCosts"]!.map((row) => ({
      service_line: readText(row, "service_line"),
      financial_year: readText(row, "financial_year"),
      budget_cost_gbp: readOptionalNumber(row, "budget_cost_gbp"),
      units_count: readOptionalNumber(row, "units_count"),
      printed_unit_cost_gbp: readOptionalNumber(row, "printed_unit_cost_gbp"),
    })),
    lcc_plan_measures: inputs["measures"]!.map((row) => ({
      priority_number: readNumber(row, "priority_number"),
      measure_number: readNumber(row, "measure_number"),
      plan_section: readText(row, "plan_section"),
      target_value: readOptionalNumber(row, "target_value"),
    })),
  };
}
