import {
  defineSource,
  optionalText,
  text,
  value,
  wholeNumber,
  type Layout,
  type ValueFrom,
} from "@poundwise/contracts";
import { z } from "zod";
import { listQuestions, type SurveyQuestion } from "../survey/question-bank.ts";

const header = (theme: string, label: string) => `${theme} | ${label}`;
const WEIGHT = header("Respondent", "Weight");

/**
 * SYNTHETIC: the respondents are made up. A residents' survey as the survey tool exports it: one row per respondent, the
 * question texts as headers under a banner of themes. In staging: one row per respondent, question and item. `item_code` is
 * 0, but for questions with several columns it is the code of the option. `answer_value` is the code of the answer in its
 * code frame; for options to tick 1 or 0, for options to rank the place given, for numbers the number.
 *
 * Traps: a blank is a question left out, an option not ticked or, in 2023, a question not put: core tells them apart by the
 * routing and the other options. The export of 2023 prints ticks as 1 and 0, that of 2024 prints the option's words.
 * "Don't know" and "Prefer not to say" have codes of their own. Every share must use `weight` (raking to age and district).
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
    question_version: wholeNumber(),
    item_code: wholeNumber(),
    district_name: optionalText(),
    age_band: optionalText(),
    answer_value: value(),
    weight: value(),
  }),
  grain: ["survey_year", "respondent_id", "question_id", "item_code"],
  vintageBy: ["survey_year"],
  markers: { "Not asked": "not_applicable" },
  blank: "missing",
  layouts: [
    toLayout("export of 2023, ticks as numbers, blanks where not asked", /^Residents survey (?<year>2023)/, 2023),
    toLayout("export from 2024, ticks in words, Not asked", /^Residents survey (?<year>202[4-9])/, 2024),
  ],
});

function toLayout(name: string, start: RegExp, firstYear: number): Layout {
  return {
    name,
    file: new RegExp(`${start.source} (?!banner).*\\.xlsx$`),
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
        values: listQuestions(firstYear).flatMap(listColumns),
        ignore: [
          {
            header: /^In your own words \| (?!Topic of: )/,
            why: "free text can identify people and is read by the survey team only; its topic is kept",
          },
        ],
      },
    ],
  };
}

/** The columns of one question, each filling one staging row together with the weight. */
function listColumns(question: SurveyQuestion): ValueFrom[] {
  const asked = header(question.theme, question.text);
  const fill = (label: string, itemCode: number, scores: Readonly<Record<string, number>>): ValueFrom[] => {
    const keys = {
      question_id: { constant: question.questionId },
      question_version: { constant: question.version },
      item_code: { constant: itemCode },
    };
    return [
      { column: "answer_value", header: label, keys, scores },
      { column: "weight", header: WEIGHT, keys },
    ];
  };
  const codes = Object.fromEntries(question.answers.map((answer) => [answer.label, answer.code]));
  switch (question.kind) {
    case "multi_select":
      return question.answers.flatMap(({ label, code }) => fill(`${asked} - ${label}`, code, { [label]: 1 }));
    case "ranking":
      return question.answers.flatMap(({ label, code }) => fill(`${asked} - ${label}`, code, {}));
    case "free_text":
      return fill(header(question.theme, `Topic of: ${question.text}`), 0, codes);
    case "likert":
    case "single":
    case "number":
      return fill(asked, 0, codes);
  }
}
