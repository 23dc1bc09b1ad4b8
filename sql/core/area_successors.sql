/* contract
about: Which authorities took over from which, and when. Counts of split areas may be added; rates may not.
grain: [area_code, successor_code]
columns: [area_code, successor_code, change_date, change_kind]
trace:
  - { table: staging.reference_area_successors, match: { area_code: area_code, successor_code: successor_code } }
*/
select
    area_code,
    successor_code,
    change_date,
    change_kind,
from staging.reference_area_successors
