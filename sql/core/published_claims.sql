/* contract
about: Figures that the council's documents state in words or tables, each with its bound (exact, at least, at most, about).
grain: [claim_id]
columns: [claim_id, document, section, subject, measure, claim_period, claim_unit, claim_bound, claim_value, as_printed]
optional: [claim_value]
trace:
  - { table: staging.lcc_published_claims, match: { claim_id: claim_id } }
*/
select
    claim_id,
    document,
    section,
    subject,
    measure,
    period as claim_period,
    unit as claim_unit,
    bound as claim_bound,
    claim_value,
    as_printed,
from staging.lcc_published_claims
