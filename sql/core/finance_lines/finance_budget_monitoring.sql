with figures as (
    select *, 'annual_budget' as amount_kind, annual_budget_gbp as figure_gbp, annual_budget_gbp_status as figure_status,
    from staging.finance_budget_monitoring
    union all
    select *, 'budget_to_date' as amount_kind, budget_to_date_gbp as figure_gbp, budget_to_date_gbp_status as figure_status,
    from staging.finance_budget_monitoring
    union all
    select *, 'actual_to_date' as amount_kind, actual_to_date_gbp as figure_gbp, actual_to_date_gbp_status as figure_status,
    from staging.finance_budget_monitoring
    union all
    select *, 'forecast' as amount_kind, forecast_gbp as figure_gbp, forecast_gbp_status as figure_status,
    from staging.finance_budget_monitoring
)
select
    'finance_budget_monitoring' as source_id,
    -- One file for each period: a later one of the same period replaces it, so none overlap.
    financial_year || ' P' || lpad(ledger_period::varchar, 2, '0') as extract_period,
    financial_year,
    ledger_period,
    amount_kind,
    line_number,
    -- Last day of the period: 1 is April; period 13 closes on 31 March as period 12 does.
    last_day(make_date(substr(financial_year, 1, 4)::integer, 4, 1) + to_months(least(ledger_period, 12) - 1)) as line_date,
    null::varchar as document_id,
    cost_centre,
    subjective_code,
    figure_gbp::decimal(18, 2) as amount_gbp,
    figure_status as value_status,
    'none' as overlap_kind,
    file_name,
    null::varchar as counted_file_name,
    null::decimal(18, 2) as counted_amount_gbp,
from figures
