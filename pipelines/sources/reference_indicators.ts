import { defineSource, optionalText, text, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The registry of outcome, quality and volume indicators that our sources read: what each means, its unit as staged,
 * which direction is better (`polarity` 1, -1, or 0 for contested or none) and why, and whether it may enter an index.
 * `max_age_months` is how old the newest value may be on the reference date: 36, or 60 for pooled and biennial series.
 * Trap: library counts have no denominator in their file; compare them per 1,000 residents only.
 */
export default defineSource({
  title: "Registry of indicators",
  publisher: "Poundwise",
  page: "https://www.gov.uk/government/statistics",
  licence: "OGL-3.0 (definitions); our own judgements otherwise",
  role: "mapping",
  row: z.object({
    indicator_id: text(),
    indicator_name: text(),
    service_block: text(),
    unit: text(),
    value_type: text(),
    polarity: wholeNumber(),
    polarity_reason: optionalText(),
    in_index: text(),
    why_not: optionalText(),
    max_age_months: wholeNumber(),
    numerator: optionalText(),
    denominator: optionalText(),
    publisher: text(),
    source_id: text(),
  }),
  grain: ["indicator_id"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "our registry",
      file: /^indicators\.csv$/,
      tables: [
        {
          header: { anchor: "indicator_id" },
          keys: {
            indicator_id: "indicator_id",
            indicator_name: "indicator_name",
            service_block: "service_block",
            unit: "unit",
            value_type: "value_type",
            polarity: { header: "polarity", as: "number" },
            polarity_reason: "polarity_reason",
            in_index: "in_index",
            why_not: "why_not",
            max_age_months: { header: "max_age_months", as: "number" },
            numerator: "numerator",
            denominator: "denominator",
            publisher: "publisher",
            source_id: "source_id",
          },
          values: [],
        },
      ],
    },
  ],
});
