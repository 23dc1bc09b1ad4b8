import { day, defineSource, optionalText, text, value, wholeNumber, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";
import { describePayments } from "../layouts/payment_columns.ts";

const NOT_STATED = { NA: "", "N/A": "" };
const stated = (header: RegExp) => ({ header, replace: NOT_STATED });
const SPEND_KIND = { R: "revenue", C: "capital", Revenue: "revenue", Capital: "capital", "": "" };
const FILE =
  /^(?<council>[a-z]+(?:-[a-z]+)*?)-(?:supplier-)?(?:spend|spending|payments|expenditure)(?:-to-suppliers)?(?:-over-(?:250|500))?-(?<extract>\d{4}-\d{2}(?:-q[1-4])?)\.(?:csv|txt|xlsx|xls|xlsb|ods|zip)$/i;

const fromFileName = {
  council: { from: "file", group: "council" },
  extract_period: { from: "file", group: "extract" },
  line_number: { from: "row" },
} as const;

/** Headers of the guidance of 2010, with or without spaces between the words; some months end with a grand total. */
const guidance2010: TableLayout = {
  header: { anchor: /^transaction ?number$/i },
  rows: {
    totals: [
      { header: /^transaction ?number$/i, matches: /^$/, column: "amount_gbp", tolerance: 0.01, optional: true },
    ],
  },
  keys: {
    ...fromFileName,
    body_name: { header: /^body ?name$/i },
    service_name: stated(/^service ?label$/i),
    division_name: stated(/^service ?division ?label$/i),
    expense_group: stated(/^expenditure ?category$/i),
    expense_type: stated(/^detailed ?expenditure ?type$/i),
    expense_code: stated(/^detailed ?expenditure ?code$/i),
    payment_date: { header: /^(date ?paid|payment ?date|date)$/i, as: "date" },
    transaction_id: { header: /^transaction ?number$/i },
    spend_kind: { header: /^capital ?or ?revenue$/i, map: SPEND_KIND },
    supplier_name: stated(/^(supplier|ben[ei]ficiary) ?name$/i),
    purpose: { constant: null },
    cost_centre: { constant: null },
  },
  values: [{ column: "amount_gbp", header: /^net ?amount( £)?$/i }],
  ignore: [{ header: /^body$/i, why: "an address of the body that is the same for all" }],
};

/** Field names of the Local Government Association's schema, which many councils use as they are. */
const localGovernmentSchema: TableLayout = {
  header: { anchor: "BeneficiaryName" },
  keys: {
    ...fromFileName,
    body_name: "OrganisationLabel",
    service_name: stated(/^OrganisationalUnit$/),
    division_name: { constant: null },
    expense_group: stated(/^ProclassLabel$/),
    expense_type: { constant: null },
    expense_code: stated(/^ProclassCode$/),
    payment_date: { header: "PaymentDate", as: "date" },
    transaction_id: "TransactionNumber",
    spend_kind: { constant: null },
    supplier_name: stated(/^BeneficiaryName$/),
    purpose: stated(/^Purpose$/),
    cost_centre: stated(/^ProfitCentre$/),
  },
  values: [
    { column: "amount_gbp", header: "Amount" },
    { column: "irrecoverable_vat_gbp", header: "IrrecoverableVATAmount" },
  ],
  ignore: [
    { header: /^(OrganisationURI|EffectiveDate)$/, why: "the same for all lines of a month" },
    { header: /^(BeneficiaryOtherID|VATRegistrationNumber)$/, why: "tells masked sole traders apart" },
    { header: "InvoiceNumber", why: "the supplier's own reference, which can hold names" },
  ],
};

/** Field names that the Local Government Transparency Code of 2014 lists, as some councils print them in words. */
const transparencyCode: TableLayout = {
  header: { anchor: /^supplier( \(beneficiary\))?$/i },
  keys: {
    ...fromFileName,
    body_name: { header: /^body ?name$/i },
    service_name: stated(/^department/i),
    division_name: { constant: null },
    expense_group: stated(/^(procurement|merchant) category$/i),
    expense_type: { constant: null },
    expense_code: stated(/^CIPFA expenditure code$/i),
    payment_date: { header: /^(transaction|payment) date$/i, as: "date" },
    transaction_id: { header: /^transaction number$/i },
    spend_kind: { constant: null },
    supplier_name: stated(/^supplier( \(beneficiary\))?$/i),
    purpose: stated(/^purpose/i),
    cost_centre: { constant: null },
  },
  values: [
    { column: "amount_gbp", header: /^net amount$/i },
    { column: "irrecoverable_vat_gbp", header: /^irrecoverable VAT$/i },
  ],
  ignore: [{ header: /^card transaction$/i, why: "whether a payment card was used" }],
};

/**
 * Payments councils publish line by line (all of £500 and more, some councils all of £250). Pounds net of the VAT they get
 * back, in the file and after. A release replaces earlier ones of the same council and period ("2010-12", "2026-27", "2026-27-q1").
 * Councils head their columns in many ways: the names are in ../layouts/payment_columns.ts.
 * Traps: bodies at arm's length stand in the council's file under their own name; a line can be printed twice or more for
 * separate payments alike in everything, so lines are told apart by their place in the file; credit notes are negative;
 * totals behind the lines are checked and left out; gross amounts are never taken for net ones; bodies and numbers of
 * payments are missing where a council does not print them; "Redacted" and "REDACTED PERSONAL DATA" are the councils' own, other names
 * of persons are masked here.
 */
export default defineSource({
  title: "Payments to suppliers published by councils",
  publisher: "Councils, each for itself",
  page: "https://www.gov.uk/government/publications/local-government-transparency-code-2015",
  licence: "OGL-3.0, or as each council states",
  row: z.object({
    council: text(),
    extract_period: text(),
    line_number: wholeNumber(),
    body_name: optionalText(),
    service_name: optionalText(),
    division_name: optionalText(),
    expense_group: optionalText(),
    expense_type: optionalText(),
    expense_code: optionalText(),
    payment_date: day(),
    transaction_id: optionalText(),
    spend_kind: optionalText(),
    supplier_name: optionalText(),
    purpose: optionalText(),
    cost_centre: optionalText(),
    amount_gbp: value(),
    irrecoverable_vat_gbp: value(),
  }),
  grain: ["council", "extract_period", "line_number"],
  vintageBy: ["council", "extract_period"],
  markers: { NA: "not_available" },
  mask: { supplier_name: "party", purpose: "free_text" },
  amountColumn: "amount_gbp",
  quarantineLimit: { share: 0.01, amountGbp: 1_000_000 },
  layouts: [
    { name: "headers of the guidance of 2010", file: FILE, tables: [guidance2010] },
    { name: "Local Government Association schema", file: FILE, tables: [localGovernmentSchema] },
    { name: "fields of the Transparency Code in words", file: FILE, tables: [transparencyCode] },
    { name: "directorates and their services", file: FILE, tables: [describePayments("directorates", fromFileName)] },
    { name: "services and their divisions", file: FILE, tables: [describePayments("services", fromFileName)] },
  ],
});
