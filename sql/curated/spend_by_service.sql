/* contract
about: Spending of the ledger by service and year, net of income, beside the budget and the newest forecast.
grain: [financial_year, service_line]
columns: [financial_year, service_line, actual_gbp, ledger_lines_count, monitored_period, annual_budget_gbp, forecast_gbp, forecast_variance_gbp]
optional: [actual_gbp, monitored_period, annual_budget_gbp, forecast_gbp, forecast_variance_gbp]
checks:
  - name: services add up to the ledger without its balance sheet
    query: >
      with ledger as (
          select financial_year, sum(amount_gbp) as ledger_gbp
          from core.finance_lines
          where amount_kind = 'actual'
          group by financial_year
      ),
      balance_sheet as (
          select financial_year, sum(amount_gbp) as balance_gbp
          from core.service_finance_lines
          where amount_kind = 'actual' and service_line = 'balance_sheet'
          group by financial_year
      ),
      services as (
          select financial_year, sum(actual_gbp) as services_gbp
          from curated.spend_by_service
          group by financial_year
      )
      select financial_year, ledger_gbp, balance_gbp, services_gbp
      from ledger
      left join balance_sheet using (financial_year)
      left join services using (financial_year)
      where ledger_gbp - coalesce(balance_gbp, 0) <> coalesce(services_gbp, 0)
  - name: no spending is unmapped
    fail_when: "service_line = 'unmapped'"
    severity: warn
trace:
  - table: core.service_finance_lines
    match: { financial_year: financial_year, service_line: service_line, amount_kind: ["'actual'"] }
    feeds: [actual_gbp, ledger_lines_count]
    reads: [amount_gbp]
  - table: core.service_finance_lines
    match: { financial_year: financial_year, service_line: service_line, ledger_period: monitored_period, amount_kind: ["'annual_budget'", "'forecast'"] }
    feeds: [annual_budget_gbp, forecast_gbp, forecast_variance_gbp]
    reads: [amount_gbp]
how:
  actual_gbp: "debits less credits of the general ledger, periods 1 to 13"
  forecast_variance_gbp: "forecast less annual budget; above nought is an overspend"
*/
with newest as (
    select financial_year, max(ledger_period) as monitored_period
    from core.service_finance_lines
    where amount_kind = 'forecast'
    group by financial_year
),
lines as (
    select line.*, newest.monitored_period
    from core.service_finance_lines as line
    -- Left join: a year without budget monitoring keeps its ledger.
    left join newest using (financial_year)
    where line.service_line <> 'balance_sheet'
        and (line.amount_kind = 'actual' or (line.amount_kind in ('annual_budget', 'forecast') and line.ledger_period = newest.monitored_period))
)
select
    financial_year,
    service_line,
    (sum(amount_gbp) filter (amount_kind = 'actual'))::decimal(18, 2) as actual_gbp,
    (count(*) filter (amount_kind = 'actual'))::integer as ledger_lines_count,
    max(monitored_period)::integer as monitored_period,
    (sum(amount_gbp) filter (amount_kind = 'annual_budget'))::decimal(18, 2) as annual_budget_gbp,
    (sum(amount_gbp) filter (amount_kind = 'forecast'))::decimal(18, 2) as forecast_gbp,
    (sum(amount_gbp) filter (amount_kind = 'forecast') - sum(amount_gbp) filter (amount_kind = 'annual_budget'))::decimal(18, 2)
        as forecast_variance_gbp,
from lines
group by financial_year, service_line
