import {
  defineSource,
  financialYear,
  gssCode,
  text,
  value,
  type KeyFrom,
  type Layout,
  type TableLayout,
  type ValueFrom,
} from "@poundwise/contracts";
import { z } from "zod";

/** Value column and how the header of its line begins. */
type Lines = Readonly<Record<string, string>>;

const BILLING_2015: Lines = {
  council_tax_requirement_gbp: "1\\. Council Tax Requirement",
  parish_precepts_gbp: "2\\. Parish precepts",
  levies_gbp: "3a\\. Levies",
  tax_base_count: "8\\. Council tax base for council tax setting",
  band_d_gbp: "10\\. Average",
  band_d_without_parishes_gbp: "11\\. Average",
};
const BILLING: Lines = {
  council_tax_requirement_gbp: "1\\. Council Tax Requirement",
  parish_precepts_gbp: "2\\. Parish precepts",
  levies_gbp: "3a\\. Levies",
  tax_base_count: "7\\. Council tax base",
  band_d_gbp: "8\\. Average",
  band_d_without_parishes_gbp: "9\\. Average",
};
const PRECEPTING: Lines = {
  council_tax_requirement_gbp: "1\\. Council Tax Requirement",
  levies_gbp: "1a\\. The amount of any levies",
  tax_base_count: "2\\. Council tax base",
  band_d_gbp: "3\\. Average",
};
const NO_SERVICES = {
  header: "Class",
  matches: /^(?!(ILB|OLB|MD|UA|SD|SC)$)/,
  why: "a police, fire or combined authority, or a total",
};
const NO_AUTHORITY = { header: "Ecode", matches: /^(?!E\d{4}$)/, why: "a heading, a total or a note" };
const DETAIL = [
  { header: /^Class$|^Region$|^E-?code$/, why: "the register gives the tier and region" },
  { header: /^'?\d+[ab]?\. ?/, why: "a line not used" },
  {
    header: /^(Local authority|Taxbase|Average|Total Adult|Adult Social)/,
    why: "parts of authorities about to be reorganised",
  },
  { header: /^Re-organising authorities/, why: "parts of authorities about to be reorganised" },
  { header: /^(Police|Fire|Combined Authority|Tax Base|CTB|Number)$/, why: "a line not used" },
  { header: "", why: "(R) beside revised figures, and '-' where a line does not apply" },
] as const;

/** A later release restates the year before it, with fewer lines: the two are kept apart. */
const STATEMENTS = { previous: "restated_a_year_later", current: "as_set" };

const precept = (header: RegExp, year: string): ValueFrom => ({
  column: "social_care_precept_gbp",
  header,
  keys: { financial_year: { constant: year }, statement: { constant: STATEMENTS.current } },
});

interface Years {
  readonly previous: string;
  readonly current: string;
}
/** The last part of a line's header, by year: the year in the row below, or words behind the title. */
type YearForm = (years: Years, which: keyof Years) => string;
const YEAR_BELOW: YearForm = (years, which) => ` \\| ${years[which]}$`;
const YEAR_BESIDE: YearForm = (_years, which) => `\\(${which} year\\)$`;

const bothYears = (lines: Lines, years: Years, form: YearForm): ValueFrom[] =>
  Object.entries(lines).flatMap(([column, begin]) =>
    (["previous", "current"] as const).map((which) => ({
      column,
      header: new RegExp(`^${begin}.*${form(years, which)}`),
      keys: { financial_year: { constant: years[which] }, statement: { constant: STATEMENTS[which] } },
    })),
  );

const NAME: KeyFrom = {
  header: "Authority",
  as: "area_name",
  // Printed without its apostrophe, and under the name before the one in the register.
  replace: { "Kings Lynn and West Norfolk": "King's Lynn and West Norfolk", Shepway: "Folkestone and Hythe" },
};

const dataTable = (years: Years, lines: Lines, hasPrecept: boolean): TableLayout => ({
  sheet: "Data",
  header: { anchor: "County or GLA", depth: 2 },
  rows: { stopAt: { header: "Ecode", matches: /^Ecode$/ }, skip: [NO_AUTHORITY, NO_SERVICES] },
  keys: { area_code: NAME, authority_name: "Authority" },
  values: [
    ...bothYears(lines, years, YEAR_BELOW),
    ...(hasPrecept ? [precept(/^10\. Total Adult Social Care precept$/, years.current)] : []),
  ],
  ignore: [...DETAIL, { header: "ONS Code", why: "earlier years have names only" }],
});

const endingYears = (start: number): Years => ({
  previous: `${start - 1}-${String(start).slice(-2)}`,
  current: `${start}-${String(start + 1).slice(-2)}`,
});

/** From 2020-21 counties stand in a second table under the first, with a header of their own but without its years. */
const preceptingTable = (years: Years): TableLayout => ({
  sheet: "Data",
  header: {
    anchor: "1. Council Tax Requirement including special expenses.",
    names: {
      E: { printed: /^1\. /, as: "1. Council Tax Requirement (previous year)" },
      F: { printed: /^$|^1\. /, as: "1. Council Tax Requirement (current year)" },
      M: { printed: /^1a\. /, as: "1a. The amount of any levies (previous year)" },
      N: { printed: /^$|^1a\. /, as: "1a. The amount of any levies (current year)" },
      U: { printed: /^2\. /, as: "2. Council tax base (previous year)" },
      V: { printed: /^$|^2\. /, as: "2. Council tax base (current year)" },
      W: { printed: /^3\. /, as: "3. Average (previous year)" },
      X: { printed: /^$|^3\. /, as: "3. Average (current year)" },
    },
  },
  rows: { skip: [NO_AUTHORITY, NO_SERVICES] },
  keys: { area_code: NAME, authority_name: "Authority" },
  values: [
    ...bothYears(PRECEPTING, years, YEAR_BESIDE),
    precept(/^4\. Total Adult Social Care precept$/, years.current),
  ],
  ignore: [...DETAIL, { header: "ONS Code", why: "earlier years have names only" }],
});

const openDocument = (years: Years, sheet: string, lines: Lines, line: RegExp): TableLayout => ({
  sheet,
  title: { cell: "A1", matches: new RegExp(`, ${years.previous} (and|to) ${years.current}( \\[note.*)?$`) },
  header: { anchor: "E-code" },
  rows: {
    skip: [{ header: "E-code", matches: /^(?!E\d{4}$)/, why: "a total, or a part of an authority" }, NO_SERVICES],
  },
  keys: { area_code: "ONS Code", authority_name: "Authority" },
  values: [...bothYears(lines, years, YEAR_BESIDE), precept(line, years.current)],
  ignore: [...DETAIL, { header: /^Notes/, why: "notes on single figures" }],
});

/** One sheet "Data"; which years it holds is printed under the headers of its lines, and no other years fit. */
const dataSheet = (tables: readonly TableLayout[], name: string): Layout => ({
  name,
  file: /^(ctr[ _-]|council[ _-]?tax(?![ _-]?base)[ _-]).*\.xlsx?$/i,
  periodShownIn: "both years stand in the header",
  tables,
});

/** How each year's sheet may be laid out: lines were numbered anew and the precept added between 2015-16 and 2019-20. */
const layoutsOf = (start: number): Layout[] => {
  const years = endingYears(start);
  const ofYear = (words: string) => `${years.current}, ${words}`;
  return [
    ...(start < 2020
      ? []
      : [
          dataSheet(
            [dataTable(years, BILLING, true), preceptingTable(years)],
            ofYear("counties in a table of their own"),
          ),
        ]),
    dataSheet([dataTable(years, BILLING, true)], ofYear("with the social care precept")),
    dataSheet([dataTable(years, BILLING_2015, false)], ofYear("lines numbered as in 2015-16")),
    dataSheet([dataTable(years, BILLING, false)], ofYear("without the social care precept")),
  ];
};

const openDocuments = (start: number): Layout => {
  const years = endingYears(start);
  return {
    name: `${years.current}, OpenDocument`,
    file: /^(CTR|council[ _-]?tax)[ _-]?Table_\d+_.*\.ods$/i,
    periodShownIn: "the title names both years",
    tables: [
      openDocument(years, "Data_Billing", BILLING, /^10\. Total Adult Social Care precept/),
      openDocument(years, "Data_Precepting", PRECEPTING, /^4\. Total Adult Social Care precept$/),
    ],
  };
};

/**
 * Council tax requirement, tax base and average council tax of billing authorities and counties, each release with the
 * year before. Pounds, in the file and after; the tax base counts dwellings as band D equivalents. Traps: a county's
 * requirement is part of what its districts collect, so the two must not be added; band D of a county is its own share;
 * releases to 2019-20 know authorities by name only; figures of the year before are restated for
 * reorganised areas, so `statement` says which of the two a row is.
 */
export default defineSource({
  title: "Council tax requirement and council tax levels by authority",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/council-tax-statistics",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    statement: text(),
    council_tax_requirement_gbp: value(),
    parish_precepts_gbp: value(),
    levies_gbp: value(),
    tax_base_count: value(),
    band_d_gbp: value(),
    band_d_without_parishes_gbp: value(),
    social_care_precept_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "statement"],
  vintageBy: ["financial_year", "statement"],
  areaColumn: "area_code",
  markers: { "-": "not_applicable", "[z]": "not_applicable", "[x]": "not_available" },
  layouts: [
    ...Array.from({ length: 11 }, (_, index) => 2012 + index).flatMap(layoutsOf),
    ...Array.from({ length: 12 }, (_, index) => 2023 + index).map(openDocuments),
  ],
});
