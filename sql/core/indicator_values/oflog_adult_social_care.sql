select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'oflog_adult_social_care' as source_id,
from staging.oflog_adult_social_care
