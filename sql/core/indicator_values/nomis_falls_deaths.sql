select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'nomis_falls_deaths' as source_id,
from staging.nomis_falls_deaths
