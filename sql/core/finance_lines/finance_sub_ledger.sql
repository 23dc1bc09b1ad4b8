with lines as (
    select
        *,
        -- Lines alike within one extract are lines of their own: the second is a repeat only of another extract's second.
        row_number() over (
            partition by extract_period, document_id, ledger_period, cost_centre, subjective_code, amount_gbp
            order by line_number
        ) as copy_number,
    from staging.finance_sub_ledger
),
twins as (
    select
        *,
        first_value(extract_period) over same_line as counted_extract,
        first_value(file_name) over same_line as line_file_name,
        first_value(extract_period) over same_document as document_extract,
        first_value(file_name) over same_document as document_file_name,
        first_value(amount_gbp) over same_document as document_amount_gbp,
    from lines
    window
        same_line as (
            partition by financial_year, document_id, ledger_period, cost_centre, subjective_code, amount_gbp, copy_number
            order by extract_period
        ),
        same_document as (partition by financial_year, document_id order by extract_period, line_number)
)
select
    'finance_sub_ledger' as source_id,
    extract_period,
    financial_year,
    ledger_period,
    -- A kind of its own: the general ledger holds the same spending in total.
    'creditor_invoice' as amount_kind,
    line_number,
    document_date as line_date,
    document_id,
    cost_centre,
    subjective_code,
    amount_gbp::decimal(18, 2) as amount_gbp,
    amount_gbp_status as value_status,
    case
        when counted_extract <> extract_period then 'repeated'
        -- The document is in an earlier extract, but no such line of it.
        when document_extract <> extract_period then 'conflict'
        else 'none'
    end as overlap_kind,
    file_name,
    case
        when counted_extract <> extract_period then line_file_name
        when document_extract <> extract_period then document_file_name
    end as counted_file_name,
    case
        when counted_extract <> extract_period then amount_gbp
        when document_extract <> extract_period then document_amount_gbp
    end::decimal(18, 2) as counted_amount_gbp,
from twins
