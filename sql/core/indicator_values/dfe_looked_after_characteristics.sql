select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'dfe_looked_after_characteristics' as source_id,
from staging.dfe_looked_after_characteristics
-- One measure is in the registry; the others are the publisher's own columns.
where indicator_id = 'dfe_cla_outside_boundary_over20miles_2017'
