/* contract
about: >-
  Payments to suppliers that councils publish, line by line, net of the VAT they get back; names of persons are masked. A line
  that an earlier extract has too stays here, but only lines whose overlap_kind is none may be added up.
grain: [council_id, extract_period, line_number]
columns: [council_id, extract_period, line_number, financial_year, body_name, service_name, division_name, expense_group, expense_type, spend_kind, payment_date, transaction_id, supplier_name, purpose, cost_centre, amount_gbp, value_status, redaction_kind, overlap_kind, file_name, counted_file_name, counted_amount_gbp]
optional: [body_name, service_name, division_name, expense_group, expense_type, spend_kind, transaction_id, supplier_name, purpose, cost_centre, amount_gbp, counted_file_name, counted_amount_gbp]
trace:
  - { table: staging.council_payments, match: { council: council_id, extract_period: extract_period, line_number: line_number } }
peers: { columns: [overlap_kind, counted_file_name, counted_amount_gbp], free: [extract_period, line_number] }
how:
  overlap_kind: "none: counted; repeated: an earlier extract has the same line; conflict: it has the number on that day with another amount"
*/
with lines as (
    select
        *,
        -- Lines alike within one extract are separate payments: the second is a repeat only of another extract's second.
        row_number() over (
            partition by council, extract_period, body_name, transaction_id, supplier_name, payment_date, amount_gbp
            order by line_number
        ) as copy_number,
    from staging.council_payments
),
twins as (
    select
        *,
        first_value(extract_period) over same_line as line_extract,
        first_value(file_name) over same_line as line_file_name,
        -- Numbers start again in some councils, so only a number of the same day is the same payment.
        case when transaction_id is null then extract_period else first_value(extract_period) over same_payment end as payment_extract,
        first_value(file_name) over same_payment as payment_file_name,
        first_value(amount_gbp) over same_payment as payment_amount_gbp,
    from lines
    window
        same_line as (
            partition by council, body_name, transaction_id, supplier_name, payment_date, amount_gbp, copy_number
            order by extract_period
        ),
        same_payment as (partition by council, body_name, transaction_id, payment_date order by extract_period, line_number)
)
select
    council as council_id,
    extract_period,
    line_number,
    -- April begins a financial year.
    case
        when month(payment_date) >= 4
            then year(payment_date)::varchar || '-' || lpad(((year(payment_date) + 1) % 100)::varchar, 2, '0')
        else (year(payment_date) - 1)::varchar || '-' || lpad((year(payment_date) % 100)::varchar, 2, '0')
    end as financial_year,
    body_name,
    service_name,
    division_name,
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
    case
        when line_extract <> extract_period then 'repeated'
        when payment_extract <> extract_period then 'conflict'
        else 'none'
    end as overlap_kind,
    file_name,
    case
        when line_extract <> extract_period then line_file_name
        when payment_extract <> extract_period then payment_file_name
    end as counted_file_name,
    case
        when line_extract <> extract_period then amount_gbp
        when payment_extract <> extract_period then payment_amount_gbp
    end::decimal(18, 2) as counted_amount_gbp,
from twins
