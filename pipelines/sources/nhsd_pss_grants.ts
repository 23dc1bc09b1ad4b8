import { defineSource, financialYear, gssCode, text, value } from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

/**
 * Grants that councils gave to voluntary organisations for social services in 2007-08, by client group; pounds. Two dots
 * are not available, which is not zero. Number and name of the council stand under an empty merged header. Groups of
 * councils are headings between them. How many organisations were paid, and working columns further right, are read past.
 */
export default defineSource({
  title: "Grants to voluntary organisations for social services by council, 2007-08",
  publisher: "NHS England (NHS Information Centre)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-expenditure-and-unit-costs",
  licence: "OGL-3.0",
  row: z.object({ area_code: gssCode(), financial_year: financialYear(), client_group: text(), grants_gbp: value() }),
  grain: ["area_code", "financial_year", "client_group"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "..": "not_available" },
  layouts: [
    {
      name: "2007-08",
      file: /^GrantsByCouncil2007-08.*\.xls$/,
      tables: [
        {
          sheet: "Grants",
          title: { cell: "A7", matches: /^(?<year>\d{4}-\d{2}) Grants$/ },
          header: {
            anchor: "Carers",
            names: { A: { printed: "", as: "Council number" }, B: { printed: "", as: "Council" } },
          },
          rows: {
            skip: [{ header: "Council number", matches: /^(?!\d{3}$)/, why: "group of councils, or a note" }],
          },
          keys: {
            area_code: { header: "Council", replace: COUNCIL_NAMES, as: "area_name" },
            financial_year: { from: "title", group: "year", as: "plain_financial_year" },
          },
          values: [
            {
              column: "grants_gbp",
              header:
                /^(?<group>Children and Families Services|Asylum seekers .+|Older people .+|Adults aged .+|Other adults .+|Carers|Other \(see note 2\)\.)$/,
              keys: { client_group: { from: "header", group: "group" } },
            },
          ],
          ignore: [
            { header: "Council number", why: "the council's older number" },
            { header: /^(How many|Do you provide|Do some grants)/, why: "questions about the grants" },
            { header: "", why: "working columns to the right of the table" },
          ],
        },
      ],
    },
  ],
});
