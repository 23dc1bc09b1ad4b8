import { defineSource, financialYear, value, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

// GDP_Deflators_Qtrly_National_Accounts_December_2023_update, CGDP_Deflators_…, GDP_Deflators_Spring_Statement_March_2022_update
const FILE_NAME = /^C?GDP[ _-]Deflators?[ _-].*\.(csv|xlsx?|ods)$/i;

// Until 2023 the headers ran over two lines, with the base year under "GDP deflator at market prices"; the base year's own cell is the anchor.
const TABLE: TableLayout = {
  header: { anchor: /^\d{4}-\d{2} ?= ?100$/ },
  rows: { stopAt: { header: "Financial year", matches: /^(Sources|Notes|Footnotes|\(?1\)|https?:)/i } },
  keys: { financial_year: { header: "Financial year", pattern: /^(\d{4}-\d{2})/ } },
  values: [
    {
      column: "deflator_index",
      header: /^(?<base>\d{4}-\d{2}) ?= ?100$/,
      keys: { price_base_year: { from: "header", group: "base" } },
    },
  ],
  ignore: [
    { header: /^per ?cent(age)? change on previous year/i, why: "follows from the index" },
    { header: /^(Cash )?£ million|^Cash/i, why: "money GDP is not used" },
    { header: /^Calendar year$|^\d{4} ?= ?100$/i, why: "calendar years are not used" },
  ],
};

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
    { name: "two tables side by side, saved as text or as the only sheet", file: FILE_NAME, tables: [TABLE] },
    {
      name: "two tables side by side, in a workbook with other sheets",
      file: FILE_NAME,
      tables: [{ ...TABLE, sheet: /deflator/i }],
    },
  ],
});
