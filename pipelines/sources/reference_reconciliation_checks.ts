import { defineSource, optionalText, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * What should agree in the council's published figures: each check with its two sides as expressions over staged figures
 * (grammar and figures: pipelines/reconciliation), the relation and the tolerance in the unit of the sides.
 * A sum of rounded figures is allowed half a printed unit for each addend and for the total, a ratio half its last
 * printed digit. `consistent` checks carry two statements in words instead; `derived` ones are worked out and compared
 * with nothing. Results are never kept here: they are computed.
 */
export default defineSource({
  title: "Reconciliation checks of the council's published figures",
  publisher: "Poundwise",
  page: "https://www.leicestershire.gov.uk",
  licence: "Our own list",
  role: "mapping",
  row: z.object({
    check_id: text(),
    document: text(),
    description: text(),
    kind: text(),
    relation: text(),
    left_expression: optionalText(),
    right_expression: optionalText(),
    left_statement: optionalText(),
    right_statement: optionalText(),
    note: optionalText(),
    tolerance: value(),
    addends_count: value(),
  }),
  grain: ["check_id"],
  vintageBy: [],
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "our list",
      file: /^reconciliation_checks\.csv$/,
      tables: [
        {
          header: { anchor: "check_id" },
          keys: {
            check_id: "check_id",
            document: "document",
            description: "description",
            kind: "kind",
            relation: "relation",
            left_expression: "left_expression",
            right_expression: "right_expression",
            left_statement: "left_statement",
            right_statement: "right_statement",
            note: "note",
          },
          values: [
            { column: "tolerance", header: "tolerance" },
            { column: "addends_count", header: "addends" },
          ],
        },
      ],
    },
  ],
});
