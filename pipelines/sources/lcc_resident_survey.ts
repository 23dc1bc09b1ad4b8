import { defineSource, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";
import { SURVEY_QUESTIONS } from "../rows/resident_survey.ts";

const header = (theme: string, label: string) => `${theme} | ${label}`;
const WEIGHT = header("Respondent", "Weight");

/**
 * SYNTHETIC: the respondents are made up. A residents' survey as the survey tool exports it: one row per respondent, the
 * question texts as headers under a banner of themes. In staging: one row per respondent and question.
 * `answer_score` is the place on the question's scale (higher is better) and `favourable_score` the lowest that counts
 * as favourable. Traps: scales have four or five steps, so scores of different questions may not be averaged; "Don't
 * know" and "Prefer not to say" are no answers and leave the base; every share must use `weight`.
 */
export default defineSource({
  title: "Residents' survey (synthetic respondents)",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  synthetic: true,
  row: z.object({
    survey_year: wholeNumber(),
    respondent_id: text(),
    question_id: text(),
    question_theme: text(),
    favourable_score: wholeNumber(),
    district_name: optionalText(),
    age_band: optionalText(),
    answer_text: optionalText(),
    answer_score: value(),
    weight: value(),
  }),
  grain: ["survey_year", "respondent_id", "question_id"],
  vintageBy: ["survey_year"],
  markers: { "Don't know": "not_applicable", "Prefer not to say": "not_available" },
  blank: "missing",
  layouts: [
    {
      name: "survey tool export, one column per question",
      file: /^Residents survey (?<year>\d{4}).*\.xlsx$/,
      tables: [
        {
          sheet: "Responses",
          title: { cell: "A1", matches: /^Residents' survey \d{4}/ },
          header: { anchor: "Respondent ID", depth: 2 },
          keys: {
            survey_year: { from: "file", group: "year", as: "plain_year" },
            respondent_id: header("Respondent", "Respondent ID"),
            district_name: header("Respondent", "District"),
            age_band: header("Respondent", "Age band"),
          },
          values: SURVEY_QUESTIONS.flatMap((question) => {
            const asked = header(question.theme, question.text);
            const keys = {
              question_id: { constant: question.questionId },
              question_theme: { constant: question.theme },
              favourable_score: { constant: question.favourableFrom },
              answer_text: { header: asked },
            };
            return [
              { column: "answer_score", header: asked, keys, scores: question.scores },
              { column: "weight", header: WEIGHT, keys },
            ];
          }),
          ignore: [
            {
              header: header("In your own words", "Is there anything else you would like to say?"),
              why: "free text can identify people and is read by the survey team only",
            },
          ],
        },
      ],
    },
  ],
});
