select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'moj_send_appeals' as source_id,
from staging.moj_send_appeals
