import { defineSource, optionalText, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The department's three-digit numbers of local authorities with region and type. Names are the department's own and
 * differ from those of ONS; England and the regions have numbers from 970 on, without region or type. Read to check our register's
 * numbers against it: the register itself is kept by hand.
 */
export default defineSource({
  title: "Local authority numbers",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
  licence: "OGL-3.0",
  row: z.object({ dfe_number: text(), la_name: text(), region_name: optionalText(), authority_type: optionalText() }),
  grain: ["dfe_number"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "2024",
      file: /^la_code_list\.xlsx$/,
      tables: [
        {
          sheet: "Sheet1",
          header: { anchor: "LA Number" },
          keys: {
            dfe_number: "LA Number",
            la_name: "LA Name",
            region_name: { header: "Region", replace: { NA: "" } },
            authority_type: { header: "Type", replace: { NA: "" } },
          },
          values: [],
        },
      ],
    },
  ],
});
