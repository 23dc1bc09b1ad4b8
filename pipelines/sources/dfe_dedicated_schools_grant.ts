import { defineSource, financialYear, gssCode, text, value, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Dedicated schools grant by authority: blocks of the grant before and after deductions, and the rates, numbers and
 * amounts they come from. Pounds, pupils or pounds per pupil, as the measure says; units as printed. The title of each
 * sheet stands over the authority's number and name in place of headers; letters and formulas under the header are read
 * past. Numbers with an authority (855) only: England and the regions have none. Files are named for the day of upload,
 * not for the year: the year is in the title.
 */
export default defineSource({
  title: "Dedicated schools grant allocations",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/collections/dedicated-schools-grant-dsg",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    grant_table: text(),
    measure: text(),
    allocation: value(),
  }),
  grain: ["area_code", "financial_year", "grant_table", "measure"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "since 2021-22, title over the names",
      file: /^dedicated-schools-grant_\d{4}_\d{2}_\d{2}\.ods$/,
      tables: [
        layOutSheet("Allocations_summary", { anchor: "Schools block (£s)", depth: 2, unitsBelow: 2 }),
        layOutSheet("Schools_block_and_CSSB", { anchor: /^Primary schools unit of funding/, depth: 2, unitsBelow: 2 }),
        layOutSheet("High_needs_block", { anchor: /^Total high needs elements/, unitsBelow: 2 }),
        layOutSheet("High_needs_deductions", { anchor: /^April \d{4} to August \d{4}$/, depth: 3 }),
        layOutSheet("Early_years_block", { anchor: /^Hourly rate for 3 and 4 year olds/, unitsBelow: 2 }),
      ],
    },
  ],
});

function layOutSheet(sheet: string, header: TableLayout["header"]): TableLayout {
  const title = /^Dedicated schools grant/;
  return {
    sheet,
    title: { cell: "A1", matches: /^Dedicated schools grant.*?(?<year>\d{4} to \d{4}) / },
    header: { ...header, names: { A: { printed: title, as: "LA number" }, B: { printed: title, as: "LA name" } } },
    rows: { skip: [{ header: "LA number", matches: /^(?!\d{3}$)/, why: "England, a region or a note" }] },
    keys: {
      area_code: { header: "LA number", as: "dfe_number" },
      financial_year: { from: "title", group: "year", as: "plain_financial_year" },
      grant_table: { constant: sheet },
    },
    values: [
      {
        column: "allocation",
        header: /^(?<measure>(?!LA n).+)$/,
        keys: { measure: { from: "header", group: "measure" } },
      },
    ],
    ignore: [{ header: "LA name", why: "the area in words" }],
  };
}
