/* contract
about: Lines of the finance system with the service of the outturn and the SeRCOP group that their codes had on their date.
grain: [source_id, financial_year, ledger_period, amount_kind, line_number]
columns: [source_id, financial_year, ledger_period, amount_kind, line_number, cost_centre, subjective_code, service_line, subjective_group, amount_gbp, value_status]
optional: [amount_gbp]
checks:
  - name: every cost centre and subjective code is in the chart of accounts
    query: >
      select distinct cost_centre, subjective_code, service_line, subjective_group
      from core.service_finance_lines
      where service_line = 'unmapped' or subjective_group = 'unmapped'
    severity: warn
trace:
  - table: core.finance_lines
    match: { source_id: source_id, financial_year: financial_year, ledger_period: ledger_period, amount_kind: amount_kind, line_number: line_number }
    feeds: [amount_gbp, value_status]
*/
select
    line.source_id,
    line.financial_year,
    line.ledger_period,
    line.amount_kind,
    line.line_number,
    line.cost_centre,
    line.subjective_code,
    case when centre.range_id is null then 'unmapped' else coalesce(centre.service_line, 'balance_sheet') end as service_line,
    coalesce(subjective.sercop_division, 'unmapped') as subjective_group,
    line.amount_gbp,
    line.value_status,
from core.finance_lines as line
-- Left joins: a line whose code is in no range stays and is listed by the check.
left join core.chart_of_accounts as centre
    on centre.code_kind = 'cost_centre'
    and try_cast(line.cost_centre as integer) between centre.code_from and centre.code_to
    and line.line_date between centre.valid_from_date and coalesce(centre.valid_to_date, date '9999-12-31')
left join core.chart_of_accounts as subjective
    on subjective.code_kind = 'subjective'
    and try_cast(line.subjective_code as integer) between subjective.code_from and subjective.code_to
    and line.line_date between subjective.valid_from_date and coalesce(subjective.valid_to_date, date '9999-12-31')
