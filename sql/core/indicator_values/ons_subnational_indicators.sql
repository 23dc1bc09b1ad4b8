select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'ons_subnational_indicators' as source_id,
from staging.ons_subnational_indicators
-- Percentages of districts cannot be averaged into one for their county.
where area_code not like 'E07%'
