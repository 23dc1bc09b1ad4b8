/* contract
about: Payments to suppliers that councils publish, line by line, net of the VAT they get back; names of persons are masked.
grain: [council_id, extract_period, line_number]
columns: [council_id, extract_period, line_number, body_name, service_name, expense_group, expense_type, spend_kind, payment_date, transaction_id, supplier_name, purpose, cost_centre, amount_gbp, value_status, redaction_kind, is_in_earlier_extract]
optional: [service_name, expense_group, expense_type, spend_kind, supplier_name, purpose, cost_centre, amount_gbp]
checks:
  - name: no payment stands in two extracts
    fail_when: is_in_earlier_extract
    severity: warn
trace:
  - { table: staging.council_payments, match: { council: council_id, extract_period: extract_period, line_number: line_number } }
*/
select
    council as council_id,
    extract_period,
    line_number,
    body_name,
    service_name,
    expense_group,
    expense_type,
    spend_kind,
    payment_date,
    transaction_id,
    supplier_name,
    purpose,
    cost_centre,
    amount_gbp::decimal(18, 2) as amount_gbp,
    amount_gbp_status as value_status,
    case
        when supplier_name is null then 'not_stated'
        when starts_with(supplier_name, '[name withheld]') then 'masked_here'
        when upper(supplier_name) = 'R' or starts_with(upper(supplier_name), 'REDACTED') then 'by_publisher'
        else 'none'
    end as redaction_kind,
    -- Lines alike within one extract are separate payments; the same line in an overlapping extract is the same payment again.
    extract_period > min(extract_period) over (partition by council, body_name, transaction_id, supplier_name, payment_date, amount_gbp)
        as is_in_earlier_extract,
from staging.council_payments
