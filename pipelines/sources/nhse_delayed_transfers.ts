import { defineSource, financialYear, text, value, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Delayed transfers of care in England by month: days of delay in the month, and the mean number of beds taken by them, by
 * type of care, by who is responsible and by reason. England only: nothing here is of one authority. The year printed is
 * the financial year, so January of "2010-11" is January 2011. The collection ended in February 2020. Days and beds stand
 * side by side, and the sheets overlap: their totals are the same.
 */
export default defineSource({
  title: "Delayed transfers of care, England time series",
  publisher: "NHS England",
  page: "https://www.england.nhs.uk/statistics/statistical-work-areas/delayed-transfers-of-care/",
  licence: "OGL-3.0",
  row: z.object({
    financial_year: financialYear(),
    month_name: text(),
    breakdown: text(),
    category: text(),
    delayed_days: value(),
    delayed_beds: value(),
  }),
  grain: ["financial_year", "month_name", "breakdown", "category"],
  vintageBy: ["financial_year", "month_name"],
  markers: { "-": "not_applicable" },
  layouts: [
    {
      name: "2010-11 to 2019-20",
      file: /^DTOC-England-Data_Set.*\.xls$/,
      tables: [
        table("Delayed Days by type", "type of care", 2, [
          split("delayed_days", /^Delayed Days \| (?<category>.+)$/),
          split("delayed_beds", /^DTOC Beds \| (?<category>.+)$/),
        ]),
        table("Delayed Days by responsible org", "responsible organisation", 2, [
          split("delayed_days", /^Delayed Days \| (?<category>.+)$/),
          split("delayed_beds", /^DTOC Beds \| (?<category>.+)$/),
        ]),
        table("Delayed Days by reason", "reason", 1, [split("delayed_days", /^(?!Year|Period)(?<category>.+)$/)]),
        table("Delayed Days", "type of care, reason and responsible organisation", 3, [
          split("delayed_days", /^(?<category>.+ \| .+)$/),
        ]),
      ],
    },
  ],
});

function table(sheet: string, breakdown: string, depth: number, values: readonly ValueFrom[]): TableLayout {
  return {
    sheet,
    header: { anchor: "Year", depth },
    rows: { stopAt: { header: "Year", matches: /^Notes:$/ } },
    keys: {
      financial_year: { header: "Year", as: "plain_financial_year" },
      month_name: { header: /^Period( Name)?$/ },
      breakdown: { constant: breakdown },
    },
    values,
    ...(depth === 3 ? { ignore: [{ header: "Total", why: "the sum of the columns" }] } : {}),
  };
}

function split(column: string, header: RegExp): ValueFrom {
  return { column, header, keys: { category: { from: "header", group: "category" } } };
}
