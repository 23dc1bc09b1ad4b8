import { defineSource, gssCode, optionalDay, text, type Layout } from "@poundwise/contracts";
import { z } from "zod";

const layout = (name: string, file: RegExp): Layout => ({
  name,
  file,
  tables: [
    {
      header: { anchor: "GEOGCD" },
      keys: {
        area_code: "GEOGCD",
        area_name: "GEOGNM",
        // Some files print midnight behind the day.
        start_date: { header: "OPER_DATE", as: "date", pattern: /^(\S+)/ },
        end_date: { header: "TERM_DATE", as: "date", pattern: /^(\S+)/ },
      },
      values: [],
      ignore: [{ header: "GEOGNMW", why: "Welsh names" }],
    },
  ],
});

/**
 * Every code of counties (E10) and non-metropolitan districts (E07) there has been, with its first and last day. Traps:
 * codes in use when the register began start on 1 January 2009, whatever the age of the authority; a boundary that moved
 * by a few streets closes a code, and the authority goes on under a new one; the lists end in 2017.
 */
export default defineSource({
  title: "Code history database, counties and districts",
  publisher: "ONS",
  page: "https://geoportal.statistics.gov.uk",
  licence: "OGL-3.0",
  row: z.object({ area_code: gssCode(), area_name: text(), start_date: optionalDay(), end_date: optionalDay() }),
  grain: ["area_code"],
  vintageBy: ["area_code"],
  markers: {},
  layouts: [layout("2017, non-metropolitan districts", /^e07\.csv$/), layout("2017, counties", /^e10\.csv$/)],
});
