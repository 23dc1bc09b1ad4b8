select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'defra_fly_tipping' as source_id,
from staging.defra_fly_tipping
-- Collection districts have no place in a comparison of upper-tier authorities, and their rates cannot be added up.
where indicator_id in ('defra_flytipping_per_1000', 'defra_flytipping_actions') and area_code not like 'E07%'
