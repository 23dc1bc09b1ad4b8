select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'mhclg_vacant_dwellings' as source_id,
from staging.mhclg_vacant_dwellings
-- A county's figure holds its districts' already.
where indicator_id in ('mhclg_lt615_all_vacants', 'mhclg_lt615_long_term_vacants') and area_code not like 'E07%'
