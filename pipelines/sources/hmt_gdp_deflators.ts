import { defineSource, financialYear, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Price index of the whole economy by financial year; an index number, in the file and after (100 = the base year, which
 * the header names). Traps: the financial-year and calendar-year tables stand side by side, with headers repeated;
 * forecast years carry footnote marks and "-" instead of an index, so no price may be restated with them; a later release
 * rebases the whole series, so one release is used for all years.
 */
export default defineSource({
  title: "GDP deflators at market prices",
  publisher: "HM Treasury",
  page: "https://www.gov.uk/government/collections/gdp-deflators-at-market-prices-and-money-gdp",
  licence: "OGL-3.0",
  row: z.object({ financial_year: financialYear(), price_base_year: financialYear(), deflator_index: value() }),
  grain: ["financial_year"],
  vintageBy: [],
  markers: { "-": "not_available" },
  layouts: [
    {
      name: "since 2023, two tables side by side",
      file: /^GDP_Deflators_.*\.csv$/,
      tables: [
        {
          header: { anchor: /^\d{4}-\d{2} = 100$/ },
          rows: { stopAt: { header: "Financial year", matches: /^Sources and footnotes/ } },
          keys: { financial_year: { header: "Financial year", pattern: /^(\d{4}-\d{2})/ } },
          values: [
            {
              column: "deflator_index",
              header: /^(?<base>\d{4}-\d{2}) = 100$/,
              keys: { price_base_year: { from: "header", group: "base" } },
            },
          ],
          ignore: [
            { header: "per cent change on previous year", why: "follows from the index" },
            { header: /^Cash £ million/, why: "money GDP is not used" },
            { header: /^Calendar year$|^\d{4} = 100$/, why: "calendar years are not used" },
          ],
        },
      ],
    },
  ],
});
