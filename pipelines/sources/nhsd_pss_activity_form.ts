import { defineSource, financialYear, gssCode, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

/**
 * Activity that each council returned for the unit costs of 2000-01 (form PSS EX1), a sheet for each council, the council
 * named by its sheet only. Weeks, days, hours, people or thousands of pounds, as the line says; units as printed. Labels
 * run over several rows and repeat, so a line is known by its row; rows without a figure are headings or returned blank, and a dash is read as not returned.
 * Sheets of totals, of two counties that were divided in April 2009, and of two councils that returned nothing (Coventry,
 * Isles of Scilly) are read past.
 */
export default defineSource({
  title: "Personal social services activity by council, 2000-01",
  publisher: "Department of Health",
  page: "https://webarchive.nationalarchives.gov.uk/ukgwa/+/www.dh.gov.uk/en/Publicationsandstatistics/Statistics/index.htm",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    line_row: wholeNumber(),
    line: text(),
    activity: value(),
  }),
  grain: ["area_code", "financial_year", "line_row"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "-": "not_available", "..": "not_available", "no data": "not_available" },
  layouts: [
    {
      name: "2000-01, a sheet for each council",
      file: /^dh_4058989.*\.xls$/,
      tables: [
        {
          sheet: /^(?!TOTAL |Bedfordshire|Cheshire|Coventry|Isles of Scilly)(?<council>.+?) *$/,
          title: { cell: "A1", matches: /^PSS EX1 Return for 2000-2001/ },
          header: {
            anchor: "Data item data",
            unitsBelow: 1,
            // From Luton on the sheets lack the header of the first column.
            names: { A: { printed: /^(Data item description)?$/, as: "Line" } },
          },
          rows: {
            stopAt: { header: "Data item data", matches: /^Source$/ },
            skip: [{ header: "Data item data", matches: /^$/, why: "heading, or a figure that was not returned" }],
          },
          keys: {
            area_code: { from: "sheet", group: "council", as: "area_name", replace: COUNCIL_NAMES },
            financial_year: { constant: "2000-01" },
            line_row: { from: "row" },
            line: "Line",
          },
          values: [{ column: "activity", header: "Data item data" }],
          ignore: [
            { header: /^Enter [YA] if/, why: "how the figure was come by" },
            { header: /^(Where used|CIPFA)/, why: "where the figure goes" },
            { header: "", why: "second half of a merged header" },
          ],
        },
      ],
    },
  ],
});
