/* contract
about: Statements about the council's published figures that can be recomputed, as expressions over those figures.
grain: [check_id]
columns: [check_id, document, description, check_kind, relation, left_expression, right_expression, left_statement, right_statement, tolerance, note]
optional: [left_expression, right_expression, left_statement, right_statement, tolerance, note]
trace:
  - { table: staging.reference_reconciliation_checks, match: { check_id: check_id } }
*/
select
    check_id,
    document,
    description,
    kind as check_kind,
    relation,
    left_expression,
    right_expression,
    left_statement,
    right_statement,
    tolerance,
    note,
from staging.reference_reconciliation_checks
