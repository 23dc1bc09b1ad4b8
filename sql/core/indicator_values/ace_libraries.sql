with totals as (
    select
        indicator_id,
        area_code,
        period_code,
        sum(activity_count) as activity_count,
        count(distinct reporting_month) filter (activity_count is not null) as months_count,
        count(distinct reporting_month) filter (activity_count is not null and reporting_month in ('2023-06', '2023-09', '2023-12', '2024-03')) as quarter_ends_count,
        bool_or(reporting_month = 'year' and activity_count is not null) as is_annual,
    from staging.ace_libraries
    group by indicator_id, area_code, period_code
),
judged as (
    select
        *,
        -- Twelve months, four quarter totals, or one count for the year; anything else is part of a year.
        is_annual or months_count = 12 or (months_count = 4 and quarter_ends_count = 4) as is_complete,
        substr(period_code, 3, 4)::integer as mid_year,
    from totals
)
select
    judged.indicator_id,
    judged.area_code,
    judged.period_code,
    -- The release prints counts; authorities differ in size, so the index compares counts per 1,000 residents.
    case when judged.is_complete then judged.activity_count * 1000 / nullif(population.residents_count, 0) end as indicator_value,
    null::double as lower_value,
    null::double as upper_value,
    case
        when not judged.is_complete then 'not_available'
        when population.residents_count is null then 'missing'
        else 'ok'
    end as value_status,
    'ace_libraries' as source_id,
from judged
-- Left join: a count without a population stays, with a gap and a status.
left join core.population as population
    on population.area_code = judged.area_code and population.mid_year = judged.mid_year and population.age_band = 'all'
