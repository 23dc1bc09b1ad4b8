import { defineSource, gssCode, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Which upper-tier authority a district lies in, in April of the year the file is named for; England and Wales. Trap: a
 * single-tier authority is its own upper tier, so upper-tier codes stand in both columns.
 */
export default defineSource({
  title: "Lower-tier to upper-tier local authority lookup",
  publisher: "ONS",
  page: "https://geoportal.statistics.gov.uk",
  licence: "OGL-3.0",
  row: z.object({
    lookup_month: text(),
    lower_tier_code: gssCode(),
    lower_tier_name: text(),
    upper_tier_code: gssCode(),
    upper_tier_name: text(),
  }),
  grain: ["lookup_month", "lower_tier_code"],
  vintageBy: ["lookup_month"],
  markers: {},
  layouts: [
    {
      name: "since April 2023, England and Wales",
      file: /^LTLA-UTLA_(?<month>Apr\d{2})_Lookup_England-Wales\.csv$/,
      tables: [
        {
          header: { anchor: /^LTLA\d{2}CD$/ },
          keys: {
            lookup_month: { from: "file", group: "month" },
            lower_tier_code: { header: /^LTLA\d{2}CD$/ },
            lower_tier_name: { header: /^LTLA\d{2}NM$/ },
            upper_tier_code: { header: /^UTLA\d{2}CD$/ },
            upper_tier_name: { header: /^UTLA\d{2}NM$/ },
          },
          values: [],
          ignore: [
            { header: /^[LU]TLA\d{2}NMW$/, why: "Welsh names" },
            { header: "ObjectId", why: "a row number" },
          ],
        },
      ],
    },
  ],
});
