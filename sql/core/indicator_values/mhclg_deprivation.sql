select
    indicator_id,
    area_code,
    period_code,
    indicator_value,
    lower_value,
    upper_value,
    indicator_value_status as value_status,
    'mhclg_deprivation' as source_id,
from staging.mhclg_deprivation
-- The registry has these domains of the upper-tier edition; ranks and the districts' edition stay in staging.
where measure = 'average_score'
    and domain in ('imd', 'crime', 'education', 'barriers', 'living', 'idaci')
    and period_code = 'SEP2015'
