/* contract
about: Registry of outcome indicators with unit, polarity and the reason for it.
grain: [indicator_id]
columns: [indicator_id, indicator_name, service_block, indicator_unit, indicator_polarity, polarity_reason, is_in_index, exclusion_reason, max_age_months, source_id]
optional: [exclusion_reason, polarity_reason]
checks:
  - { name: polarity is a sign, accepted: { column: indicator_polarity, values: [-1, 0, 1] } }
  - { name: what is in the index has a direction, fail_when: "is_in_index and indicator_polarity = 0" }
trace:
  - { table: staging.reference_indicators, match: { indicator_id: indicator_id } }
*/
select
    indicator_id,
    indicator_name,
    service_block,
    unit as indicator_unit,
    polarity::integer as indicator_polarity,
    polarity_reason,
    in_index = 'yes' as is_in_index,
    why_not as exclusion_reason,
    max_age_months,
    source_id,
from staging.reference_indicators
