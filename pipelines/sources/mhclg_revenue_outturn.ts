import {
  defineSource,
  financialYear,
  gssCode,
  optionalText,
  text,
  value,
  type KeyFrom,
  type Layout,
  type RowRules,
} from "@poundwise/contracts";
import { z } from "zod";

const SERVICE_LINES = {
  "Education services": "education",
  "Highways and transport services": "highways_and_transport",
  "Children Social Care": "childrens_social_care",
  "Adult Social Care": "adult_social_care",
  "Public Health": "public_health",
  "Housing services (GFRA only)": "housing",
  "Cultural and related services": "cultural",
  "Environmental and regulatory services": "environmental_and_regulatory",
  "Planning and development services": "planning_and_development",
  "Police services": "police",
  "Fire and rescue services": "fire_and_rescue",
  "Central services": "central",
  "Other services": "other",
  "Total Service Expenditure": "total",
};
const BEFORE_PUBLIC_HEALTH = Object.fromEntries(
  Object.entries(SERVICE_LINES).filter(([, line]) => line !== "public_health"),
);
const TOTALS = {
  "Total Expenditure": "total_expenditure",
  "Total Income": "total_income",
  "Net Current Expenditure": "net_current_expenditure",
};
const PARTS = {
  Employees: "employees",
  "Running Expenses": "running_expenses",
  "Sales, Fees and Charges": "sales_fees_charges",
  "Other Income": "other_income",
};

// RSX_2022-23_data_by_LA, RSX_LA_Data_2024-25_data_by_LA, RSX_2021-22_data_by_LA_Live, Revenue_Outturn__RSX__data_2014-15_by_LA_-_02-Feb-2016
const FILE_NAME =
  /^(RSX|Revenue[ _]Outturn[ _]+(Service[ _]Expenditure[ _]Summary[ _]+)?\(?RSX)[ _)-].*\.(ods|xlsx?)$/i;
const SHEET = /^RSX[ _]LA[ _]Data[ _]\d{4}-?\d{2}$/;
const TITLE = { cell: "A1", matches: /(?=.*\bRSX\b).*?(?<year>\d{4}-\d{2})/ };
const NOT_UPPER_TIER = {
  matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
  why: "not an upper-tier authority or England",
};
/** The publisher's spelling moves between "Children Social Care" and "Children's Social Care". */
const toPattern = (line: string) =>
  line.replace(/[()]/g, "\\$&").replace("Children Social Care", "Children('s)? Social Care");

/** One header row; "Education services - Employees (C1)". Since 2021-22. */
const flat = (era: { name: string; certified: string; measures: Readonly<Record<string, string>> }): Layout => ({
  name: era.name,
  file: FILE_NAME,
  tables: [
    {
      sheet: SHEET,
      title: TITLE,
      header: { anchor: "E-code" },
      rows: {
        // The class totals below the authorities start with the header row printed again.
        stopAt: { header: "E-code", matches: /^E-code$/ },
        skip: [{ header: "ONS Code", ...NOT_UPPER_TIER }],
      },
      keys: {
        area_code: "ONS Code",
        authority_name: "Local authority",
        financial_year: { from: "title", group: "year", as: "plain_financial_year" },
        authority_class: "Class",
        certified: era.certified,
      },
      // One rule per column, so that a column that is gone is missed. The hyphen has a blank before it, after it or on both
      // sides; "(C3 = C1 + C2)" is the publisher's formula.
      values: Object.entries(SERVICE_LINES).flatMap(([line, lineId]) =>
        Object.entries(era.measures).map(([measure, measureId]) => ({
          column: "amount_gbp",
          header: new RegExp(`^${toPattern(line)} ?[-–] ?${measure} ?\\(C\\d.*\\)$`, "i"),
          keys: { service_line: { constant: lineId }, spend_measure: { constant: measureId } },
          scale: 1000,
        })),
      ),
      ignore: [
        { header: "E-code", why: "the GSS code identifies the authority" },
        { header: "Notes", why: "M marks a missing return, which the cells say themselves" },
        { header: "Detailed Class", why: "the class is enough" },
      ],
    },
  ],
});

// In stacked headers a title in the rows above comes before the name of a key column.
const ECODE = /(^|\| )E-code$/;
const ONS_CODE = /(^|\| )ONS Code$/i;
const AUTHORITY = /(^|\| )Local authority$/i;
const CLASS = /(^|\| )Class$/i;
// North Yorkshire is printed under the code that Northumberland had until 2009.
const BY_CODE = {
  areaCode: { header: ONS_CODE, replace: { E10000022: "E10000023" } },
  skip: [{ header: ONS_CODE, ...NOT_UPPER_TIER }],
};
const BY_NAME = {
  areaCode: {
    header: AUTHORITY,
    as: "area_name",
    replace: { "Middlesborough UA": "Middlesbrough", "The Medway Towns UA": "Medway" },
  },
  skip: [
    { header: ECODE, matches: /^(?!E\d{4}$)/, why: "a total or a note" },
    { header: CLASS, matches: /^(?!(L|LB|MD|UA|SC)$)/, why: "not an upper-tier authority" },
  ],
} as const;

/** The service over the first of its columns, the measures one to three rows below, form codes between. Until 2020-21. */
const stacked = (era: {
  name: string;
  areas: { readonly areaCode: KeyFrom; readonly skip: NonNullable<RowRules["skip"]> };
  lines: Readonly<Record<string, string>>;
}): Layout => ({
  name: era.name,
  file: FILE_NAME,
  tables: [
    {
      sheet: SHEET,
      title: TITLE,
      header: { anchor: "E-code", depth: 4, fillRight: true },
      rows: { stopAt: { header: ECODE, matches: /^E-code$/ }, skip: era.areas.skip },
      keys: {
        area_code: era.areas.areaCode,
        authority_name: { header: AUTHORITY },
        financial_year: { from: "title", group: "year", as: "plain_financial_year" },
        authority_class: { header: CLASS },
        certified: { constant: null },
      },
      values: Object.entries(era.lines).flatMap(([line, lineId]) =>
        Object.entries({ ...TOTALS, ...PARTS }).map(([measure, measureId]) => ({
          column: "amount_gbp",
          header: new RegExp(`(^|\\| )${toPattern(line)}\\**( \\|.*)? \\| ${measure} ?\\(C\\d.*\\)$`, "i"),
          keys: { service_line: { constant: lineId }, spend_measure: { constant: measureId } },
          scale: 1000,
        })),
      ),
      ignore: [
        {
          header: /(^|\| )(E-code|ONS Code|Region|Notes?|Detailed Class|Certifi(ed|cation))$/i,
          why: "the code or name identifies the authority",
        },
        { header: /\| (Capital charges|Net total cost)/i, why: "spending is compared before capital charges" },
        { header: "", why: "footnote letters beside names" },
      ],
    },
  ],
});

/**
 * What each authority spent and received, by service, as returned after the year's end. In the file: thousands of
 * pounds. In staging: pounds. Traps: an authority that made no return in time holds [x] in every cell (England is grossed
 * up for it); a release comes twice under one file name, and the first one is largely uncertified; totals by class stand
 * under the authorities; spellings of names and headers change from year to year.
 */
export default defineSource({
  title: "Revenue outturn, service expenditure summary (RSX)",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/local-authority-revenue-expenditure-and-financing",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    service_line: text(),
    spend_measure: text(),
    authority_class: text(),
    certified: optionalText(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "service_line", "spend_measure"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "[x]": "not_available" },
  layouts: [
    flat({ name: "2024-25, flat header", certified: "Certification", measures: { ...TOTALS, ...PARTS } }),
    flat({ name: "2022-23, hidden code rows", certified: "Certified", measures: { ...TOTALS, ...PARTS } }),
    // Extracts without the split of expenditure and income; a full release with a column missing does not fit them.
    flat({ name: "2024-25, totals only", certified: "Certification", measures: TOTALS }),
    flat({ name: "2022-23, totals only", certified: "Certified", measures: TOTALS }),
    stacked({ name: "2014-15 to 2020-21, services over measures", areas: BY_CODE, lines: SERVICE_LINES }),
    stacked({ name: "2013-14, services over measures, names only", areas: BY_NAME, lines: SERVICE_LINES }),
    stacked({ name: "2011-12 and 2012-13, before public health", areas: BY_NAME, lines: BEFORE_PUBLIC_HEALTH }),
  ],
});
