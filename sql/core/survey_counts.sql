/* contract
about: Respondents of the resident survey by question, result and banner point, counted and weighted, before disclosure control. Not for publication.
grain: [survey_year, question_id, measure_id, banner, banner_point]
columns: [survey_year, question_id, question_version, question_kind, measure_id, measure_name, measure_order, is_favourable, banner, banner_point, asked_count, base_count, base_weight, base_squared_weight, case_count, case_weight]
optional: []
classification: official-sensitive
checks:
  - { name: cases are part of the base, fail_when: "case_count > base_count or base_count > asked_count or case_weight > base_weight + 1e-9" }
  - name: banner points add up to all
    query: >
      with parts as (
          select survey_year, question_id, measure_id, banner, sum(case_count) as cases, sum(base_count) as bases
          from core.survey_counts
          where banner <> 'all'
          group by survey_year, question_id, measure_id, banner
      )
      select parts.*
      from parts
      left join core.survey_counts as whole
          on whole.survey_year = parts.survey_year
          and whole.question_id = parts.question_id
          and whole.measure_id = parts.measure_id
          and whole.banner = 'all'
      where parts.cases is distinct from whole.case_count or parts.bases is distinct from whole.base_count
trace:
  - { table: core.survey_responses, match: { survey_year: survey_year, question_id: question_id }, when: "banner = 'all'" }
  - { table: core.survey_responses, match: { survey_year: survey_year, question_id: question_id, district_name: banner_point }, when: "banner = 'district'" }
  - { table: core.survey_responses, match: { survey_year: survey_year, question_id: question_id, respondent_age_band: banner_point }, when: "banner = 'age_band'" }
  - { table: core.survey_questions, match: { question_id: question_id, question_version: question_version } }
how:
  base_count: "respondents who gave an answer; for questions whose base rule is asked, all who were asked"
  case_count: "respondents of the base with the answer, the option ticked, the option ranked first, or any favourable answer"
*/
with based as (
    select
        response.*,
        response.was_asked and (response.response_kind = 'answered' or question.base_rule = 'asked') as is_in_base,
    from core.survey_responses as response
    join core.survey_questions as question using (question_id, question_version)
    -- Numbers have no answers to count.
    where question.question_kind <> 'number'
),
-- Everybody stands under three banners: all, the district and the age band.
placed as (
    select
        based.*,
        banner.name as banner,
        case banner.name
            when 'all' then 'all'
            when 'district' then based.district_name
            else based.respondent_age_band
        end as banner_point,
    from based
    cross join (values ('all'), ('district'), ('age_band')) as banner(name)
),
people as (
    select
        survey_year,
        question_id,
        question_version,
        banner,
        banner_point,
        respondent_id,
        any_value(was_asked) as was_asked,
        any_value(is_in_base) as is_in_base,
        any_value(respondent_weight) as respondent_weight,
    from placed
    -- An option to tick or rank has a row of its own; a person is counted once.
    group by survey_year, question_id, question_version, banner, banner_point, respondent_id
),
bases as (
    select
        survey_year,
        question_id,
        question_version,
        banner,
        banner_point,
        count(*) filter (was_asked) as asked_count,
        count(*) filter (is_in_base) as base_count,
        -- Summed in a fixed order with compensation, so that the same answers give the same last digit.
        coalesce(fsum(respondent_weight order by respondent_id) filter (is_in_base), 0) as base_weight,
        coalesce(fsum(respondent_weight * respondent_weight order by respondent_id) filter (is_in_base), 0) as base_squared_weight,
    from people
    group by survey_year, question_id, question_version, banner, banner_point
),
measures as (
    select
        question.question_id,
        question.question_version,
        question.question_kind,
        'answer:' || answer.answer_code as measure_id,
        answer.answer_label as measure_name,
        answer.answer_order as measure_order,
        coalesce(answer.answer_score >= question.favourable_from_score, false) as is_favourable,
    from core.survey_questions as question
    join core.survey_code_frames as answer using (code_frame_id, code_frame_version)
    where answer.response_kind = 'answered'
    union all
    select
        question_id,
        question_version,
        question_kind,
        'favourable' as measure_id,
        'Favourable answers' as measure_name,
        0 as measure_order,
        true as is_favourable,
    from core.survey_questions
    where favourable_from_score is not null
),
cases as (
    select
        survey_year,
        question_id,
        banner,
        banner_point,
        measure.id as measure_id,
        count(*) as case_count,
        fsum(respondent_weight order by respondent_id) as case_weight,
    from placed
    cross join (values ('answer'), ('favourable')) as kind(name)
    cross join lateral (select case kind.name when 'answer' then 'answer:' || answer_code else case when is_favourable then 'favourable' end end as id) as measure
    where is_in_base and response_kind = 'answered' and measure.id is not null
    group by survey_year, question_id, banner, banner_point, measure.id
)
select
    bases.survey_year,
    bases.question_id,
    bases.question_version,
    measures.question_kind,
    measures.measure_id,
    measures.measure_name,
    measures.measure_order,
    measures.is_favourable,
    bases.banner,
    bases.banner_point,
    bases.asked_count::integer as asked_count,
    bases.base_count::integer as base_count,
    bases.base_weight,
    bases.base_squared_weight,
    coalesce(cases.case_count, 0)::integer as case_count,
    coalesce(cases.case_weight, 0) as case_weight,
from bases
join measures using (question_id, question_version)
-- Left join: an answer that nobody gave counts 0.
left join cases using (survey_year, question_id, banner, banner_point, measure_id)
