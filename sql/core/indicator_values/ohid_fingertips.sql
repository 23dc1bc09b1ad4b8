select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'ohid_fingertips' as source_id,
from staging.ohid_fingertips
