/* contract
about: Answers that a question of the resident survey may have, one row per code frame, version and code.
grain: [code_frame_id, code_frame_version, answer_code]
columns: [code_frame_id, code_frame_version, answer_code, answer_label, answer_order, answer_score, response_kind]
optional: [answer_score]
checks:
  - { name: kinds of response are known, fail_when: "response_kind not in ('answered', 'dont_know', 'refused')" }
  - { name: only answers have a score, fail_when: "answer_score is not null and response_kind <> 'answered'" }
  - name: labels and places are not repeated in a frame
    query: >
      select code_frame_id, code_frame_version
      from core.survey_code_frames
      group by code_frame_id, code_frame_version
      having count(distinct answer_label) < count(*) or count(distinct answer_order) < count(*)
trace:
  - { table: staging.reference_survey_code_frames, match: { code_frame_id: code_frame_id, version: code_frame_version, code: answer_code } }
*/
select
    code_frame_id,
    version as code_frame_version,
    code as answer_code,
    label as answer_label,
    code_order as answer_order,
    score as answer_score,
    response_kind,
from staging.reference_survey_code_frames
