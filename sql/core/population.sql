/* contract
about: Mid-year population by age band for every authority and year held. Abolished areas are the sum of the authorities that replaced them.
grain: [area_code, mid_year, age_band]
columns: [area_code, mid_year, age_band, residents_count, population_basis, source_area_codes, estimate_series]
checks:
  - name: children and adults add up to all ages
    balance:
      column: residents_count
      by: [area_code, mid_year]
      parts: "age_band in ('0-17', '18+')"
      total: "age_band = 'all'"
      tolerance: 0
  - name: residents are a positive number
    range: { column: residents_count, min: 1 }
trace:
  - { table: staging.ons_population_estimates, match: { area_code: split(source_area_codes), mid_year: mid_year } }
how:
  residents_count: "sum over single years of age in the band (over successor authorities where the area was split)"
*/
with bands(age_band, from_age, to_age) as (
    values ('0-14', 0, 14), ('0-17', 0, 17), ('0-18', 0, 18), ('18-64', 18, 64), ('18+', 18, 90), ('65+', 65, 90)
),
ages as (
    select
        area_code,
        mid_year,
        estimate_series,
        replace(age_band, '+', '')::integer as age,
        residents_count,
    from staging.ons_population_estimates
    where age_band <> 'all' and residents_count is not null
),
published as (
    select area_code, mid_year, age_band, residents_count::bigint as residents_count, estimate_series
    from staging.ons_population_estimates
    where age_band = 'all' and residents_count is not null
    union all
    select ages.area_code, ages.mid_year, bands.age_band, sum(ages.residents_count)::bigint, min(ages.estimate_series)
    from ages join bands on ages.age between bands.from_age and bands.to_age
    group by ages.area_code, ages.mid_year, bands.age_band, bands.from_age, bands.to_age
    -- A band is only given when every single year of age is there; the open 90+ counts as age 90.
    having count(*) = bands.to_age - bands.from_age + 1
),
same_boundary as (
    select areas.area_code, published.* exclude (area_code), published.area_code as printed_code
    from core.areas as areas
    join core.areas as peers on peers.boundary_code = areas.boundary_code and peers.area_code <> areas.area_code
    join published on published.area_code = peers.area_code
),
split_areas as (
    select area_code, count(*) as part_count
    from core.area_successors
    where change_kind = 'split'
    group by area_code
),
summed as (
    select
        successors.area_code,
        published.mid_year,
        published.age_band,
        sum(published.residents_count)::bigint as residents_count,
        min(published.estimate_series) as estimate_series,
        string_agg(published.area_code, '|' order by published.area_code) as printed_codes,
    from core.area_successors as successors
    join split_areas using (area_code)
    join published on published.area_code = successors.successor_code
    where successors.change_kind = 'split'
    group by successors.area_code, published.mid_year, published.age_band, split_areas.part_count
    -- All parts or nothing: a partial sum would understate the population.
    having count(*) = split_areas.part_count
),
candidates as (
    select area_code, mid_year, age_band, residents_count, 'published' as population_basis, area_code as source_area_codes, estimate_series, 1 as preference
    from published
    union all
    select area_code, mid_year, age_band, residents_count, 'same_boundary', printed_code, estimate_series, 2
    from same_boundary
    union all
    select area_code, mid_year, age_band, residents_count, 'sum_of_parts', printed_codes, estimate_series, 3
    from summed
)
select
    area_code,
    mid_year,
    age_band,
    residents_count,
    population_basis,
    source_area_codes,
    estimate_series,
from candidates
qualify row_number() over (partition by area_code, mid_year, age_band order by preference, source_area_codes) = 1
