import { day, defineSource, financialYear, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * SYNTHETIC: the lines are made up. Invoices of the creditors sub-ledger, as a finance system exports them with bars between
 * the fields: pounds and pence net of VAT, credit notes with the minus sign behind the number ("120.00-"), a trailer with
 * the net total. Traps: the general ledger holds the same spending in total, so the two may not be added; period 13 is no
 * month; payees can be people; extracts overlap, as those of the general ledger do.
 */
export default defineSource({
  title: "Creditors sub-ledger extract (synthetic lines)",
  publisher: "The council's finance system",
  page: "https://www.leicestershire.gov.uk",
  licence: "Made up for this repository",
  synthetic: true,
  row: z.object({
    extract_period: text(),
    financial_year: financialYear(),
    ledger_period: wholeNumber(),
    line_number: wholeNumber(),
    document_id: text(),
    document_date: day(),
    supplier_name: optionalText(),
    description: optionalText(),
    cost_centre: text(),
    subjective_code: text(),
    amount_gbp: value(),
    vat_gbp: value(),
  }),
  grain: ["extract_period", "line_number"],
  vintageBy: ["extract_period"],
  markers: {},
  mask: { supplier_name: "party", description: "free_text" },
  amountColumn: "amount_gbp",
  quarantineLimit: { rows: 20, amountGbp: 50_000 },
  layouts: [
    {
      name: "fields between bars, trailer with the net total",
      file: /^AP extract (?<extract>(?<year>\d{4}-\d{2})(?: P\d{2}(?:-P?\d{2})?)?)\b.*\.txt$/,
      tables: [
        {
          header: { anchor: "Document" },
          rows: { totals: [{ header: "Document", matches: /^TRAILER$/, column: "amount_gbp", tolerance: 0.005 }] },
          keys: {
            extract_period: { from: "file", group: "extract" },
            financial_year: { from: "file", group: "year", as: "plain_financial_year" },
            ledger_period: { header: "Per", pattern: /^(0?[1-9]|1[0-3])$/, as: "number" },
            line_number: { from: "row" },
            document_id: "Document",
            document_date: { header: "Doc date", as: "date" },
            supplier_name: "Supplier",
            description: "Text",
            cost_centre: "CC",
            subjective_code: "Subj",
          },
          values: [
            { column: "amount_gbp", header: "Net" },
            { column: "vat_gbp", header: "VAT" },
          ],
          ignore: [{ header: "Supplier no", why: "tells masked sole traders apart" }],
        },
      ],
    },
  ],
});
