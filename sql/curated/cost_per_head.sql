/* contract
about: Cost input of the index, per resident, on each cost basis, for every authority and year held.
grain: [cost_basis, financial_year, area_code]
columns: [cost_basis, financial_year, area_code, cost_gbp, mid_year, residents_count, cost_per_head_gbp, value_status]
optional: [cost_gbp, residents_count, cost_per_head_gbp]
checks:
  - name: cost per head is plausible
    range: { column: cost_per_head_gbp, min: 100, max: 10000 }
    severity: warn
  - name: every two-tier county of today is there in each year
    expected:
      table: core.areas
      columns: [area_code]
      where: "area_tier = 'two_tier_county' and valid_to_date is null"
      across: [cost_basis, financial_year]
    severity: warn
  - name: cost per head moves as that of other authorities does
    anomaly:
      column: cost_per_head_gbp
      series: [cost_basis, area_code]
      period: financial_year
      peers: [cost_basis]
      max_deviations: 8
    severity: warn
trace:
  - { table: core.spending_power, match: { area_code: area_code, financial_year: financial_year }, when: "cost_basis = 'core_spending_power'" }
  - { table: core.service_outturn, match: { area_code: area_code, financial_year: financial_year, service_line: ["'total'", "'education'", "'police'", "'fire_and_rescue'"] }, when: "cost_basis = 'net_current_expenditure'" }
  - { table: core.population, match: { area_code: area_code, mid_year: mid_year, age_band: "'all'" } }
how:
  cost_gbp: "sum of the components of core spending power; or net current expenditure of all services less education, police and fire"
  cost_per_head_gbp: "cost_gbp / residents_count, residents of all ages at the mid-year in which the financial year starts"
*/
with components as (
    select financial_year, count(distinct spending_component) as component_count
    from core.spending_power
    group by financial_year
),
spending_power as (
    select
        'core_spending_power' as cost_basis,
        power.financial_year,
        power.area_code,
        -- A sum with a missing part is not a total, also when the part is in quarantine and its row is not here.
        case when count(power.amount_gbp) = min(components.component_count) then sum(power.amount_gbp) end as cost_gbp,
        case when count(power.amount_gbp) = min(components.component_count) then 'ok' else 'missing' end as value_status,
    from core.spending_power as power
    join components using (financial_year)
    group by power.financial_year, power.area_code
),
-- Education leaves the return as schools become academies, and only some authorities run police and fire:
-- the three are taken out so that like is compared with like.
net_current_expenditure as (
    select
        'net_current_expenditure' as cost_basis,
        financial_year,
        area_code,
        case
            when count(net_current_expenditure_gbp) = 4
                then sum(case service_line when 'total' then net_current_expenditure_gbp else -net_current_expenditure_gbp end)
        end as cost_gbp,
        case when count(net_current_expenditure_gbp) = 4 then 'ok' else max(value_status) filter (net_current_expenditure_gbp is null) end as value_status,
    from core.service_outturn
    where service_line in ('total', 'education', 'police', 'fire_and_rescue')
    group by financial_year, area_code
),
costs as (
    select * from spending_power
    union all by name
    select * from net_current_expenditure
),
dated as (
    -- Denominator: the estimate of the mid-year in which the financial year starts (2020-21 uses mid-2020).
    select *, left(financial_year, 4)::integer as mid_year from costs
)
select
    dated.cost_basis,
    dated.financial_year,
    dated.area_code,
    dated.cost_gbp::decimal(18, 2) as cost_gbp,
    dated.mid_year,
    population.residents_count,
    case when dated.cost_gbp > 0 then dated.cost_gbp::double / nullif(population.residents_count, 0) end as cost_per_head_gbp,
    case when dated.value_status = 'ok' and population.residents_count is null then 'missing' else dated.value_status end as value_status,
from dated
-- Left join: an authority without an estimate must appear with a gap, not vanish from a ranking.
left join core.population as population
    on population.area_code = dated.area_code and population.mid_year = dated.mid_year and population.age_band = 'all'
