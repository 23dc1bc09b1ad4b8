/* contract
about: Answers to the resident survey, one row per respondent and question. The shipped respondents are SYNTHETIC.
grain: [survey_year, respondent_id, question_id]
columns: [survey_year, respondent_id, question_id, question_theme, answer_text, answer_score, is_favourable, respondent_weight]
optional: [answer_text, answer_score, is_favourable]
classification: personal
checks:
  - { name: weights are positive, fail_when: "respondent_weight <= 0" }
trace:
  - { table: staging.lcc_resident_survey, match: { survey_year: survey_year, respondent_id: respondent_id, question_id: question_id } }
*/
select
    survey_year,
    respondent_id,
    question_id,
    question_theme,
    answer_text,
    answer_score,
    answer_score >= favourable_score as is_favourable,
    weight as respondent_weight,
from staging.lcc_resident_survey
