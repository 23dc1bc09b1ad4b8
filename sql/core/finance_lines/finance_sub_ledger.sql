select
    'finance_sub_ledger' as source_id,
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
from staging.finance_sub_ledger
