/* contract
about: Lines of ledgers and payments that an earlier extract has too, with both files. They are counted once, where they came first.
grain: [source_id, series_id, extract_period, line_number]
columns: [source_id, series_id, extract_period, line_number, document_id, overlap_kind, file_name, counted_file_name, amount_gbp, counted_amount_gbp]
optional: [document_id, amount_gbp, counted_amount_gbp]
checks:
  - name: no line stands in two extracts
    fail_when: "overlap_kind = 'repeated'"
    severity: warn
  - name: no number is used again for another amount
    fail_when: "overlap_kind = 'conflict'"
    severity: warn
trace:
  - table: core.finance_lines
    match: { source_id: source_id, financial_year: series_id, extract_period: extract_period, line_number: line_number }
    when: "source_id <> 'council_payments'"
  - table: core.payments
    match: { council_id: series_id, extract_period: extract_period, line_number: line_number }
    when: "source_id = 'council_payments'"
how:
  overlap_kind: "repeated: the earlier extract has the same line; conflict: it has the number with another line, and this one is kept apart"
*/
select
    source_id,
    financial_year as series_id,
    extract_period,
    line_number,
    document_id,
    overlap_kind,
    file_name,
    counted_file_name,
    amount_gbp,
    counted_amount_gbp,
from core.finance_lines
where overlap_kind <> 'none'
union all
select
    'council_payments' as source_id,
    council_id as series_id,
    extract_period,
    line_number,
    transaction_id as document_id,
    overlap_kind,
    file_name,
    counted_file_name,
    amount_gbp,
    counted_amount_gbp,
from core.payments
where overlap_kind <> 'none'
