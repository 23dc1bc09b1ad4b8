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

/** Lines of the summary and their headers, which are worded a little differently every year. */
type Lines = Readonly<Record<string, RegExp>>;

const LINES: Lines = {
  education: /^Education services$/,
  highways_and_transport: /^Highways and transport services$/,
  housing: /^Housing services \(GFRA only\)$/,
  cultural: /^Cultural and related services$/,
  environmental_and_regulatory: /^Environmental and regulatory services$/,
  planning_and_development: /^Planning and development services$/,
  police: /^Police services$/,
  fire_and_rescue: /^Fire and rescue services$/,
  central: /^Central services$/,
  other: /^Other services$/,
  total: /^TOTAL SERVICE EXPENDITURE \(/,
  parish_precepts: /^Parish precepts$/i,
  net_current_expenditure: /^NET CURRENT EXPENDITURE/,
  provision_for_repayment: /^Provision for repayment of principal$/,
  grants_outside_aef: /^Specific and special (revenue )?grants outside AEF/,
  revenue_expenditure: /^REVENUE EXPENDITURE/,
  grants_inside_aef: /^Specific and special (revenue )?grants inside AEF/,
  net_revenue_expenditure: /^NET REVENUE EXPENDITURE/,
  to_schools_reserves: /^Appropriations to\(\+\)\/ ?from\(-\) schools'? reserves$/,
  to_earmarked_reserves: /^Appropriations to\(\+\)\/ ?from\(-\) other earmarked financial reserves$/,
  to_unallocated_reserves: /^Appropriations to\(\+\)\/ ?from\(-\) unallocated financial reserves$/,
  revenue_support_grant: /^Revenue Support Grant$/,
  police_grant: /^Police grant$/,
  council_tax_requirement: /^COUNCIL TAX REQUIREMENT/,
};
const CARE_TOGETHER: Lines = { social_care: /^Social care$/ };
const CARE_APART: Lines = {
  childrens_social_care: /^Children Social Care$/,
  adult_social_care: /^Adult Social Care$/,
  public_health: /^Public Health$/,
};
const CARE_BEFORE_PUBLIC_HEALTH: Lines = {
  childrens_social_care: /^Children Social Care$/,
  adult_social_care: /^Adult Social Care$/,
};
const REDISTRIBUTED_RATES: Lines = { redistributed_business_rates: /^Redistributed non-domestic rates$/ };
const RETAINED_RATES: Lines = { retained_business_rates: /^Retained income from Rate Retention Scheme$/ };
/** One sheet has the reserves at the start of the year, another those at its end, under the same headers. */
const reserves = (
  when: "opening" | "closing",
  header = (kind: string) => new RegExp(`^${kind} reserves level$`),
): Lines => ({
  [`${when}_schools_reserves`]: header("Schools"),
  [`${when}_earmarked_reserves`]: header("Other earmarked financial"),
  [`${when}_unallocated_reserves`]: header("Unallocated financial"),
});
const reservesOn = (when: "opening" | "closing", day: string): Lines =>
  reserves(when, (kind) => new RegExp(`^Estimated ${kind} reserves level at ${day}$`, "i"));

// In 2010-11 these columns repeat services and financing on another accounting basis, under the same headers.
const OTHER_BASIS = Object.fromEntries(
  "CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ CR CS CT CU CV CW"
    .split(" ")
    .map((column) => [column, { printed: /./, as: "On another accounting basis" }]),
);
const TITLE = /(?=.*\(RS\)).*?(?<year>\d{4}-\d{2})/;
// RS_2017-18_data_by_LA, RS_LA_Data_2024-25_data_by_LA, Revenue_Outturn_Summary__RS__data_2014-15_by_LA_-_02-Feb-2016
const FILE_NAME = /^(RS_|Revenue[ _]Outturn[ _]Summary[ _]+\(?RS).*\.(xlsx?|ods)$/i;
/** The one sheet of authorities, or the first and second of two. */
const ONE_SHEET = /^RS[ _]LA[ _]Data[ _]\d{4}-?\d{2}$/;
const FIRST_SHEET = /^RS[ _]LA[ _]Data[ _]\d{4}-?\d{2} \(1\)$/;
const SECOND_SHEET = /^RS[ _]LA[ _]Data[ _]\d{4}-?\d{2} \(2\)$/;
// North Yorkshire is printed under the code that Northumberland had until 2009.
const CODE_2017: KeyFrom = { header: "ONS Code", replace: { E10000022: "E10000023" } };
const NAME: KeyFrom = {
  header: "Local authority",
  as: "area_name",
  replace: { "Middlesborough UA": "Middlesbrough", "The Medway Towns UA": "Medway" },
};
const NO_UPPER_TIER = { header: "Class", matches: /^(?!(L|MD|UA|SC)$)/, why: "not an upper-tier authority" };
const NO_AUTHORITY = { header: "E-code", matches: /^(?!E\d{4}$)/, why: "a total or a note" };
const NO_ENGLAND = { header: "Local authority", matches: /^(?!ENGLAND$)/, why: "not the England total" };

interface Era {
  readonly sheet: RegExp;
  readonly areaCode: KeyFrom;
  readonly lines: Lines;
  readonly names?: NonNullable<TableLayout["header"]["names"]>;
}

/** The authorities of a sheet, and its England row. */
function tables(era: Era): TableLayout[] {
  const scopes = [
    { areaCode: era.areaCode, skip: [NO_AUTHORITY, NO_UPPER_TIER] },
    { areaCode: { constant: "E92000001" }, skip: [NO_ENGLAND] },
  ];
  return scopes.map(({ areaCode, skip }) => ({
    sheet: era.sheet,
    title: { cell: "A1", matches: TITLE },
    header: { anchor: "E-code", ...(era.names === undefined ? {} : { names: era.names }) },
    rows: { skip },
    keys: {
      area_code: areaCode,
      authority_name: "Local authority",
      financial_year: { from: "title", group: "year", as: "plain_financial_year" },
    },
    values: Object.entries(era.lines).map(([line, header]): ValueFrom => ({
      column: "amount_gbp",
      header,
      keys: { revenue_line: { constant: line } },
      scale: 1000,
    })),
    ignore: [
      { header: /^(E-code|ONS Code|Region|Class)$/, why: "the register gives the tier and region" },
      { header: /./, why: "detail below the lines kept, or the other sheet's subject" },
      { header: "", why: "footnote letters beside names, line numbers beside totals" },
    ],
  }));
}

/** The years with opening reserves on one sheet and closing reserves on another, both with all other columns. */
function twoSheets(name: string, areaCode: KeyFrom, linesOfYear: Lines, names?: Era["names"]): Layout {
  const shared = { areaCode, ...(names === undefined ? {} : { names }) };
  return {
    name,
    file: FILE_NAME,
    tables: [
      ...tables({ ...shared, sheet: FIRST_SHEET, lines: { ...LINES, ...linesOfYear, ...reserves("opening") } }),
      ...tables({ ...shared, sheet: SECOND_SHEET, lines: reserves("closing") }),
    ],
  };
}

/**
 * The summary of all revenue of an authority: service lines, net current, revenue and net revenue expenditure, how it is
 * financed, and reserves at both ends of the year. In the file: thousands of pounds. In staging: pounds. Spending and
 * contributions to reserves are positive; grants and financing are negative. Traps: social care is one line until
 * 2010-11; releases before 2014-15 have no codes, only names and E-codes; opening and closing reserves stand on two
 * sheets under the same headers; the service lines of 2010-11 are repeated on another accounting basis; totals are those
 * of all lines, also of lines not read here. From 2018-19 on `mhclg_revenue_outturn` has the services.
 */
export default defineSource({
  title: "Revenue outturn summary (RS)",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/local-authority-revenue-expenditure-and-financing",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    revenue_line: text(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "revenue_line"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "...": "not_available", "n/a": "not_applicable", "-": "not_applicable" },
  layouts: [
    {
      name: "since 2015-16, one sheet",
      file: FILE_NAME,
      tables: tables({
        sheet: ONE_SHEET,
        areaCode: CODE_2017,
        lines: {
          ...LINES,
          ...CARE_APART,
          ...RETAINED_RATES,
          ...reservesOn("opening", "1 April"),
          ...reservesOn("closing", "31 March"),
        },
      }),
    },
    twoSheets("2014-15, opening and closing reserves on two sheets", "ONS Code", {
      ...CARE_APART,
      ...RETAINED_RATES,
    }),
    twoSheets("2013-14, names only", NAME, { ...CARE_APART, ...RETAINED_RATES }),
    twoSheets("2011-12 and 2012-13, names only, before public health", NAME, {
      ...CARE_BEFORE_PUBLIC_HEALTH,
      ...REDISTRIBUTED_RATES,
    }),
    twoSheets(
      "2010-11, names only, social care in one line",
      NAME,
      { ...CARE_TOGETHER, ...REDISTRIBUTED_RATES },
      OTHER_BASIS,
    ),
  ],
});
