/* contract
about: Outcome score of every authority in each comparator group, with its rank and how much of the indicator set it has.
grain: [cost_basis, group_id, area_code]
columns: [cost_basis, group_id, area_code, financial_year, reference_date, method_id, outcome_score, outcome_rank, ranked_count, indicators_count, indicators_present_count, present_share, reason_code]
optional: [outcome_score, outcome_rank, reason_code]
checks:
  - { name: a score has a rank and nothing else has, fail_when: "(outcome_score is null) <> (outcome_rank is null)" }
  - { name: every gap has a reason, fail_when: "(outcome_score is null) <> (reason_code is not null)" }
trace:
  - { table: curated.indicator_contribution, match: { cost_basis: cost_basis, group_id: group_id, area_code: area_code } }
peers:
  columns: [outcome_rank, ranked_count]
  free: [area_code]
how:
  outcome_score: "sum of effective_weight x indicator_score over the indicators present"
  outcome_rank: "1 + number of authorities with a strictly higher score, on scores rounded to 10 decimals"
*/
with scored as (
    select
        cost_basis,
        group_id,
        area_code,
        min(financial_year) as financial_year,
        min(reference_date) as reference_date,
        min(method_id) as method_id,
        -- Summed in a fixed order with compensation, so that the same inputs give the same last digit.
        case when bool_and(area_reason_code is null) then fsum(contribution_score order by indicator_id) end as outcome_score,
        min(area_reason_code) as reason_code,
        count(*) filter (reason_code is distinct from 'not_applicable') as indicators_count,
        count(indicator_value) as indicators_present_count,
    from curated.indicator_contribution
    group by cost_basis, group_id, area_code
)
select
    cost_basis,
    group_id,
    area_code,
    financial_year,
    reference_date,
    method_id,
    outcome_score,
    case
        when outcome_score is not null
            then rank() over (partition by cost_basis, group_id order by round(outcome_score, 10) desc nulls last)
    end::integer as outcome_rank,
    count(outcome_score) over (partition by cost_basis, group_id)::integer as ranked_count,
    indicators_count::integer as indicators_count,
    indicators_present_count::integer as indicators_present_count,
    indicators_present_count / indicators_count as present_share,
    reason_code,
from scored
