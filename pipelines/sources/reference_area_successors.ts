import { day, defineSource, gssCode, optionalText, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Which code took over from which, one row per pair, since 2012. `change_date` is the first day of the successor.
 * `change_kind`: `renamed` (same boundary, new code), `adjusted` (new code because a boundary moved by a few streets),
 * `merged` (the whole area went into a larger successor), `split` (the area went to several successors).
 * Trap: counts may be added over a merger; rates and averages may not.
 */
export default defineSource({
  title: "Successors of English authorities",
  publisher: "Poundwise",
  page: "https://geoportal.statistics.gov.uk",
  licence: "OGL-3.0 (ONS), MIT (mySociety)",
  role: "boundary",
  row: z.object({
    area_code: gssCode(),
    successor_code: gssCode(),
    change_date: day(),
    change_kind: text(),
    note: optionalText(),
  }),
  grain: ["area_code", "successor_code"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "our list",
      file: /^area_successors\.csv$/,
      tables: [
        {
          header: { anchor: "area_code" },
          keys: {
            area_code: "area_code",
            successor_code: "successor_code",
            change_date: "change_date",
            change_kind: "change_kind",
            note: "note",
          },
          values: [],
        },
      ],
    },
  ],
});
