import { defineComputedTable, type InputRows } from "@poundwise/contracts";
import { SMALL_COUNT, toSurveyResults } from "../survey/survey-results.ts";

const COUNT_KEYS = {
  survey_year: "survey_year",
  question_id: "question_id",
  measure_id: "measure_id",
  banner: "banner",
  banner_point: "banner_point",
};
const CHANGE_COLUMNS = ["change_pct", "change_lower_pct", "change_upper_pct", "change_verdict"];

/** The resident survey as it may be published: weighted shares with intervals, small counts kept back, change on the survey before. */
export default defineComputedTable({
  contract: {
    about:
      "Results of the resident survey by question, banner point and year: weighted shares with their intervals and the change on the survey before. Small counts, and what would reveal them, are suppressed.",
    grain: ["survey_year", "question_id", "measure_id", "banner", "banner_point"],
    columns: [
      "survey_year",
      "question_id",
      "question_version",
      "measure_id",
      "measure_name",
      "measure_order",
      "banner",
      "banner_point",
      "base_count",
      "effective_base_count",
      "design_effect",
      "case_count",
      "result_pct",
      "lower_pct",
      "upper_pct",
      "value_status",
      "suppression_reason",
      "previous_survey_year",
      ...CHANGE_COLUMNS,
    ],
    optional: [
      "base_count",
      "effective_base_count",
      "design_effect",
      "case_count",
      "result_pct",
      "lower_pct",
      "upper_pct",
      "suppression_reason",
      "previous_survey_year",
      ...CHANGE_COLUMNS,
    ],
    disclosure: { counts: ["base_count", "case_count"], threshold: SMALL_COUNT },
    checks: [
      {
        name: "a suppressed result shows no figure, and any other shows all",
        fail_when:
          "(value_status = 'suppressed') <> (case_count is null) or (case_count is null) <> (result_pct is null) or (case_count is null) <> (suppression_reason is not null)",
      },
      {
        name: "shares lie in their intervals",
        fail_when: "not (0 <= lower_pct and lower_pct <= result_pct and result_pct <= upper_pct and upper_pct <= 100)",
      },
      {
        name: "a change needs two results",
        fail_when: "change_pct is not null and (result_pct is null or previous_survey_year is null)",
      },
      {
        name: "results for all respondents are shown",
        fail_when: "banner = 'all' and measure_id = 'favourable' and value_status <> 'ok'",
        severity: "warn",
      },
    ],
    trace: [
      { table: "core.survey_counts", match: COUNT_KEYS },
      {
        table: "core.survey_counts",
        match: { ...COUNT_KEYS, survey_year: "previous_survey_year" },
        when: "previous_survey_year is not null",
        feeds: CHANGE_COLUMNS,
      },
      {
        table: "core.survey_questions",
        match: { question_id: "question_id", question_version: "question_version" },
        feeds: CHANGE_COLUMNS,
      },
    ],
    how: {
      result_pct: "100 x weight of the respondents with the result / weight of the base",
      lower_pct: "Wilson's 95% limit on the effective base",
      upper_pct: "Wilson's 95% limit on the effective base",
      effective_base_count: "(sum of weights)^2 / sum of squared weights",
      change_pct: "result_pct less that of the survey before; Newcombe's interval from the two Wilson intervals",
      value_status: "suppressed; unreliable below 30 respondents; ok",
      suppression_reason:
        "small_base below 10 respondents; disclosure for counts of 1 to 4 and the counts that would reveal them",
    },
  },
  inputs: { counts: "core.survey_counts", questions: "core.survey_questions" },
  compute: (inputs) => toSurveyResults(inputs["counts"] as InputRows, inputs["questions"] as InputRows),
});
