import { defineSource, financialYear, gssCode, text, value, type KeyFrom, type Layout } from "@poundwise/contracts";
import { z } from "zod";

// Column stems of the release and what they are; the sum of the six is core spending power without the social care grants.
const COMPONENTS = {
  sfa: "settlement_funding_assessment",
  under_index: "under_indexing_compensation",
  ct_total: "council_tax_requirement",
  nhb: "new_homes_bonus",
  nhb_return: "new_homes_bonus_returned",
  rsdg: "rural_services_delivery_grant",
};

const toFinancialYear = (start: number) => `${start}-${String((start + 1) % 100).padStart(2, "0")}`;

// The back series lists authorities made since; before their first year they are printed as zeros, which are no amounts.
const NOT_YET_IN_FORCE: Readonly<Record<number, RegExp>> = {
  2015: /^E060000(58|59|60|61|62)$/,
  2017: /^E060000(58|59|60|61|62)$/,
  2018: /^E060000(58|59|60|61|62)$/,
  2020: /^E060000(61|62)$/,
};

// CSP_information_table_LGFS_2025-26, CSP_information_table_2026-27_to_2028-29_fLGFS, Core_Spending_Power_table_2021-22
const WORKBOOK_NAME = /^(core[ _-]?spending[ _-]?power|CSP_(information|table|summary)).*\.(xlsx|ods)$/i;
const CODE: KeyFrom = { header: /^ons[ _]code$/i, pattern: /^(E\d{8})O?$/ };
const NOT_UPPER_TIER = {
  header: /^ons[ _]code$/i,
  // Authorities of before a reorganisation may carry an O behind their code.
  matches: /^(?!E(06|08|09|10)\d{6}O?$|E92000001$)/,
  why: "not an upper-tier authority or England",
};
const START_YEARS = Array.from({ length: 20 }, (_, index) => 2015 + index);
const YEAR_OF_STEM: KeyFrom = {
  from: "header",
  group: "start",
  replace: Object.fromEntries(START_YEARS.map((start) => [String(start), toFinancialYear(start)])),
  as: "plain_financial_year",
};

/** The sheet the drop-down form looks up, hidden or not: a row of machine names such as `csp_2021`, all years beside one another. */
const lookupSheet = (sheet: string, stems: Readonly<Record<string, string>>, name: string): Layout => ({
  name,
  file: WORKBOOK_NAME,
  tables: [
    {
      sheet,
      header: { anchor: "ons_code" },
      rows: { skip: [NOT_UPPER_TIER] },
      keys: { area_code: CODE, authority_name: "authority" },
      values: Object.entries(stems).map(([stem, component]) => ({
        column: "amount_gbp",
        header: new RegExp(`^${stem}_(?<start>20\\d\\d)$`),
        keys: { financial_year: YEAR_OF_STEM, component: { constant: component } },
        scale: 1_000_000,
      })),
      ignore: [
        { header: /./, why: "other grants, counts and the register's own tier and region" },
        { header: "", why: "helper cells of the form" },
      ],
    },
  ],
});

/** A flat sheet for each year, named after it, with that year's total as `csp_2021` in a row of machine names. */
const yearSheets = (first: number, last: number): Layout => ({
  name: `settlement workbook, a sheet for each year ${toFinancialYear(first)} to ${toFinancialYear(last)}`,
  file: WORKBOOK_NAME,
  periodShownIn: "sheets are named after their year, and the total's header ends in it",
  tables: START_YEARS.filter((start) => start >= first && start <= last).map((start) => ({
    sheet: toFinancialYear(start),
    header: { anchor: "ons_code" },
    rows: { skip: [NOT_UPPER_TIER] },
    keys: {
      area_code: CODE,
      authority_name: "authority",
      financial_year: { constant: toFinancialYear(start) },
      component: { constant: "published_total" },
    },
    values: [{ column: "amount_gbp", header: `csp_${start}`, scale: 1_000_000 }],
    ignore: [
      { header: /./, why: "components under names that change every year, other years' totals, tier and region" },
      { header: "", why: "empty columns between blocks" },
    ],
  })),
});

/** Years across in words, as a summary table prints them; the title must say that figures are £ million. */
const SUMMARY_TABLE: Layout = {
  name: "settlement table, years across",
  file: WORKBOOK_NAME,
  tables: [
    {
      sheet: /^Core[ _]Spending[ _]Power$/i,
      title: { cell: "A1", matches: /core spending power.*£ ?(m\b|millions?)/i },
      header: { anchor: /^ONS[ _]code$/i },
      rows: { skip: [NOT_UPPER_TIER] },
      keys: {
        area_code: CODE,
        authority_name: { header: /^(Local )?authority( name)?$/i },
        component: { constant: "published_total" },
      },
      values: [
        {
          column: "amount_gbp",
          header: /^(?<year>20\d\d(?:-| to )(?:20)?\d\d)$/,
          keys: { financial_year: { from: "header", group: "year", as: "plain_financial_year" } },
          scale: 1_000_000,
        },
      ],
      ignore: [{ header: /^(e-?code|region|class|tier|authority type)$/i, why: "the register gives tier and region" }],
    },
  ],
};

/**
 * The settlement's own workbook as MHCLG publishes it. Its front sheet is a form with a drop-down; the figures stand behind
 * it, in £ million, on one sheet of all years ("input_data", "input") or on one sheet for each year. Totals hold the
 * grants that the components lack. The components' names are those of the files by year; a workbook that lacks one of
 * them gives the totals alone.
 */
const SETTLEMENT_WORKBOOKS: Layout[] = [
  ...["input_data", "input"].flatMap((sheet) => [
    lookupSheet(
      sheet,
      { csp: "published_total", ...COMPONENTS },
      `settlement workbook, totals and components on ${sheet}`,
    ),
    lookupSheet(sheet, { csp: "published_total" }, `settlement workbook, totals on ${sheet}`),
  ]),
  ...[2028, 2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019].map((last) => yearSheets(last > 2025 ? 2024 : 2015, last)),
  SUMMARY_TABLE,
];

/**
 * What the local government finance settlement says each authority can spend, by component. In the file: millions of
 * pounds. In staging: pounds. The number in file name and headers is the year in which the financial year starts.
 * Traps: districts, fire and police bodies stand between the counties, and the Greater London Authority has "-" as its
 * code; social care grants and the improved Better Care Fund are missing, so the sum is below the published total;
 * authorities abolished since are printed as zeros after their end, and the register quarantines those rows.
 */
export default defineSource({
  title: "Core spending power by component",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/final-local-government-finance-settlement-england",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    component: text(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "component"],
  // By component too, so that a release of totals does not take the place of the components.
  vintageBy: ["financial_year", "component"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    ...Object.entries(NOT_YET_IN_FORCE).map(([start, notYetInForce]) => ({
      name: `${toFinancialYear(Number(start))}, one row per body`,
      file: new RegExp(`^CSP_${start}\\.csv$`),
      periodShownIn: "every component's header ends in the year",
      tables: [
        {
          header: { anchor: "ons_code" },
          rows: {
            skip: [
              {
                header: "ons_code",
                matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
                why: "not an upper-tier authority or England",
              },
              { header: "ons_code", matches: notYetInForce, why: "authority not yet in force, printed as zeros" },
            ],
          },
          keys: {
            area_code: "ons_code",
            authority_name: "authority",
            financial_year: { constant: toFinancialYear(Number(start)) },
          },
          values: Object.entries(COMPONENTS).map(([stem, component]) => ({
            column: "amount_gbp",
            header: `${stem}_${start}`,
            keys: { component: { constant: component } },
            scale: 1_000_000,
          })),
          ignore: [{ header: "region", why: "the authority register gives the region" }],
        },
      ],
    })),
    ...SETTLEMENT_WORKBOOKS,
  ],
});
