/* contract
about: Measures and targets of the council's strategic plan 2014-18, as printed.
grain: [priority_number, measure_number]
columns: [priority_number, measure_number, plan_section, priority, measure, target_operator, target_value, baseline_value, target_unit, value_status]
optional: [target_operator, target_value, baseline_value, target_unit]
trace:
  - { table: staging.lcc_plan_measures, match: { priority_number: priority_number, measure_number: measure_number } }
*/
select
    priority_number,
    measure_number,
    plan_section,
    priority,
    measure,
    target_operator,
    target_value,
    baseline_value,
    unit as target_unit,
    target_value_status as value_status,
from staging.lcc_plan_measures
