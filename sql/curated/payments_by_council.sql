/* contract
about: Payments that councils publish, by council and financial year, each payment once whatever extracts overlap.
grain: [council_id, financial_year]
columns: [council_id, financial_year, payments_count, paid_gbp, repeated_lines_count, repeated_gbp, conflict_lines_count, conflict_gbp]
optional: [paid_gbp, repeated_gbp, conflict_gbp]
trace:
  - table: core.payments
    match: { council_id: council_id, financial_year: financial_year }
how:
  paid_gbp: "net of the VAT the council gets back; credit notes reduce it"
*/
select
    council_id,
    financial_year,
    (count(*) filter (overlap_kind = 'none'))::integer as payments_count,
    (sum(amount_gbp) filter (overlap_kind = 'none'))::decimal(18, 2) as paid_gbp,
    (count(*) filter (overlap_kind = 'repeated'))::integer as repeated_lines_count,
    (sum(amount_gbp) filter (overlap_kind = 'repeated'))::decimal(18, 2) as repeated_gbp,
    (count(*) filter (overlap_kind = 'conflict'))::integer as conflict_lines_count,
    (sum(amount_gbp) filter (overlap_kind = 'conflict'))::decimal(18, 2) as conflict_gbp,
from core.payments
group by council_id, financial_year
