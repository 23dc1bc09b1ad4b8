import { defineSource, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The code frames of the residents' survey: one row per list of answers, version and code. `code` is what staging keeps for
 * an answer in words, `score` its place on a scale (higher is better; empty where the answers are no scale). Answers that
 * are none ("Don't know", "Prefer not to say") have codes of their own, 97 and 98, and say so in `response_kind`.
 */
export default defineSource({
  title: "Code frames of the residents' survey",
  publisher: "Poundwise",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  role: "mapping",
  row: z.object({
    code_frame_id: text(),
    version: wholeNumber(),
    code: wholeNumber(),
    label: text(),
    code_order: wholeNumber(),
    score: value(),
    response_kind: text(),
  }),
  grain: ["code_frame_id", "version", "code"],
  vintageBy: [],
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "our code frames",
      file: /^survey_code_frames\.csv$/,
      tables: [
        {
          header: { anchor: "code_frame_id" },
          keys: {
            code_frame_id: "code_frame_id",
            version: { header: "version", as: "number" },
            code: { header: "code", as: "number" },
            label: "label",
            code_order: { header: "code_order", as: "number" },
            response_kind: "response_kind",
          },
          values: [{ column: "score", header: "score" }],
        },
      ],
    },
  ],
});
