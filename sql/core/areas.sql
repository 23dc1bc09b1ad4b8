/* contract
about: Authorities of England by GSS code, with the days on which each code was in force.
grain: [area_code]
columns: [area_code, area_name, area_tier, region_name, valid_from_date, valid_to_date, boundary_code]
optional: [region_name, valid_from_date, valid_to_date]
checks:
  - name: England and its counties are there
    query: "select 1 where (select count(*) from core.areas where area_tier = 'two_tier_county') < 21"
trace:
  - { table: staging.reference_authorities, match: { area_code: area_code } }
*/
select
    area_code,
    area_name,
    area_tier,
    region_name,
    valid_from as valid_from_date,
    valid_to as valid_to_date,
    boundary_code,
from staging.reference_authorities
