/* contract
about: Answers to the resident survey, one row per respondent, question and item. The shipped respondents are SYNTHETIC.
grain: [survey_year, respondent_id, question_id, item_code]
columns: [survey_year, respondent_id, question_id, question_version, question_kind, item_code, district_name, respondent_age_band, was_asked, response_kind, answer_value, answer_code, answer_score, is_favourable, respondent_weight]
optional: [answer_value, answer_code, answer_score, is_favourable]
classification: personal
persons: { key: respondent_id, threshold: 5 }
checks:
  - { name: weights are positive, fail_when: "respondent_weight <= 0" }
  - { name: one weight per respondent, query: "select survey_year, respondent_id from core.survey_responses group by survey_year, respondent_id having count(distinct respondent_weight) > 1" }
  - { name: an answer has its code or number, fail_when: "response_kind = 'answered' and answer_value is null and item_code = 0" }
  - name: nobody answers what they were not asked
    fail_when: "response_kind in ('answered', 'dont_know', 'refused') and not was_asked"
    severity: warn
  - { name: nobody is marked not asked against the routing, fail_when: "response_kind = 'not_asked' and was_asked", severity: warn }
  - name: places of a ranking are not given twice
    query: >
      select survey_year, respondent_id, question_id, answer_value
      from core.survey_responses
      where question_kind = 'ranking' and answer_value is not null
      group by all
      having count(*) > 1
    severity: warn
  - name: every answer belongs to the version in force
    query: >
      select distinct survey_year, question_id, question_version
      from core.survey_responses
      join core.survey_questions using (question_id, question_version)
      where make_date(survey_year, 12, 31) not between coalesce(valid_from_date, date '0001-01-01') and coalesce(valid_to_date, date '9999-12-31')
trace:
  - { table: staging.lcc_resident_survey, match: { survey_year: survey_year, respondent_id: respondent_id, question_id: question_id } }
  - { table: core.survey_questions, match: { question_id: question_id, question_version: question_version } }
how:
  response_kind: "answered, dont_know or refused by the code frame; not_asked by the routing or the file; else missing"
  answer_value: "code of the answer; 1 or 0 for an option ticked or not; place in a ranking; number"
*/
with asked as (
    select
        staged.*,
        question.question_kind,
        question.code_frame_id,
        question.code_frame_version,
        question.favourable_from_score,
        -- A routed question was put to those whose answer to the question before it is one of its codes.
        question.asked_if_question_id is null
            or coalesce(list_contains(string_split(question.asked_if_codes, '|'), gate.answer_value::integer::varchar), false)
            as was_asked,
    from staging.lcc_resident_survey as staged
    -- Left join: an answer to a question that the bank lacks stays, and fails for want of a kind.
    left join core.survey_questions as question
        on question.question_id = staged.question_id and question.question_version = staged.question_version
    -- Left join: most questions are put to everybody.
    left join staging.lcc_resident_survey as gate
        on gate.survey_year = staged.survey_year
        and gate.respondent_id = staged.respondent_id
        and gate.question_id = question.asked_if_question_id
),
answered as (
    select
        *,
        -- Options come as several columns: any of them filled makes the question answered, so a blank beside it is no tick.
        case
            when question_kind in ('multi_select', 'ranking')
                then count(*) filter (answer_value > 0) over (partition by survey_year, respondent_id, question_id) > 0
            else answer_value is not null
        end as is_answered,
        -- In an option's own row its code is the answer when it is ticked or ranked first.
        case question_kind
            when 'number' then null
            when 'multi_select' then case when answer_value = 1 then item_code end
            when 'ranking' then case when answer_value = 1 then item_code end
            else answer_value::integer
        end as answer_code,
    from asked
)
select
    answered.survey_year,
    answered.respondent_id,
    answered.question_id,
    answered.question_version,
    answered.question_kind,
    answered.item_code,
    coalesce(answered.district_name, 'Not stated') as district_name,
    coalesce(answered.age_band, 'Not stated') as respondent_age_band,
    answered.was_asked,
    case
        when answered.is_answered then coalesce(answer.response_kind, 'answered')
        when not answered.was_asked or answered.answer_value_status = 'not_applicable' then 'not_asked'
        else 'missing'
    end as response_kind,
    case
        when answered.question_kind = 'multi_select' and answered.is_answered then coalesce(answered.answer_value, 0)
        else answered.answer_value
    end as answer_value,
    answered.answer_code,
    answer.answer_score,
    answer.answer_score >= answered.favourable_from_score as is_favourable,
    answered.weight as respondent_weight,
from answered
-- Left join: options not ticked, numbers and silence have no code.
left join core.survey_code_frames as answer
    on answer.code_frame_id = answered.code_frame_id
    and answer.code_frame_version = answered.code_frame_version
    and answer.answer_code = answered.answer_code
