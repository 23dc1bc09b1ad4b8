select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'dfe_looked_after_outcomes' as source_id,
from staging.dfe_looked_after_outcomes
-- The measures of the issue of 2014 are not in the registry.
where indicator_id not like 'dfe_sfr49_%'
