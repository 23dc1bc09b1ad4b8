/* contract
about: Revenue outturn by service, in pounds, as authorities returned it.
grain: [area_code, financial_year, service_line]
columns: [area_code, financial_year, service_line, total_expenditure_gbp, total_income_gbp, net_current_expenditure_gbp, value_status]
optional: [total_expenditure_gbp, total_income_gbp, net_current_expenditure_gbp]
checks:
  - name: net is expenditure less income (within rounding)
    fail_when: "abs(total_expenditure_gbp - total_income_gbp - net_current_expenditure_gbp) > 1500"
    severity: warn
trace:
  - { table: staging.mhclg_revenue_outturn, match: { area_code: area_code, financial_year: financial_year, service_line: service_line } }
how:
  net_current_expenditure_gbp: "published column C7 in £ thousand x 1,000"
*/
select
    area_code,
    financial_year,
    service_line,
    (max(amount_gbp) filter (spend_measure = 'total_expenditure'))::decimal(18, 2) as total_expenditure_gbp,
    (max(amount_gbp) filter (spend_measure = 'total_income'))::decimal(18, 2) as total_income_gbp,
    (max(amount_gbp) filter (spend_measure = 'net_current_expenditure'))::decimal(18, 2) as net_current_expenditure_gbp,
    max(amount_gbp_status) filter (spend_measure = 'net_current_expenditure') as value_status,
from staging.mhclg_revenue_outturn
group by area_code, financial_year, service_line
