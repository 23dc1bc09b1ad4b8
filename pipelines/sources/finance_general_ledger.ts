import { day, defineSource, financialYear, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * SYNTHETIC: the lines are made up. Journal lines of the general ledger as a finance system exports them: a batch header,
 * one line per posting with debit and credit in columns of their own (both positive, pounds and pence), a control total.
 * Traps: period 13 holds year-end adjustments and is no month; a reversal stands on the other side, never as a negative;
 * balance sheet codes are in the extract, so that each journal adds to nought; narratives can name people; extracts overlap
 * ("2024-25 P01-P09", "2024-25 P09-P10"), so core counts a posting once. An extract sent again replaces the one of its name.
 */
export default defineSource({
  title: "General ledger extract (synthetic lines)",
  publisher: "The council's finance system",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  synthetic: true,
  row: z.object({
    extract_period: text(),
    financial_year: financialYear(),
    ledger_period: wholeNumber(),
    line_number: wholeNumber(),
    journal_id: text(),
    journal_line: wholeNumber(),
    posting_date: day(),
    cost_centre: text(),
    cost_centre_name: optionalText(),
    subjective_code: text(),
    subjective_name: optionalText(),
    narrative: optionalText(),
    debit_gbp: value(),
    credit_gbp: value(),
  }),
  grain: ["extract_period", "journal_id", "journal_line"],
  vintageBy: ["extract_period"],
  markers: {},
  blank: "not_applicable",
  mask: { narrative: "free_text" },
  amountColumn: "debit_gbp",
  quarantineLimit: { rows: 20, amountGbp: 50_000 },
  layouts: [
    {
      name: "journal lines with a batch header and a control total",
      file: /^GL extract (?<extract>(?<year>\d{4}-\d{2})(?: P\d{2}(?:-P?\d{2})?)?)\b.*\.csv$/,
      tables: [
        {
          title: { cell: "A1", matches: /^Batch / },
          header: { anchor: "Journal" },
          rows: {
            totals: [
              { header: "Journal", matches: /^Control total$/, column: "debit_gbp", tolerance: 0.005 },
              { header: "Journal", matches: /^Control total$/, column: "credit_gbp", tolerance: 0.005 },
            ],
            skip: [{ header: "Journal", matches: /^End of extract/, why: "end of the extract" }],
          },
          keys: {
            extract_period: { from: "file", group: "extract" },
            financial_year: { from: "file", group: "year", as: "plain_financial_year" },
            ledger_period: { header: "Period", pattern: /^(0?[1-9]|1[0-3])$/, as: "number" },
            line_number: { from: "row" },
            journal_id: "Journal",
            journal_line: { header: "Line", as: "number" },
            posting_date: { header: "Posted", as: "date" },
            cost_centre: "Cost centre",
            cost_centre_name: "Cost centre name",
            subjective_code: "Subjective",
            subjective_name: "Subjective name",
            narrative: "Narrative",
          },
          values: [
            { column: "debit_gbp", header: "Debit" },
            { column: "credit_gbp", header: "Credit" },
          ],
        },
      ],
    },
  ],
});
