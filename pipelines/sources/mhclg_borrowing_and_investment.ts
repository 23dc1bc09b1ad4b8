import {
  day,
  defineSource,
  financialYear,
  gssCode,
  text,
  value,
  type KeyFrom,
  type TableLayout,
} from "@poundwise/contracts";
import { z } from "zod";

const BORROWING = {
  "Loans short term - Banks in UK": "short_term_uk_banks",
  "Loans short term - Building Societies": "short_term_building_societies",
  "Loans short term - Other financial intermediaries": "short_term_other_financial",
  "Loans short term - Public corporations": "short_term_public_corporations",
  "Loans short term - Private non-financial corporations": "short_term_private_corporations",
  "Loans short term - Central Government": "short_term_central_government",
  "Loans short term - Households sector": "short_term_households",
  "Loans short term - Other Sources": "short_term_other",
  "Securities - Negotiable bonds & commercial paper": "bonds_and_commercial_paper",
  "Securities - Other stock issues": "other_stock_issues",
  "Loans Longer-term - PWLB": "longer_term_pwlb",
  "Loans Longer-term - Banks in UK": "longer_term_uk_banks",
  "Loans Longer-term - Building Societies": "longer_term_building_societies",
  "Loans Longer-term - Other financial intermediaries": "longer_term_other_financial",
  "Loans Longer-term - Public corporations": "longer_term_public_corporations",
  "Loans Longer-term - Private non-financial corporations": "longer_term_private_corporations",
  "Loans Longer-term - Central Government": "longer_term_central_government",
  "Loans Longer-term - Households sector": "longer_term_households",
  "Loans Longer-term - Other Sources": "longer_term_other",
  "Short Term Loans Local Authorities": "short_term_local_authorities",
  "Longer Term Loans Local Authorities": "longer_term_local_authorities",
};
const INVESTMENTS = {
  "Deposits: banks": "bank_deposits",
  "Deposits: building societies": "building_society_deposits",
  "Treasury bills": "treasury_bills",
  "Certificates of deposit: banks": "bank_certificates_of_deposit",
  "Certificates of deposit: building societies": "building_society_certificates_of_deposit",
  "British Government (Gilt-edge) securities": "gilts",
  "Other financial intermediaries": "other_financial",
  "Public corporations": "public_corporations",
  "Debt Management Account deposit facility": "debt_management_account",
  "Money market funds": "money_market_funds",
  "Externally managed funds": "externally_managed_funds",
  "Other investments": "other",
  "Loans Local Government": "loans_to_local_government",
};
const SIDES = [
  { name: "Borrowing", side: "borrowing", instruments: BORROWING },
  { name: "Investments", side: "investment", instruments: INVESTMENTS },
];

/** Sheets of quarters and of years. The first have a header of their own above the authorities, the others share it with the totals. */
const ERAS: readonly {
  readonly sheets: string;
  readonly years: Readonly<Record<string, string>>;
  readonly hasCodes: boolean;
}[] = [
  {
    sheets: "(?<year>1[789]-\\d\\d)( Q[1-4])?",
    years: { "17-18": "2017-18", "18-19": "2018-19", "19-20": "2019-20" },
    hasCodes: true,
  },
  {
    sheets: "(?<year>1[3456]-\\d\\d)",
    years: { "13-14": "2013-14", "14-15": "2014-15", "15-16": "2015-16", "16-17": "2016-17" },
    hasCodes: false,
  },
];
const NAME: KeyFrom = {
  header: "Local authority name",
  as: "area_name",
  replace: {
    "The Medway Towns UA": "Medway",
    "Middlesborough UA": "Middlesbrough",
    "Herefordshire District Council": "Herefordshire",
    "Kings Lynn & West Norfolk": "King's Lynn and West Norfolk",
    Shepway: "Folkestone and Hythe",
  },
};

const table = (side: (typeof SIDES)[number], era: (typeof ERAS)[number]): TableLayout => ({
  sheet: new RegExp(`^LA ${side.name} ${era.sheets}$`),
  title: {
    cell: "A1",
    matches: /^Outstanding (borrowing|investments) by local authority and category, as at (?<day>\d+ \w+ \d{4}), UK$/,
  },
  header: { anchor: era.hasCodes ? "ONS code" : "Local authority name" },
  rows: {
    skip: [
      {
        header: "LGF code",
        matches: /^(?!E([0-4]\d{3}|50\d{2})$)/,
        why: "not an English authority with services of its own",
      },
    ],
  },
  keys: {
    area_code: era.hasCodes ? "ONS code" : NAME,
    authority_name: "Local authority name",
    financial_year: { from: "sheet", group: "year", map: era.years },
    as_at_date: { from: "title", group: "day" },
    balance_side: { constant: side.side },
  },
  values: [
    {
      column: "amount_gbp",
      header: new RegExp(`^(?<instrument>${Object.keys(side.instruments).map(escape).join("|")})( ?\\(a\\))?$`),
      keys: { instrument: { from: "header", group: "instrument", map: side.instruments } },
      scale: 1000,
    },
  ],
  ignore: [
    {
      header: /^(LGF code|Category|Region code|Country|Class of authority)$/,
      why: "the register gives the tier and region",
    },
    { header: "", why: "marks of estimated returns, and check figures to the right" },
  ],
});

function escape(words: string): string {
  return words.replace(/[()&]/g, "\\$&");
}

/**
 * What each authority owes and has invested on the last day of a quarter or year, by instrument. In the file: thousands of
 * pounds. In staging: pounds. Traps: the summary sheet is driven by a selector and hides most of its rows, so only the
 * sheets by date are read; until 2016-17 authorities have names only, and the headers of class and country are swapped;
 * lending between authorities is inside the figures and must be netted before anything is added up nationally; police,
 * fire and combined authorities, Scotland, Wales and Northern Ireland stand in the same list.
 */
export default defineSource({
  title: "Borrowing and investment live table",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/statistical-data-sets/live-tables-on-local-government-finance",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    as_at_date: day(),
    balance_side: text(),
    instrument: text(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "as_at_date", "balance_side", "instrument"],
  vintageBy: ["as_at_date"],
  areaColumn: "area_code",
  markers: { "-": "not_available", "..": "not_available", "[x]": "not_available" },
  layouts: [
    {
      name: "to 2019-20, a sheet for each date and side",
      file: /^Borrowing_and_Investment_Live_Table_.*\.(xlsx|ods)$/i,
      tables: SIDES.flatMap((side) => ERAS.map((era) => table(side, era))),
    },
  ],
});
