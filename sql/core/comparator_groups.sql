/* contract
about: Dated membership of comparator groups. The focal authority is a member of each of its groups.
grain: [group_id, area_code]
columns: [group_id, group_name, area_code, valid_from_date, valid_to_date, group_basis]
optional: [valid_from_date, valid_to_date]
checks:
  - name: members are in the register
    relationship: { columns: [area_code], table: core.areas }
trace:
  - { table: staging.reference_comparator_groups, match: { group_id: group_id, area_code: area_code } }
*/
select
    group_id,
    group_name,
    area_code,
    valid_from as valid_from_date,
    valid_to as valid_to_date,
    basis as group_basis,
from staging.reference_comparator_groups
