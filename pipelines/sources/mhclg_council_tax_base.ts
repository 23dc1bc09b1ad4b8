import { defineSource, financialYear, gssCode, text, value, type Layout } from "@poundwise/contracts";
import { z } from "zod";

/** The columns headed "Total" under the lines kept, by letter: their headers alone do not tell them apart. */
interface Columns {
  readonly dwellings_on_list_count: string;
  readonly chargeable_dwellings_count: string;
  readonly single_adult_discount_count: string;
  readonly second_homes_count: string;
  readonly long_term_empty_count?: string;
  readonly band_d_equivalents_count: string;
  readonly tax_base_count: string;
  readonly tax_base_after_support_count?: string;
}

const named = (letter: string, printed: string | RegExp, as: string) => [letter, { printed, as }] as const;

const layout = (era: {
  readonly year: string;
  readonly name: string;
  readonly file: RegExp;
  readonly anchor: string;
  readonly columns: Columns;
}): Layout => ({
  name: `${era.year}, ${era.name}`,
  file: era.file,
  tables: [
    {
      sheet: "Data",
      title: { cell: "D1", matches: new RegExp(`^Source:- CTB \\(${era.year.slice(0, 4)}\\)$`) },
      header: {
        anchor: era.anchor,
        names: Object.fromEntries([
          named("A", era.anchor, "E-code"),
          named("B", "", "Class"),
          named("C", "", "Region"),
          named("D", "", "Authority"),
          ...Object.entries(era.columns).map(([column, letter]) => named(String(letter), "Total", column)),
        ]),
      },
      rows: {
        // A second block under the authorities repeats them with other lines.
        stopAt: { header: "E-code", matches: /^CTBS$/ },
        skip: [{ header: "E-code", matches: /^(?!E\d{4}$)/, why: "a heading or a total" }],
      },
      keys: {
        area_code: { header: "Authority", as: "area_name", replace: OTHER_SPELLINGS },
        authority_name: "Authority",
        financial_year: { constant: era.year },
      },
      values: Object.keys(era.columns).map((column) => ({ column, header: column })),
      ignore: [
        { header: /^(Class|Region)$/, why: "the register gives the tier and region" },
        { header: /^[A-H]( -)?$|^Band A entitled/, why: "detail by band" },
        { header: "Total", why: "lines not used" },
        { header: "", why: "check figures to the right" },
      ],
    },
  ],
});
const OTHER_SPELLINGS = {
  "Kings Lynn & West Norfolk": "King's Lynn and West Norfolk",
  Shepway: "Folkestone and Hythe",
  "The Medway Towns": "Medway",
};

/**
 * The council tax base of billing authorities as counted in October: dwellings, and dwellings as band D equivalents. Traps:
 * counties have no row, their districts have; the file is a form with a drop-down, and its data sheet has two to five
 * blocks of the same authorities under one another; from 2013 the tax base for grant purposes is before council tax
 * support, and 2015 also has it after; authorities have names and E-codes only, those of the year of the count.
 */
export default defineSource({
  title: "Council tax base (CTB), authority data",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/council-taxbase-statistics",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    dwellings_on_list_count: value(),
    chargeable_dwellings_count: value(),
    single_adult_discount_count: value(),
    second_homes_count: value(),
    long_term_empty_count: value(),
    band_d_equivalents_count: value(),
    tax_base_count: value(),
    tax_base_after_support_count: value(),
  }),
  grain: ["area_code", "financial_year"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    layout({
      year: "2010-11",
      name: "BIFF workbook, bands in row 4",
      file: /^2010_Local_Authority_level_data\.xls$/,
      anchor: "below",
      columns: {
        dwellings_on_list_count: "M",
        chargeable_dwellings_count: "AN",
        single_adult_discount_count: "CA",
        second_homes_count: "DD",
        band_d_equivalents_count: "FS",
        tax_base_count: "FU",
      },
    }),
    layout({
      year: "2013-14",
      name: "bands in row 3, before council tax support",
      file: /^Council_Taxbase_local_authority_level_data_2013\.xlsx$/,
      anchor: "*for supplementary data see table",
      columns: {
        dwellings_on_list_count: "M",
        chargeable_dwellings_count: "AN",
        single_adult_discount_count: "CA",
        second_homes_count: "DD",
        long_term_empty_count: "FF",
        band_d_equivalents_count: "HL",
        tax_base_count: "HN",
      },
    }),
    layout({
      year: "2015-16",
      name: "bands in row 3, also after council tax support",
      file: /^CTB_Form_October_2015.*\.xlsx$/,
      anchor: "*for supplementary data see table",
      columns: {
        dwellings_on_list_count: "M",
        chargeable_dwellings_count: "AN",
        single_adult_discount_count: "CA",
        second_homes_count: "DD",
        long_term_empty_count: "EW",
        band_d_equivalents_count: "HV",
        tax_base_count: "HX",
        tax_base_after_support_count: "JN",
      },
    }),
  ],
});
