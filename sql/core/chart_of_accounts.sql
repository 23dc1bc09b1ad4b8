/* contract
about: Ranges of cost centres and subjective codes with the service or SeRCOP group each belongs to, and since when.
grain: [range_id]
columns: [range_id, code_kind, code_from, code_to, service_line, outturn_line, sercop_division, valid_from_date, valid_to_date]
optional: [service_line, outturn_line, valid_to_date]
checks:
  - { name: ranges and dates run forwards, fail_when: "code_from > code_to or valid_from_date > valid_to_date" }
  - name: ranges of one kind do not overlap on a day
    query: >
      select earlier.range_id, later.range_id as other_range_id
      from core.chart_of_accounts as earlier
      join core.chart_of_accounts as later
        on later.code_kind = earlier.code_kind and later.range_id > earlier.range_id
        and later.code_from <= earlier.code_to and later.code_to >= earlier.code_from
        and later.valid_from_date <= coalesce(earlier.valid_to_date, date '9999-12-31')
        and coalesce(later.valid_to_date, date '9999-12-31') >= earlier.valid_from_date
trace:
  - { table: staging.reference_chart_of_accounts, match: { range_id: range_id } }
*/
select
    range_id,
    code_kind,
    code_from,
    code_to,
    service_line,
    outturn_line,
    sercop_division,
    valid_from_date,
    valid_to_date,
from staging.reference_chart_of_accounts
