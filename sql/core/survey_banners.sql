/* contract
about: Banner tables of the resident survey as the agency delivered them, one row per question, answer and banner point, with their bases.
grain: [survey_year, question_id, answer_label, banner, banner_point]
columns: [survey_year, question_id, answer_label, banner, banner_point, column_letter, published_count, published_pct, published_pct_status, published_base_count, base_status, published_base_weight, significant_over]
optional: [published_count, published_pct, published_base_count, published_base_weight, significant_over]
classification: official-sensitive
persons: { threshold: 5 }
checks:
  - name: the banner tables agree with the respondents
    # Counts and percents are whole, so they may differ by half; "*" stands for more than nobody and less than half a percent.
    query: >
      select banners.*, counts.base_count, counts.base_weight, counts.case_weight
      from core.survey_banners as banners
      left join core.survey_counts as counts
          on counts.survey_year = banners.survey_year
          and counts.question_id = banners.question_id
          and counts.measure_name = case banners.answer_label when 'Net: favourable' then 'Favourable answers' else banners.answer_label end
          and counts.banner = banners.banner
          and counts.banner_point = banners.banner_point
      where banners.survey_year in (select survey_year from core.survey_counts)
          and not coalesce(
              banners.published_base_count = counts.base_count
              and abs(banners.published_base_weight - counts.base_weight) <= 0.5 + 1e-9
              and abs(banners.published_count - counts.case_weight) <= 0.5 + 1e-9
              and case
                  when banners.published_pct_status = 'low'
                      then counts.case_weight > 0 and counts.case_weight < 0.005 * counts.base_weight
                  else abs(banners.published_pct - 100 * counts.case_weight / counts.base_weight) <= 0.5 + 1e-9
              end,
              false
          )
    severity: warn
trace:
  - { table: staging.lcc_resident_survey_banners, match: { survey_year: survey_year, question_id: question_id, row_label: answer_label, banner: banner, banner_point: banner_point } }
  - { table: staging.lcc_resident_survey_banners, match: { survey_year: survey_year, question_id: question_id, row_label: ["'Unweighted base'", "'Weighted base'"], banner: banner, banner_point: banner_point }, feeds: [published_base_count, base_status, published_base_weight] }
*/
with printed as (
    select * from staging.lcc_resident_survey_banners
)
select
    answer.survey_year,
    answer.question_id,
    answer.row_label as answer_label,
    answer.banner,
    answer.banner_point,
    answer.column_letter,
    answer.answer_count as published_count,
    answer.answer_pct as published_pct,
    answer.answer_pct_status as published_pct_status,
    base.answer_count as published_base_count,
    coalesce(base.answer_count_status, 'missing') as base_status,
    weighted.answer_count as published_base_weight,
    answer.significant_over,
from printed as answer
-- Left joins: an answer whose base the tables lack stays, and the check says so.
left join printed as base
    on base.survey_year = answer.survey_year
    and base.question_id = answer.question_id
    and base.banner = answer.banner
    and base.banner_point = answer.banner_point
    and base.row_label = 'Unweighted base'
left join printed as weighted
    on weighted.survey_year = answer.survey_year
    and weighted.question_id = answer.question_id
    and weighted.banner = answer.banner
    and weighted.banner_point = answer.banner_point
    and weighted.row_label = 'Weighted base'
where answer.row_label not in ('Unweighted base', 'Weighted base')
