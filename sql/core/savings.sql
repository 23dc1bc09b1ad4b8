/* contract
about: Targets of the council's savings register by department, programme and project, with the printed totals.
grain: [saving_id]
columns: [saving_id, department, programme, project, saving_objective, line_kind, target_year, target_gbp, value_status]
optional: [programme, saving_objective, target_gbp]
trace:
  - { table: staging.lcc_savings_register, match: { saving_id: saving_id } }
*/
select
    saving_id,
    department,
    programme,
    project,
    objective as saving_objective,
    line_kind,
    target_year,
    target_gbp::decimal(18, 2) as target_gbp,
    target_gbp_status as value_status,
from staging.lcc_savings_register
