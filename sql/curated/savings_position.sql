/* contract
about: Savings by theme and year, cumulative and annual, with the gap still to be found. The gap is not a saving.
grain: [theme, financial_year]
columns: [theme, financial_year, line_kind, delivery_stage, is_general_fund, cumulative_savings_gbp, annual_savings_gbp, gap_gbp, value_status]
optional: [cumulative_savings_gbp, annual_savings_gbp, gap_gbp]
checks:
  - name: annual savings add up to the cumulative figure
    query: >
      select theme, max_by(cumulative_savings_gbp, financial_year) as cumulative, sum(annual_savings_gbp) as annual
      from curated.savings_position where line_kind = 'theme' group by theme having cumulative <> annual
trace:
  - { table: core.savings_by_theme, match: { theme: theme } }
peers: { columns: [gap_gbp], free: [theme] }
how:
  annual_savings_gbp: "cumulative figure less that of the year before; the first year is its own cumulative figure"
  gap_gbp: "the printed Gap line of the year, repeated beside each theme's total; never part of a saving"
*/
with lagged as (
    select
        *,
        lag(cumulative_savings_gbp) over (partition by theme order by financial_year) as previous_gbp,
        row_number() over (partition by theme order by financial_year) as year_number,
        max(cumulative_savings_gbp) filter (line_kind = 'gap') over (partition by financial_year) as printed_gap_gbp,
    from core.savings_by_theme
)
select
    theme,
    financial_year,
    line_kind,
    delivery_stage,
    -- Savings on the dedicated schools grant do not help the council's own budget.
    theme not like 'DSG%' as is_general_fund,
    cumulative_savings_gbp,
    (case when year_number = 1 then cumulative_savings_gbp else cumulative_savings_gbp - previous_gbp end)::decimal(18, 2) as annual_savings_gbp,
    (case when line_kind in ('total', 'gap', 'grand_total') then printed_gap_gbp end)::decimal(18, 2) as gap_gbp,
    value_status,
from lagged
