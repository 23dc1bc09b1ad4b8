/* contract
about: Core spending power by component. Social care grants and the improved Better Care Fund are not in the files held, so the sum is below the published total.
grain: [area_code, financial_year, spending_component]
columns: [area_code, financial_year, spending_component, amount_gbp, value_status]
optional: [amount_gbp]
checks:
  - name: council tax is never negative
    fail_when: "spending_component = 'council_tax_requirement' and amount_gbp < 0"
trace:
  - { table: staging.mhclg_core_spending_power, match: { area_code: area_code, financial_year: financial_year, component: spending_component } }
how:
  amount_gbp: "published amount in £ million x 1,000,000"
*/
select
    area_code,
    financial_year,
    component as spending_component,
    amount_gbp::decimal(18, 2) as amount_gbp,
    amount_gbp_status as value_status,
from staging.mhclg_core_spending_power
-- Published totals stay in staging: beside their components they would count twice.
where component <> 'published_total'
