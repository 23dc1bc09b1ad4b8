import { defineSource, optionalText, text, value, wholeNumber, type ValueFrom } from "@poundwise/contracts";
import { z } from "zod";
import { BANNER_COLUMNS, type BannerColumn } from "../survey/banner-columns.ts";
import { SURVEY_QUESTIONS } from "../survey/question-bank.ts";

/**
 * SYNTHETIC: made from made-up respondents. The banner tables of the residents' survey as an agency delivers them: a sheet
 * for each question, bases and answers down, the points of the banner across, and for each point weighted count, column
 * percent and the letters of the columns it is significantly higher than. In staging: one row per question, printed row
 * and banner point; the two bases are rows of their own.
 *
 * Traps: "-" is nobody, "*" somebody but under half a percent; a base below 30 is printed with "**" behind it. Counts are
 * weighted and whole, so answers need not add up to the base. Percents of options to tick add up to more than 100.
 */
export default defineSource({
  title: "Residents' survey, banner tables (synthetic respondents)",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  synthetic: true,
  row: z.object({
    survey_year: wholeNumber(),
    question_id: text(),
    row_label: text(),
    banner: text(),
    banner_point: text(),
    column_letter: text(),
    significant_over: optionalText(),
    answer_count: value(),
    answer_pct: value(),
  }),
  grain: ["survey_year", "question_id", "row_label", "banner", "banner_point"],
  vintageBy: ["survey_year"],
  markers: { "*": "low", "**": "unreliable" },
  blank: "missing",
  layouts: [
    {
      name: "one sheet per question, count, percent and letters under each banner point",
      file: /^Residents survey (?<year>\d{4}) banner tables.*\.xlsx$/,
      tables: [
        {
          sheet: /^T\d+$/,
          title: { cell: "A1", matches: /^Table \d+: (?<question>.+)$/ },
          header: { anchor: "Answer", depth: 3 },
          rows: { stopAt: { header: /Answer$/, matches: /^Notes$/ } },
          keys: {
            survey_year: { from: "file", group: "year", as: "plain_year" },
            question_id: {
              from: "title",
              group: "question",
              map: Object.fromEntries(SURVEY_QUESTIONS.map((question) => [question.text, question.questionId])),
            },
            row_label: { header: /Answer$/ },
          },
          values: BANNER_COLUMNS.flatMap(readColumn),
        },
      ],
    },
  ],
});

/** Count and percent of one banner point in one staging row, with its letters. */
function readColumn({ banner, point, letter, group, label }: BannerColumn): ValueFrom[] {
  const header = (statistic: string) => `${group} | ${label} | ${statistic}`;
  const keys = {
    banner: { constant: banner },
    banner_point: { constant: point },
    column_letter: { constant: letter },
    significant_over: { header: header("Higher than") },
  };
  const nobody = { "-": 0 };
  return [
    { column: "answer_count", header: header("Count"), keys, scores: nobody },
    { column: "answer_pct", header: header("Column %"), keys, scores: nobody, blank: "not_applicable" },
  ];
}
