/* contract
about: Savings of councils' medium term plans by saving and year, what each year adds and the running total. A saving is negative.
grain: [council_id, plan_year, saving_id, financial_year]
columns: [council_id, plan_year, saving_id, service_name, saving_objective, financial_year, budget_change_gbp, cumulative_change_gbp, value_status]
optional: [service_name]
checks:
  - name: the savings of a plan reduce spending (else its signs are read the wrong way round)
    query: >
      select council_id, plan_year, sum(budget_change_gbp) as budget_change_gbp
      from core.savings_plan_lines
      group by council_id, plan_year
      having sum(budget_change_gbp) > 0
trace:
  - table: staging.council_savings_plan
    match: { council: council_id, plan_year: plan_year, saving_id: saving_id }
how:
  budget_change_gbp: "incremental lists: as printed; cumulative lists: the year's figure less that of the year before"
  cumulative_change_gbp: "cumulative lists: as printed; incremental lists: the sum up to the year"
*/
with figures as (
    select
        *,
        -- An empty cell of a plan changes nothing: a running total stays what it was.
        coalesce(
            case
                when lower(basis) = 'cumulative' then last_value(budget_change_gbp ignore nulls) over to_date
                else budget_change_gbp
            end,
            0
        )::decimal(18, 2) as printed_gbp,
    from staging.council_savings_plan
    window to_date as (partition by council, plan_year, saving_id order by financial_year)
)
select
    council as council_id,
    plan_year,
    saving_id,
    service_name,
    description as saving_objective,
    financial_year,
    (case
        when lower(basis) = 'cumulative' then printed_gbp - coalesce(lag(printed_gbp) over years, 0)
        else printed_gbp
    end)::decimal(18, 2) as budget_change_gbp,
    (case
        when lower(basis) = 'cumulative' then printed_gbp
        else sum(printed_gbp) over years
    end)::decimal(18, 2) as cumulative_change_gbp,
    budget_change_gbp_status as value_status,
from figures
window years as (partition by council, plan_year, saving_id order by financial_year)
