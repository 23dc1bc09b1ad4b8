import { defineSource, gssCode, optionalDay, optionalText, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The dated register of English authorities by GSS code: every upper-tier authority in force at any time since 1 April
 * 2009, the districts below them, and England. Kept by hand. `valid_from` empty: in force before 1 April 2009;
 * `valid_to` is the last day in force. `boundary_code` is the newest code of the same area, so that a series can be
 * followed across a new code; a boundary that moved by a few streets counts as the same area and the note says so.
 * Trap: two authorities may bear one name (Dorset the county and Dorset the unitary); the dates tell them apart.
 */
export default defineSource({
  title: "Register of English authorities, dated",
  publisher: "Poundwise",
  page: "https://geoportal.statistics.gov.uk",
  licence: "OGL-3.0 (ONS, DfE), MIT (mySociety)",
  role: "boundary",
  row: z.object({
    area_code: gssCode(),
    area_name: text(),
    other_names: optionalText(),
    area_tier: text(),
    region_name: optionalText(),
    valid_from: optionalDay(),
    valid_to: optionalDay(),
    boundary_code: gssCode(),
    dfe_number: optionalText(),
    note: optionalText(),
    source: text(),
  }),
  grain: ["area_code"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "our register",
      file: /^authorities\.csv$/,
      tables: [
        {
          header: { anchor: "area_code" },
          keys: {
            area_code: "area_code",
            area_name: "area_name",
            other_names: "other_names",
            area_tier: "area_tier",
            region_name: "region_name",
            valid_from: "valid_from",
            valid_to: "valid_to",
            boundary_code: "boundary_code",
            dfe_number: "dfe_number",
            note: "note",
            source: "source",
          },
          values: [],
        },
      ],
    },
  ],
});
