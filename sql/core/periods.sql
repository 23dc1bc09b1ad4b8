/* contract
about: Every period for which an indicator has a value, with its first and last day.
grain: [period_code]
columns: [period_code, period_type, period_start_date, period_end_date]
trace:
  - { table: core.indicator_values, match: { period_code: period_code } }
*/
with codes as (
    select
        period_code,
        regexp_extract(period_code, '^[A-Z]+') as prefix,
        regexp_extract(period_code, '\d{4}')::integer as start_year,
    from core.indicator_values
    group by period_code
)
select
    period_code,
    case prefix
        when 'FY' then 'financial' when 'AY' then 'academic' when 'CY' then 'calendar' when 'MAR' then 'snapshot' when 'SEP' then 'snapshot'
    end as period_type,
    case prefix
        when 'FY' then make_date(start_year, 4, 1)
        when 'AY' then make_date(start_year, 9, 1)
        when 'CY' then make_date(start_year, 1, 1)
        when 'MAR' then make_date(start_year, 3, 31)
        when 'SEP' then make_date(start_year, 9, 30)
    end as period_start_date,
    case prefix
        when 'FY' then make_date(start_year + 1, 3, 31)
        when 'AY' then make_date(start_year + 1, 8, 31)
        when 'CY' then make_date(start_year, 12, 31)
        when 'MAR' then make_date(start_year, 3, 31)
        when 'SEP' then make_date(start_year, 9, 30)
    end as period_end_date,
from codes
