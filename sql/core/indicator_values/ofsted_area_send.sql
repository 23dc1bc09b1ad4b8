select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'ofsted_area_send' as source_id,
from staging.ofsted_area_send
