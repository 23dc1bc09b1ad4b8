select
    'finance_general_ledger' as source_id,
    financial_year,
    ledger_period,
    'actual' as amount_kind,
    line_number,
    posting_date as line_date,
    journal_id as document_id,
    cost_centre,
    subjective_code,
    -- Both sides are printed positive; a line has one of them.
    case
        when debit_gbp is not null or credit_gbp is not null
            then coalesce(debit_gbp, 0)::decimal(18, 2) - coalesce(credit_gbp, 0)::decimal(18, 2)
    end::decimal(18, 2) as amount_gbp,
    case when debit_gbp is not null then debit_gbp_status else credit_gbp_status end as value_status,
from staging.finance_general_ledger
