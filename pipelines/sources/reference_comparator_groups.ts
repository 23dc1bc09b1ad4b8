import { defineSource, gssCode, optionalDay, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Who is compared with whom: dated members of each comparator group. The focal authority is a member of its own group.
 * Dates are those of the member's code in the register, so that a group can be taken as it stood on any day.
 * Trap: a group with both tiers (East Midlands, counties and county unitaries) compares a county's spending with that
 * of authorities which also carry district services; its label says so.
 */
export default defineSource({
  title: "Comparator groups of upper-tier authorities",
  publisher: "Poundwise",
  page: "https://www.ons.gov.uk",
  licence: "OGL-3.0 (ONS nearest neighbours); our own grouping otherwise",
  role: "mapping",
  row: z.object({
    group_id: text(),
    group_name: text(),
    area_code: gssCode(),
    valid_from: optionalDay(),
    valid_to: optionalDay(),
    basis: text(),
    source: text(),
  }),
  grain: ["group_id", "area_code"],
  vintageBy: [],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "our list",
      file: /^comparator_groups\.csv$/,
      tables: [
        {
          header: { anchor: "group_id" },
          keys: {
            group_id: "group_id",
            group_name: "group_name",
            area_code: "area_code",
            valid_from: "valid_from",
            valid_to: "valid_to",
            basis: "basis",
            source: "source",
          },
          values: [],
        },
      ],
    },
  ],
});
