/* contract
about: Unit costs as printed in the auditor's extract of the council's plan, misprints included.
grain: [service_line, financial_year]
columns: [service_line, financial_year, unit_basis, budget_cost_gbp, units_count, printed_unit_cost_gbp, printed_score]
trace:
  - { table: staging.lcc_unit_costs, match: { service_line: service_line, financial_year: financial_year } }
*/
select
    service_line,
    financial_year,
    unit_basis,
    budget_cost_gbp::decimal(18, 2) as budget_cost_gbp,
    units_count::bigint as units_count,
    printed_unit_cost_gbp,
    printed_score,
from staging.lcc_unit_costs
