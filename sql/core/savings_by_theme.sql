/* contract
about: The council's published savings by theme, cumulative from 2020-21, with the lines Total, Gap and TOTAL as printed.
grain: [theme, financial_year]
columns: [theme, financial_year, line_kind, delivery_stage, cumulative_savings_gbp, value_status]
optional: [cumulative_savings_gbp]
checks:
  - name: the themes add up to Total (half the printed unit for each addend and the total)
    query: >
      select financial_year,
          sum(cumulative_savings_gbp) filter (line_kind = 'theme') as themes,
          max(cumulative_savings_gbp) filter (line_kind = 'total') as total
      from core.savings_by_theme group by financial_year
      having abs(themes - total) > 50000 * (count(*) filter (line_kind = 'theme') + 1)
    severity: warn
  - name: a saving is never positive
    fail_when: "cumulative_savings_gbp > 0"
trace:
  - { table: staging.lcc_savings_by_theme, match: { theme: theme, financial_year: financial_year } }
how:
  cumulative_savings_gbp: "printed £ million x 1,000,000"
*/
select
    theme,
    financial_year,
    line_kind,
    delivery_stage,
    cumulative_savings_gbp::decimal(18, 2) as cumulative_savings_gbp,
    cumulative_savings_gbp_status as value_status,
from staging.lcc_savings_by_theme
