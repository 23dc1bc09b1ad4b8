import { checkIdentity, type IdentityRelation } from "@poundwise/methods";
import { evaluateExpression, type Figure, type FigureLookup } from "./expression.ts";

/** One row of the list of checks; see pipelines/sources/reference_reconciliation_checks.ts. */
export interface ReconciliationCheck {
  readonly check_id: string;
  /** `=`, `<=`, `>=`; `derived` (worked out, nothing printed to compare with); `consistent` (two statements in words). */
  readonly relation: string;
  readonly left_expression: string | null;
  readonly right_expression: string | null;
  readonly left_statement: string | null;
  readonly right_statement: string | null;
  readonly tolerance: number | null;
}

export interface ReconciliationOutcome {
  readonly check_id: string;
  readonly left: number | null;
  readonly right: number | null;
  /** left - right without the noise of binary fractions; null when a side is missing or nothing is compared. */
  readonly difference: number | null;
  readonly result: "holds" | "fails" | "derived" | "not checked";
  /** The staged figures that were read, for tracing. */
  readonly figures: readonly Figure[];
}

/**
 * Recomputes one check from staged figures.
 * A `consistent` check fails while its two statements differ: it is listed because a reader found that both cannot be
 * used as they stand, and it holds once the documents say the same.
 * @throws Fault as `evaluateExpression`; RangeError when the relation is not one of the five
 */
export function reconcile(check: ReconciliationCheck, lookup: FigureLookup): ReconciliationOutcome {
  const left = check.left_expression === null ? null : evaluateExpression(check.left_expression, lookup);
  const right = check.right_expression === null ? null : evaluateExpression(check.right_expression, lookup);
  const sides = {
    check_id: check.check_id,
    left: left?.value ?? null,
    right: right?.value ?? null,
    figures: [...(left?.figures ?? []), ...(right?.figures ?? [])],
  };
  switch (check.relation) {
    case "consistent": {
      const agrees = fold(check.left_statement) === fold(check.right_statement);
      return { ...sides, difference: null, result: agrees ? "holds" : "fails" };
    }
    case "derived":
      return { ...sides, difference: null, result: sides.left === null ? "not checked" : "derived" };
    case "=":
    case "<=":
    case ">=": {
      const relation: IdentityRelation = check.relation;
      const tested = checkIdentity(sides.left, relation, sides.right, check.tolerance ?? 0);
      const difference = tested.difference === null ? null : Math.round(tested.difference * 1e9) / 1e9;
      return { ...sides, difference, result: tested.result };
    }
    default:
      throw new RangeError(
        `${check.check_id}: the relation is "${check.relation}", expected = <= >= consistent or derived.`,
      );
  }
}

const fold = (statement: string | null) => (statement ?? "").trim().replace(/\s+/g, " ").toLowerCase();
