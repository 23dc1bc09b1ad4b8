import { defineSource, optionalDay, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The question bank of the residents' survey: one row per question and version, with the days between which the version was
 * put. A new wording, answer list or routing is a new version; `is_comparable` says whether its results may be set against
 * those of the version before. `favourable_from` is the lowest favourable score; a routed question is put only to those who
 * gave one of `asked_if_codes` (separated by |) to `asked_if_question`. `base_rule`: shares are over those who gave an
 * answer ("answered"; do not know and prefer not to say leave the base) or over all who were asked ("asked").
 */
export default defineSource({
  title: "Question bank of the residents' survey",
  publisher: "Poundwise",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  role: "mapping",
  row: z.object({
    question_id: text(),
    version: wholeNumber(),
    valid_from: optionalDay(),
    valid_to: optionalDay(),
    theme: text(),
    question_text: text(),
    kind: text(),
    code_frame_id: optionalText(),
    code_frame_version: value(),
    favourable_from: value(),
    asked_if_question: optionalText(),
    asked_if_codes: optionalText(),
    base_rule: text(),
    is_comparable: text(),
    note: optionalText(),
  }),
  grain: ["question_id", "version"],
  vintageBy: [],
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "our bank",
      file: /^survey_questions\.csv$/,
      tables: [
        {
          header: { anchor: "question_id" },
          keys: {
            question_id: "question_id",
            version: { header: "version", as: "number" },
            valid_from: "valid_from",
            valid_to: "valid_to",
            theme: "theme",
            question_text: "question_text",
            kind: "kind",
            code_frame_id: "code_frame_id",
            asked_if_question: "asked_if_question",
            asked_if_codes: "asked_if_codes",
            base_rule: "base_rule",
            is_comparable: "is_comparable",
            note: "note",
          },
          values: [
            { column: "code_frame_version", header: "code_frame_version" },
            { column: "favourable_from", header: "favourable_from" },
          ],
        },
      ],
    },
  ],
});
