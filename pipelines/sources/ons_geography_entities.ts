import { defineSource, optionalDay, optionalText, text, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The Register of Geographic Codes: what the first three characters of a GSS code stand for (E10 counties), how many
 * codes are live, and the range in use. Traps: "n/a" where there is nothing; lists of related codes stand in one cell;
 * the counts are those of the register's date, here December 2016.
 */
export default defineSource({
  title: "Register of Geographic Codes, entities",
  publisher: "ONS",
  page: "https://geoportal.statistics.gov.uk",
  licence: "OGL-3.0",
  row: z.object({
    entity_code: text(),
    entity_name: text(),
    entity_abbreviation: text(),
    entity_theme: text(),
    entity_coverage: text(),
    related_entity_codes: optionalText(),
    entity_status: text(),
    live_codes_count: wholeNumber(),
    archived_codes_count: wholeNumber(),
    first_code: optionalText(),
    last_code: optionalText(),
    entity_owner: text(),
    last_change_date: optionalDay(),
    start_date: optionalDay(),
  }),
  grain: ["entity_code"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "2016, one row for each entity",
      file: /^RGC\.csv$/,
      tables: [
        {
          header: { anchor: "Entity code" },
          keys: {
            entity_code: "Entity code",
            entity_name: "Entity name",
            entity_abbreviation: "Entity abbreviation",
            entity_theme: "Entity theme",
            entity_coverage: "Entity coverage",
            related_entity_codes: { header: "Related entity codes", replace: { "n/a": "" } },
            entity_status: "Status",
            live_codes_count: "Number of live instances",
            archived_codes_count: "Number of archived instances",
            first_code: { header: "Current code (first in range)", replace: { "n/a": "" } },
            last_code: { header: "Current code (last in range)", replace: { "n/a": "" } },
            entity_owner: "Entity owner",
            last_change_date: { header: "Date of last instance change", as: "date", replace: { "n/a": "" } },
            start_date: { header: "Entity start date", as: "date", replace: { "n/a": "" } },
          },
          values: [],
          ignore: [
            { header: "Number of cross-border instances", why: "not used" },
            { header: /^Reserved code/, why: "not used" },
            { header: "Date entity introduced on RGC", why: "the entity's own start says more" },
          ],
        },
      ],
    },
  ],
});
