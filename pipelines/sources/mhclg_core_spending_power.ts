import { defineSource, financialYear, gssCode, text, value, type Layout } from "@poundwise/contracts";
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

/**
 * The settlement's own workbook: a form with a drop-down, and a sheet with the total of each authority and year. Assumed, as
 * no such file is at hand: sheet "Core Spending Power", a title in A1 that says £ million, codes under "ONS code". A file
 * that is otherwise is refused. Its totals hold the grants that the components lack.
 */
const SETTLEMENT_WORKBOOK: Layout = {
  name: "settlement workbook, years across (assumed)",
  file: /^core[ _-]spending[ _-]power.*\.(xlsx|ods)$/i,
  tables: [
    {
      sheet: /^Core[ _]Spending[ _]Power$/i,
      title: { cell: "A1", matches: /core spending power.*£ ?(m\b|millions?)/i },
      header: { anchor: /^ONS[ _]code$/i },
      rows: {
        skip: [
          {
            header: /^ONS[ _]code$/i,
            matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
            why: "not an upper-tier authority or England",
          },
        ],
      },
      keys: {
        area_code: { header: /^ONS[ _]code$/i },
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
    SETTLEMENT_WORKBOOK,
  ],
});
