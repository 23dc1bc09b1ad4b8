/* contract
about: Net current expenditure per unit of each service, with its place among the authorities of each comparator group. Low is cheap, not good.
grain: [group_id, financial_year, service_line, area_code]
columns: [group_id, financial_year, service_line, area_code, net_current_expenditure_gbp, unit_basis, mid_year, units_count, unit_cost_gbp, price_base_year, unit_cost_real_gbp, group_count, unit_cost_quintile, unit_cost_score, value_status]
optional: [net_current_expenditure_gbp, units_count, unit_cost_gbp, price_base_year, unit_cost_real_gbp, unit_cost_quintile, unit_cost_score]
checks:
  - { name: quintiles are one to five, range: { column: unit_cost_quintile, min: 1, max: 5 } }
  - name: unit cost times units is the expenditure
    fail_when: "abs(unit_cost_gbp * units_count - net_current_expenditure_gbp::double) > 1"
trace:
  - { table: core.service_outturn, match: { financial_year: financial_year, service_line: service_line, area_code: area_code }, reads: [net_current_expenditure_gbp] }
  - { table: core.population, match: { mid_year: mid_year, age_band: unit_basis, area_code: area_code }, reads: [residents_count] }
  - { table: core.deflators, match: { financial_year: financial_year }, feeds: [unit_cost_real_gbp, price_base_year] }
  - { table: core.comparator_groups, match: { group_id: group_id, area_code: area_code } }
peers:
  columns: [group_count, unit_cost_quintile, unit_cost_score]
  free: [area_code]
how:
  unit_cost_gbp: "net_current_expenditure_gbp / units_count (residents of the age band at mid-year)"
  unit_cost_quintile: "6 - ceil(5 (n + 1 - r) / n), r = rank from the lowest, n = authorities with a value in the group; shown from n = 5"
  unit_cost_real_gbp: "unit_cost_gbp x deflator of the base year / deflator of the year"
*/
with unit_bases(service_line, unit_basis) as (
    -- Education counts people aged 0-18, children's social care 0-17: the two are not interchangeable.
    values
        ('education', '0-18'),
        ('childrens_social_care', '0-17'),
        ('adult_social_care', '18+'),
        ('public_health', 'all'),
        ('highways_and_transport', 'all'),
        ('cultural', 'all'),
        ('environmental_and_regulatory', 'all'),
        ('planning_and_development', 'all'),
        ('central', 'all'),
        ('total', 'all')
),
costs as (
    select
        members.group_id,
        outturn.financial_year,
        outturn.service_line,
        outturn.area_code,
        outturn.net_current_expenditure_gbp,
        unit_bases.unit_basis,
        left(outturn.financial_year, 4)::integer as mid_year,
        outturn.value_status,
    from core.service_outturn as outturn
    join unit_bases using (service_line)
    -- Inner join: only members of a group, on the last day of the financial year, are compared within it.
    join core.comparator_groups as members
        on members.area_code = outturn.area_code
        and coalesce(members.valid_from_date, date '1900-01-01') <= make_date(left(outturn.financial_year, 4)::integer + 1, 3, 31)
        and coalesce(members.valid_to_date, date '9999-12-31') >= make_date(left(outturn.financial_year, 4)::integer + 1, 3, 31)
),
rated as (
    select
        costs.*,
        population.residents_count as units_count,
        costs.net_current_expenditure_gbp::double / nullif(population.residents_count, 0) as unit_cost_gbp,
    from costs
    -- Left join: a cost without its units stays, with a gap and a status.
    left join core.population as population
        on population.area_code = costs.area_code
        and population.mid_year = costs.mid_year
        and population.age_band = costs.unit_basis
),
ranked as (
    select
        *,
        count(unit_cost_gbp) over peers as group_count,
        count(distinct unit_cost_gbp) over peers as distinct_count,
        case when unit_cost_gbp is not null then rank() over (peers order by unit_cost_gbp asc nulls last) end as low_rank,
    from rated
    window peers as (partition by group_id, financial_year, service_line)
),
grouped as (
    select
        *,
        -- The national public health rank rule in whole numbers; ties share a group.
        case
            when unit_cost_gbp is not null and group_count >= 5 and distinct_count > 1
                then greatest(1, 6 - ((5 * (group_count + 1 - low_rank) + group_count - 1) // group_count))
        end::integer as unit_cost_quintile,
    from ranked
)
select
    grouped.group_id,
    grouped.financial_year,
    grouped.service_line,
    grouped.area_code,
    grouped.net_current_expenditure_gbp,
    grouped.unit_basis,
    grouped.mid_year,
    grouped.units_count,
    grouped.unit_cost_gbp,
    deflators.price_base_year,
    grouped.unit_cost_gbp * 100 / deflators.deflator_index as unit_cost_real_gbp,
    grouped.group_count::integer as group_count,
    grouped.unit_cost_quintile,
    case grouped.unit_cost_quintile
        when 1 then 'Very Low' when 2 then 'Low' when 3 then 'Average' when 4 then 'High' when 5 then 'Very High'
    end as unit_cost_score,
    case when grouped.value_status = 'ok' and grouped.units_count is null then 'missing' else grouped.value_status end as value_status,
from grouped
-- Left join: years after the last outturn deflator keep their cash unit cost.
left join core.deflators as deflators using (financial_year)
