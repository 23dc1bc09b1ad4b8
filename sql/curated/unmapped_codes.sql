/* contract
about: Codes of the finance system that are in no range of the chart of accounts on the day of their lines, with the pounds behind them.
grain: [financial_year, amount_kind, code_kind, code]
columns: [financial_year, amount_kind, code_kind, code, lines_count, amount_gbp]
optional: [amount_gbp]
checks:
  - name: every code is in the chart of accounts
    fail_when: "lines_count > 0"
    severity: warn
trace:
  - table: core.service_finance_lines
    match: { financial_year: financial_year, amount_kind: amount_kind, cost_centre: code }
    when: "code_kind = 'cost_centre'"
  - table: core.service_finance_lines
    match: { financial_year: financial_year, amount_kind: amount_kind, subjective_code: code }
    when: "code_kind = 'subjective'"
how:
  amount_gbp: "spending less income of the lines; they stay in every total, under the service unmapped"
*/
with unmapped as (
    select financial_year, amount_kind, 'cost_centre' as code_kind, cost_centre as code, amount_gbp,
    from core.service_finance_lines
    where service_line = 'unmapped'
    union all
    select financial_year, amount_kind, 'subjective' as code_kind, subjective_code as code, amount_gbp,
    from core.service_finance_lines
    where subjective_group = 'unmapped'
)
select
    financial_year,
    amount_kind,
    code_kind,
    code,
    count(*)::integer as lines_count,
    sum(amount_gbp)::decimal(18, 2) as amount_gbp,
from unmapped
group by financial_year, amount_kind, code_kind, code
