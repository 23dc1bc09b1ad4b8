import { day, defineSource, optionalDay, optionalText, text, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Our chart of accounts: ranges of cost centres and the service each belongs to in the revenue outturn (with the RO line
 * and the SeRCOP division), and ranges of subjective codes and their SeRCOP group. Dated, because cost centres move between
 * services: a line of the ledger takes the range that holds on its posting date. Both ends of a range are inside.
 * Traps: ranges of one kind may not overlap on a day; a code in no range stays unmapped and is listed, never guessed.
 */
export default defineSource({
  title: "Chart of accounts: codes and services",
  publisher: "Poundwise",
  page: "https://www.cipfa.org/policy-and-guidance/publications/s/service-reporting-code-of-practice",
  licence: "Our own; the codes belong to the synthetic ledger",
  role: "mapping",
  row: z.object({
    range_id: text(),
    code_kind: text(),
    code_from: wholeNumber(),
    code_to: wholeNumber(),
    service_line: optionalText(),
    outturn_line: optionalText(),
    sercop_division: text(),
    valid_from_date: day(),
    valid_to_date: optionalDay(),
  }),
  grain: ["range_id"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "our chart",
      file: /^chart_of_accounts\.csv$/,
      tables: [
        {
          header: { anchor: "range_id" },
          keys: {
            range_id: "range_id",
            code_kind: { header: "code_kind", map: { cost_centre: "cost_centre", subjective: "subjective" } },
            code_from: { header: "code_from", as: "number" },
            code_to: { header: "code_to", as: "number" },
            service_line: "service_line",
            outturn_line: "outturn_line",
            sercop_division: "sercop_division",
            valid_from_date: { header: "valid_from_date", as: "date" },
            valid_to_date: { header: "valid_to_date", as: "date" },
          },
          values: [],
        },
      ],
    },
  ],
});
