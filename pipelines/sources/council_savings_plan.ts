import {
  defineSource,
  financialYear,
  optionalText,
  text,
  value,
  type TableLayout,
  type ValueFrom,
} from "@poundwise/contracts";
import { z } from "zod";

const FILE =
  /^(?<council>[a-z]+(?:-[a-z]+)*?)-savings-(?<plan>\d{4}-\d{2})-(?<basis>cumulative|incremental)(?: SYNTHETIC)?\.(?:csv|txt|xlsx|xls|ods)$/i;

const REFERENCE = /^(?:saving )?(?:ref\.?|reference|ref\.? no\.?|saving id)$/i;
const DESCRIPTION = /^(?:saving )?(?:description|proposal|saving|title|summary)$/i;

/** Names of the units in a header of a year: "2025/26 £000", "2025-26 (£m)", "2025/26". */
const UNITS = [
  { name: "thousands", unit: " ?\\(?£ ?'?(?:000s?|k)\\)?", scale: 1000 },
  { name: "millions", unit: " ?\\(?£ ?m(?:illion)?\\)?", scale: 1_000_000 },
  { name: "pounds", unit: "(?: ?\\(?£\\)?)?", scale: 1 },
] as const;

/** A year alone holds the change of the budget, so a saving is negative; a year with the word saving holds it positive. */
const SIGNS = [
  { name: "changes of the budget", before: "", after: "", sign: 1 },
  { name: "savings, printed positive", before: "savings? ", after: "", sign: -1 },
  { name: "savings, printed positive, year first", before: "", after: " savings?", sign: -1 },
] as const;

const table = (header: RegExp, scale: number): TableLayout => ({
  header: { anchor: REFERENCE },
  rows: {
    skip: [
      {
        header: DESCRIPTION,
        matches: /^(?:sub-?total|grand total|total)\b/i,
        why: "printed total",
      },
    ],
  },
  keys: {
    council: { from: "file", group: "council" },
    plan_year: { from: "file", group: "plan", as: "plain_financial_year" },
    basis: { from: "file", group: "basis" },
    saving_id: { header: REFERENCE },
    service_name: {
      header: /^(?:directorate|department|service|service area|portfolio)$/i,
      optional: true,
      fillDown: true,
    },
    description: { header: DESCRIPTION },
  },
  values: [
    {
      column: "budget_change_gbp",
      header,
      scale,
      keys: { financial_year: { from: "header", group: "year", as: "plain_financial_year" } },
    },
  ] satisfies readonly ValueFrom[],
  ignore: [
    { header: /^(?:total|full year effect)(?: £.*)?$/i, why: "follows from the years" },
    {
      header: /^(?:rag|status|rag rating|risk|theme|category|type|lead officer|owner|notes?|comments?)$/i,
      why: "how it is followed up",
    },
  ],
});

/**
 * Savings of councils' medium term plans, a line per saving and a column per year. In the file: thousands or millions of
 * pounds or pounds, as the headers say. In staging: pounds, a saving negative, growth positive.
 * Traps: the same table can hold what each year adds or the running total, and rarely says so where it can be read: the
 * file's name says it. A year alone ("2025/26 £000") holds the change of the budget, so a saving is negative or in
 * brackets; a header with the word saving ("Saving 2025/26 £000") holds it positive. An empty cell changes nothing.
 */
export default defineSource({
  title: "Savings of medium term plans, by council",
  publisher: "Councils, each for itself",
  page: "https://www.gov.uk/government/publications/local-government-transparency-code-2015",
  licence: "OGL-3.0, or as each council states",
  synthetic: true,
  row: z.object({
    council: text(),
    plan_year: financialYear(),
    basis: text(),
    saving_id: text(),
    service_name: optionalText(),
    description: text(),
    financial_year: financialYear(),
    budget_change_gbp: value(),
  }),
  grain: ["council", "plan_year", "saving_id", "financial_year"],
  vintageBy: ["council", "plan_year"],
  markers: { "-": "not_applicable" },
  blank: "not_applicable",
  amountColumn: "budget_change_gbp",
  quarantineLimit: { share: 0.05, amountGbp: 5_000_000 },
  layouts: UNITS.flatMap(({ name: unitName, unit, scale }) =>
    SIGNS.map(({ name, before, after, sign }) => ({
      name: `${name}, ${unitName}`,
      file: FILE,
      tables: [table(new RegExp(`^${before}(?<year>\\d{4}[/-]\\d{2})${after}${unit}$`, "i"), sign * scale)],
    })),
  ),
});
