import type { TableLayout, ValueFrom } from "@poundwise/contracts";

/**
 * How councils head the columns of their payments, gathered from published files. One idea has many names, so a name is
 * compared without its case, and a space may be missing or an underscore; names that mean something else (gross amounts,
 * days of invoices) are read past with a reason, and any other header still refuses the file.
 */
const NAMES = {
  supplier: [
    ...["supplier", "supplier name", "supplier's name", "name of supplier", "supplier or redacted statement"],
    ...["supplier(beneficiary)", "supplier (beneficiary)", "supplier(beneficiary) name", "supplier (beneficiary) name"],
    ...["beneficiary", "beneficiary name", "payee", "payee name", "vendor", "vendor name", "creditor", "creditor name"],
    ...["merchant", "merchant name", "recipient", "paid to"],
  ],
  body: ["body name", "organisation", "organisation name", "organisation label", "entity", "company", "authority"],
  amount: [
    ...["amount", "net amount", "amount net", "total net amount", "net", "net value", "value", "payment amount"],
    ...[
      "amount paid",
      "paid amount",
      "line amount",
      "transaction amount",
      "net payment amount",
      "spend",
      "spend amount",
    ],
    ...[
      "amount excl vat",
      "amount excl. vat",
      "amount exc vat",
      "amount ex vat",
      "amount excluding vat",
      "total (excludes vat)",
    ],
    ...[
      "amount (excl vat)",
      "amount (excl. vat)",
      "amount (exc vat)",
      "amount (ex vat)",
      "amount (excluding vat)",
      "amount - net",
    ],
    ...["net amount (excl vat)", "net amount excl vat", "net amount (excluding vat)", "payment amount (excl vat)"],
    ...[
      "payment amount excluding vat",
      "payment amount (excluding vat)",
      "value excluding vat",
      "value (excluding vat)",
    ],
    ...[
      "value excl vat",
      "total excluding vat",
      "total excl vat",
      "net of vat",
      "sumofamount exc vat",
      "excluding vat",
    ],
    ...[
      "invoice amount excl vat",
      "invoice net amount",
      "amount in lc",
      "amount in local currency",
      "local crcy amount",
    ],
  ],
  irrecoverableVat: ["irrecoverable vat", "irrecoverable vat amount", "non-recoverable vat"],
  date: [
    ...["date", "payment date", "date paid", "date of payment", "paid date", "pay date", "posting date", "date posted"],
    ...["transaction date", "clearing date", "cleared date", "date cleared", "invoice payment date", "pstng date"],
  ],
  transaction: [
    ...[
      "transaction",
      "transaction number",
      "transaction no",
      "transaction no.",
      "transaction ref",
      "transaction reference",
    ],
    ...[
      "transaction id",
      "trans no",
      "trans no.",
      "transno",
      "trans ref",
      "document number",
      "document no",
      "document no.",
    ],
    ...[
      "doc no",
      "doc. no",
      "doc no.",
      "document",
      "system reference",
      "payment reference",
      "payment ref",
      "payment number",
    ],
    ...[
      "payment no",
      "voucher number",
      "voucher no",
      "reference",
      "reference number",
      "ref no",
      "unique reference",
      "our ref",
    ],
  ],
  invoice: ["invoice number", "invoice no", "invoice no.", "invoice reference", "invoice ref", "invoice id", "invoice"],
  directorate: [
    ...[
      "directorate",
      "directorate name",
      "directorate description",
      "directorate/balance sheet heading",
      "department",
    ],
    ...["department name", "dept", "portfolio", "organisational unit", "council department", "service directorate"],
  ],
  service: [
    ...["service", "service name", "service area", "service area name", "service area categorisation", "service label"],
    ...["service category", "service category label", "service description", "expense area", "expenditure area"],
    ...["area of spend", "area of expenditure", "directorate area", "function", "business area"],
  ],
  division: [
    ...["service division", "service division label", "service division categorisation", "division", "service level"],
    ...["section", "team", "service unit", "sub service"],
  ],
  costCentre: [
    "cost centre",
    "cost centre code",
    "cost center",
    "costcentre",
    "cost centre no",
    "profit centre",
    "cost code",
  ],
  costCentreName: [
    "cost centre name",
    "cost centre description",
    "cost centre desc",
    "responsible unit",
    "budget holder",
  ],
  expenseGroup: [
    ...[
      "expense type",
      "expenses type",
      "expenditure type",
      "type of expenditure",
      "type of expense",
      "expense category",
    ],
    ...["expenditure category", "category", "spend category", "procurement category", "merchant category"],
    ...[
      "nominal description",
      "account description",
      "subjective description",
      "gl description",
      "g/l account description",
    ],
    ...["proclass", "proclass description", "proclass label", "procurement classification", "proclass category"],
  ],
  expenseType: [
    ...[
      "detailed expenses type",
      "detailed expense type",
      "detailed expenditure type",
      "cipfa detailed expenditure type",
    ],
    ...["item code desc", "expenditure description", "sub category", "expense sub type", "cipfa description"],
  ],
  expenseCodeInDetail: ["detailed expenditure code", "detailed expense code", "cipfa detailed expenditure code"],
  expenseCode: [
    ...[
      "expense code",
      "expenses code",
      "expenditure code",
      "subjective code",
      "subjective",
      "account code",
      "account",
    ],
    ...["nominal code", "nominal", "gl code", "gl account", "g/l account", "cipfa code", "cipfa expenditure code"],
  ],
  spendKind: [
    ...["capital or revenue", "revenue or capital", "capital/revenue", "revenue/capital", "capital and revenue"],
    ...["revenue and capital", "capital revenue", "cap/rev", "rev/cap", "revenue / capital", "capital / revenue"],
  ],
  purpose: [
    ...["purpose", "purpose of expenditure", "purpose of spend", "purpose of spend (summary)", "summary of purpose"],
    ...["summary of the purpose of the expenditure", "description", "narrative", "extended description", "details"],
    ...["expense description", "payment description", "invoice description", "line description", "item description"],
    ...["group description", "reason for payment", "text"],
  ],
} as const;

const IGNORED: readonly { readonly names: readonly string[]; readonly why: string }[] = [
  {
    names: ["body", "organisation uri", "body uri", "organisation code", "body code", "council code"],
    why: "the same for all lines",
  },
  {
    names: ["department family", "effective date", "updated", "date updated"],
    why: "the same for all lines of a file",
  },
  { names: ["quarter", "month", "year", "period", "financial year", "payment month"], why: "follows from the day" },
  {
    names: [
      ...[
        "supplier id",
        "supplier number",
        "supplier no",
        "supplier no.",
        "supplier code",
        "supplier ref",
        "coded supplier",
      ],
      ...["vendor number", "vendor no", "vendor no.", "vendor code", "vendor id", "creditor number", "creditor id"],
      ...["beneficiary other id", "vat registration number", "supplier vat number", "company number", "charity number"],
    ],
    why: "tells masked sole traders apart",
  },
  { names: NAMES.invoice, why: "the supplier's own reference; the council's number tells the payment" },
  {
    names: ["invoice date", "date of invoice", "document date", "due date", "order number", "purchase order"],
    why: "not about the payment",
  },
  {
    names: ["supplier type", "payment type", "payment method", "card transaction", "type", "transaction type"],
    why: "how it was paid",
  },
  {
    names: ["contract id", "contract ref", "contract reference", "contract number", "contract title"],
    why: "contracts are another list",
  },
  { names: ["line number", "line no", "line", "row", "row number", "id"], why: "the file's own numbering" },
  {
    names: [
      ...[
        "gross",
        "gross amount",
        "gross value",
        "total gross amount",
        "amount inc vat",
        "amount incl vat",
        "vat",
        "vat amount",
      ],
      ...[
        "amount (including vat)",
        "amount including vat",
        "sumofamount inc vat",
        "recoverable vat",
        "total including vat",
      ],
    ],
    why: "the council gets this VAT back",
  },
  {
    names: [
      ...["service code", "service division code", "directorate code", "department code", "service area code"],
      ...["expenditure category code", "proclass code", "procurement category code", "merchant category code"],
    ],
    why: "the code of a name that is read",
  },
  { names: [...NAMES.costCentreName, ...NAMES.division], why: "a finer unit than the two that are read" },
  { names: NAMES.expenseCode, why: "the detailed code is read" },
  { names: ["notes", "note", "comments"], why: "remarks, which can hold names" },
];

const NOT_STATED = { NA: "", "N/A": "", "n/a": "" };
const SPEND_KIND = {
  ...{ R: "revenue", REV: "revenue", Rev: "revenue", REVENUE: "revenue", Revenue: "revenue", revenue: "revenue" },
  ...{ C: "capital", CAP: "capital", Cap: "capital", CAPITAL: "capital", Capital: "capital", capital: "capital" },
  ...{
    B: "balance_sheet",
    "Balance Sheet": "balance_sheet",
    "Balance sheet": "balance_sheet",
    "BALANCE SHEET": "balance_sheet",
  },
  "": "",
};

const optional = (names: readonly string[], orElse?: readonly string[]) =>
  ({
    header: toHeader(names),
    ...(orElse === undefined ? {} : { orElse: toHeader(orElse) }),
    replace: NOT_STATED,
    optional: true,
  }) as const;

/** What differs between the two ways of naming who spent: a directorate with services in it, or a service with divisions. */
const UNITS = {
  directorates: {
    service_name: { header: toHeader(NAMES.directorate), replace: NOT_STATED },
    division_name: optional(NAMES.service, NAMES.division),
  },
  services: { service_name: optional(NAMES.service), division_name: optional(NAMES.division) },
} as const;

/**
 * A table of payments under any of the names above, its columns in any order, lines of preamble before and totals after.
 * @param units who spent: the wider of two units becomes the service, the narrower its division
 * @param fromFile the keys that the file's name gives
 */
export function describePayments(units: keyof typeof UNITS, fromFile: TableLayout["keys"]): TableLayout {
  return {
    header: { anchor: toHeader(NAMES.supplier) },
    rows: {
      totals: [{ label: /^(?:(?:grand |overall )?total.*)?$/i, column: "amount_gbp", tolerance: 0.01, optional: true }],
    },
    keys: {
      ...fromFile,
      ...UNITS[units],
      body_name: optional(NAMES.body),
      expense_group: optional(NAMES.expenseGroup),
      expense_type: optional(NAMES.expenseType),
      expense_code: optional(NAMES.expenseCodeInDetail, NAMES.expenseCode),
      payment_date: { header: toHeader(NAMES.date), as: "date" },
      transaction_id: optional(NAMES.transaction, NAMES.invoice),
      spend_kind: { header: toHeader(NAMES.spendKind), map: SPEND_KIND, optional: true },
      supplier_name: { header: toHeader(NAMES.supplier), replace: NOT_STATED },
      purpose: optional(NAMES.purpose),
      cost_centre: optional(NAMES.costCentre, NAMES.costCentreName),
    },
    values: [
      { column: "amount_gbp", header: toHeader(NAMES.amount) },
      { column: "irrecoverable_vat_gbp", header: toHeader(NAMES.irrecoverableVat), optional: true },
    ] satisfies readonly ValueFrom[],
    ignore: [
      ...IGNORED.map(({ names, why }) => ({ header: toHeader(names), why })),
      { header: /^CCN? ?\d+ /i, why: "the council's own codes of analysis" },
    ],
  };
}

/** Any of the names: case, white space and underscores aside, with or without a pound sign, "(T)" behind texts of codes. */
function toHeader(names: readonly string[]): RegExp {
  const one = (name: string) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ /g, "[ _]?");
  return new RegExp(`^(?:${names.map(one).join("|")})(?: ?\\(T\\)| ?\\(?(?:£|GBP)\\)?)?$`, "i");
}
