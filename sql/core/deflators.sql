/* contract
about: GDP deflators by financial year, outturn years only; forecasts carry no index in the release.
grain: [financial_year]
columns: [financial_year, price_base_year, deflator_index]
checks:
  - { name: the base year is 100, fail_when: "financial_year = price_base_year and abs(deflator_index - 100) > 0.0005" }
trace:
  - { table: staging.hmt_gdp_deflators, match: { financial_year: financial_year } }
*/
select
    financial_year,
    price_base_year,
    deflator_index,
from staging.hmt_gdp_deflators
where deflator_index is not null
