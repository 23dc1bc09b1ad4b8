/* contract
about: Lines of the finance system, each posting once, with the service of the outturn and the SeRCOP group that their codes had on their date.
grain: [source_id, extract_period, financial_year, ledger_period, amount_kind, line_number]
columns: [source_id, extract_period, financial_year, ledger_period, amount_kind, line_number, cost_centre, subjective_code, service_line, subjective_group, amount_gbp, value_status]
optional: [amount_gbp]
trace:
  - table: core.finance_lines
    match: { source_id: source_id, extract_period: extract_period, financial_year: financial_year, ledger_period: ledger_period, amount_kind: amount_kind, line_number: line_number }
    feeds: [amount_gbp, value_status]
*/
with dated as (
    select
        *,
        -- A line belongs to the year of its period, whatever its own day: period 13 is posted after 31 March, and an
        -- invoice can be older than the year that pays it. Its codes mean what they meant on the nearest day of that year.
        greatest(
            make_date(substr(financial_year, 1, 4)::integer, 4, 1),
            least(line_date, make_date(substr(financial_year, 1, 4)::integer + 1, 3, 31))
        ) as mapping_date,
    from core.finance_lines
    where overlap_kind = 'none'
)
select
    line.source_id,
    line.extract_period,
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
from dated as line
-- Left joins: a line whose code is in no range stays, as unmapped; curated.unmapped_codes lists them with their pounds.
left join core.chart_of_accounts as centre
    on centre.code_kind = 'cost_centre'
    and try_cast(line.cost_centre as integer) between centre.code_from and centre.code_to
    and line.mapping_date between centre.valid_from_date and coalesce(centre.valid_to_date, date '9999-12-31')
left join core.chart_of_accounts as subjective
    on subjective.code_kind = 'subjective'
    and try_cast(line.subjective_code as integer) between subjective.code_from and subjective.code_to
    and line.mapping_date between subjective.valid_from_date and coalesce(subjective.valid_to_date, date '9999-12-31')
