import { defineSource, optionalText, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Single figures that the council's own documents print in their text: savings, gaps, counts, rankings, targets.
 * Each stays in the unit printed (`unit`); `as_printed` keeps the hedge and `bound` says what it means: `exact`,
 * `at_least` ("over £80m"), `at_most` ("nearly £8m") or `about` ("c. £4m").
 * Traps: cost avoided, extra income and cashable savings are three things and may not be added; figures of different
 * periods stand side by side; a rank is not an amount.
 */
export default defineSource({
  title: "Figures stated in the council's documents",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Facts from published council documents",
  row: z.object({
    claim_id: text(),
    document: text(),
    section: text(),
    subject: text(),
    measure: text(),
    period: text(),
    unit: text(),
    bound: text(),
    as_printed: text(),
    note: optionalText(),
    claim_value: value(),
  }),
  grain: ["claim_id"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "one row per figure",
      file: /^published_claims.*\.csv$/,
      tables: [
        {
          header: { anchor: "claim_id" },
          keys: {
            claim_id: "claim_id",
            document: "document",
            section: "section",
            subject: "subject",
            measure: "measure",
            period: "period",
            unit: "unit",
            bound: "bound",
            as_printed: "as_printed",
            note: "note",
          },
          values: [{ column: "claim_value", header: "value" }],
        },
      ],
    },
  ],
});
