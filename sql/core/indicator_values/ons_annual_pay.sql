select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'ons_annual_pay' as source_id,
from staging.ons_annual_pay
-- The registry has the median of all employees; other groups and measures stay in staging.
where indicator_id = 'ons_ashe_median_annual_pay' and area_code not like 'E07%'
