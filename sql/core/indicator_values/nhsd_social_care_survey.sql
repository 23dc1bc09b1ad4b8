select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'nhsd_social_care_survey' as source_id,
from staging.nhsd_social_care_survey
-- One measure is in the registry; the others are the answers to every question.
where indicator_id = 'nhsd_ascs_q1_satisfied_2020_21'
