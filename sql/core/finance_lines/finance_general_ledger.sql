with lines as (
    select
        *,
        -- Both sides are printed positive; a line has one of them.
        case
            when debit_gbp is not null or credit_gbp is not null
                then coalesce(debit_gbp, 0)::decimal(18, 2) - coalesce(credit_gbp, 0)::decimal(18, 2)
        end::decimal(18, 2) as amount_gbp,
    from staging.finance_general_ledger
),
twins as (
    select
        *,
        first_value(extract_period) over posting as counted_extract,
        first_value(file_name) over posting as counted_file_name,
        first_value(amount_gbp) over posting as counted_amount_gbp,
        first_value(ledger_period) over posting as counted_period,
        first_value(cost_centre) over posting as counted_cost_centre,
        first_value(subjective_code) over posting as counted_subjective_code,
    from lines
    -- A posting is never changed once made, so the earliest extract that has it counts.
    window posting as (partition by financial_year, journal_id, journal_line order by extract_period)
)
select
    'finance_general_ledger' as source_id,
    extract_period,
    financial_year,
    ledger_period,
    'actual' as amount_kind,
    line_number,
    posting_date as line_date,
    journal_id as document_id,
    cost_centre,
    subjective_code,
    amount_gbp,
    case when debit_gbp is not null then debit_gbp_status else credit_gbp_status end as value_status,
    case
        when counted_extract = extract_period then 'none'
        when amount_gbp is not distinct from counted_amount_gbp and ledger_period = counted_period
            and cost_centre = counted_cost_centre and subjective_code = counted_subjective_code then 'repeated'
        else 'conflict'
    end as overlap_kind,
    file_name,
    case when counted_extract <> extract_period then counted_file_name end as counted_file_name,
    case when counted_extract <> extract_period then counted_amount_gbp end as counted_amount_gbp,
from twins
