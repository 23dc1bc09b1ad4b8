/* contract
about: Question bank of the resident survey, one row per question and version.
grain: [question_id, question_version]
columns: [question_id, question_version, valid_from_date, valid_to_date, question_theme, question_text, question_kind, code_frame_id, code_frame_version, favourable_from_score, asked_if_question_id, asked_if_codes, base_rule, is_comparable, note]
optional: [valid_from_date, valid_to_date, code_frame_id, code_frame_version, favourable_from_score, asked_if_question_id, asked_if_codes, note]
checks:
  - { name: kinds and bases are known, fail_when: "question_kind not in ('likert', 'single', 'multi_select', 'ranking', 'free_text', 'number') or base_rule not in ('answered', 'asked')" }
  - { name: every question with answers has a code frame, fail_when: "(code_frame_id is null) <> (question_kind = 'number') or (code_frame_id is null) <> (code_frame_version is null)" }
  - { name: routing names a question and its codes, fail_when: "(asked_if_question_id is null) <> (asked_if_codes is null)" }
  - name: one version at a time
    query: >
      select earlier.question_id, earlier.question_version, later.question_version as other_version
      from core.survey_questions as earlier
      join core.survey_questions as later
          on later.question_id = earlier.question_id and later.question_version > earlier.question_version
      where coalesce(earlier.valid_to_date, date '9999-12-31') >= coalesce(later.valid_from_date, date '0001-01-01')
  - name: routed questions follow a question of the bank
    query: >
      select routed.question_id, routed.asked_if_question_id
      from core.survey_questions as routed
      anti join core.survey_questions as gate on gate.question_id = routed.asked_if_question_id
      where routed.asked_if_question_id is not null
  - name: code frames of the questions exist
    query: >
      select question_id, code_frame_id, code_frame_version
      from core.survey_questions
      anti join core.survey_code_frames using (code_frame_id, code_frame_version)
      where code_frame_id is not null
trace:
  - { table: staging.reference_survey_questions, match: { question_id: question_id, version: question_version } }
*/
select
    question_id,
    version as question_version,
    valid_from as valid_from_date,
    valid_to as valid_to_date,
    theme as question_theme,
    question_text,
    kind as question_kind,
    code_frame_id,
    code_frame_version::integer as code_frame_version,
    favourable_from as favourable_from_score,
    asked_if_question as asked_if_question_id,
    asked_if_codes,
    base_rule,
    is_comparable = 'yes' as is_comparable,
    note,
from staging.reference_survey_questions
