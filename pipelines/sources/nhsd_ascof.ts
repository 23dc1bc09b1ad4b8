import { defineSource, type KeyFrom, type PeriodForm, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

type Codes = Readonly<Record<string, string>>;

const firstOfTwo = /^([\d.,]+) ?\(/;
// Measure codes until 2022-23; the brackets come and go between years.
const OLD_CODES: Codes = {
  "1A": "nhsd_ascof_1a_scrqol",
  "1J": "nhsd_ascof_1b_adjusted_scrqol",
  "1D": "nhsd_ascof_1c_carer_qol",
  "3A": "nhsd_ascof_1d_user_satisfaction",
  "3B": "nhsd_ascof_1e_carer_satisfaction",
  "2D": "nhsd_ascof_2a_reablement_no_further_support",
  "2A(1)": "nhsd_ascof_2b_admissions_18_64",
  "2A1": "nhsd_ascof_2b_admissions_18_64",
  "2A(2)": "nhsd_ascof_2c_admissions_65plus",
  "2A2": "nhsd_ascof_2c_admissions_65plus",
  "2B(1)": "nhsd_ascof_2d1_still_in_community_12wk",
  "2B1": "nhsd_ascof_2d1_still_in_community_12wk",
  "2B(2)": "nhsd_ascof_2d2_offered_reablement",
  "2B2": "nhsd_ascof_2d2_offered_reablement",
  "1G": "nhsd_ascof_2e1_ld_own_home",
  "1B": "nhsd_ascof_3a_control_daily_life",
  "3C": "nhsd_ascof_3b_carers_consulted",
  "3D(1)": "nhsd_ascof_3c1_info_users",
  "3D1": "nhsd_ascof_3c1_info_users",
  "3D(2)": "nhsd_ascof_3c2_info_carers",
  "3D2": "nhsd_ascof_3c2_info_carers",
  "1C(1A)": "nhsd_ascof_3d1a_self_directed",
  "1C1A": "nhsd_ascof_3d1a_self_directed",
  "1C(2A)": "nhsd_ascof_3d2a_direct_payments",
  "1C2A": "nhsd_ascof_3d2a_direct_payments",
  "4A": "nhsd_ascof_4a_feel_safe",
  "1I(1)": "nhsd_ascof_5a1_social_contact_users",
  "1I1": "nhsd_ascof_5a1_social_contact_users",
  "1I(2)": "nhsd_ascof_5a2_social_contact_carers",
  "1I2": "nhsd_ascof_5a2_social_contact_carers",
};
/** "1920" in a file's name is 2019-20. */
const SHORT_YEARS: Codes = Object.fromEntries(
  Array.from({ length: 9 }, (_, index) => 14 + index).flatMap((start) => [
    [`${start}${start + 1}`, `20${start}-${start + 1}`],
    [`${start}-${start + 1}`, `20${start}-${start + 1}`],
  ]),
);
const DORSET_UNDER_OLD_CODE: Codes = { E10000009: "E06000059" };

/**
 * The adult social care outcomes framework: scores, percent, and people per 100,000, one sheet for each measure. Units
 * as printed. Survey measures have a margin of error and the respondents beside each year's outcome, the others their
 * denominator. The carers' survey runs every other year ([z] between). Cells of 2016-17 hold two numbers, "7.5 (7.5)":
 * the first follows the method still in use. Dorset's newest figures are printed under the county's closed code: in
 * the survey sheets as a repeat (the register then sets them apart), in 4b, 6a and 6b instead of the council's own row.
 */
export default defineSource({
  title: "Measures from the adult social care outcomes framework (ASCOF)",
  publisher: "Department of Health and Social Care, NHS England",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/adult-social-care-outcomes-framework-ascof",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["indicator_id", "period_code"],
  areaColumn: "area_code",
  markers: {
    "[c]": "suppressed",
    "[x]": "not_available",
    "[z]": "not_applicable",
    c: "suppressed",
    "*": "suppressed",
    "..": "not_available",
    "-": "not_available",
  },
  layouts: [
    {
      name: "time series since 2024-25, one sheet for each measure",
      file: /^(dhsc[_-])?ascof[_ -].*\.(ods|xlsx)$/i,
      tables: [
        survey("Table_1a", "nhsd_ascof_1a_scrqol"),
        survey("Table_1b", "nhsd_ascof_1b_adjusted_scrqol"),
        survey("Table_1c", "nhsd_ascof_1c_carer_qol"),
        survey("Table_1d", "nhsd_ascof_1d_user_satisfaction"),
        survey("Table_1e", "nhsd_ascof_1e_carer_satisfaction"),
        counted("Table_2a", "nhsd_ascof_2a_reablement_no_further_support"),
        counted("Table_2b", "nhsd_ascof_2b_admissions_18_64"),
        counted("Table_2c", "nhsd_ascof_2c_admissions_65plus"),
        counted("Table_2d(1)", "nhsd_ascof_2d1_still_in_community_12wk"),
        counted("Table_2d(2)", "nhsd_ascof_2d2_offered_reablement"),
        counted("Table_2e(1)", "nhsd_ascof_2e1_ld_own_home"),
        counted("Table_2e(2a)", "nhsd_ascof_2e2a_home_18_64"),
        counted("Table_2e(2b)", "nhsd_ascof_2e2b_home_65plus"),
        survey("Table_3a", "nhsd_ascof_3a_control_daily_life"),
        survey("Table_3b", "nhsd_ascof_3b_carers_consulted"),
        survey("Table_3c(1)", "nhsd_ascof_3c1_info_users"),
        survey("Table_3c(2)", "nhsd_ascof_3c2_info_carers"),
        counted("Table_3d(1a)", "nhsd_ascof_3d1a_self_directed"),
        counted("Table_3d(2a)", "nhsd_ascof_3d2a_direct_payments"),
        survey("Table_4a", "nhsd_ascof_4a_feel_safe"),
        counted("Table_4b", "nhsd_ascof_4b_s42_risk_reduced", DORSET_UNDER_OLD_CODE),
        survey("Table_5a(1)", "nhsd_ascof_5a1_social_contact_users"),
        survey("Table_5a(2)", "nhsd_ascof_5a2_social_contact_carers"),
        counted("Table_6a", "nhsd_ascof_6a_workforce_turnover", DORSET_UNDER_OLD_CODE),
        rated("Table_6b", "nhsd_ascof_6b_residential_good_outstanding", DORSET_UNDER_OLD_CODE),
      ],
    },
    {
      name: "open data of 2014-15 to 2022-23, one row for each figure",
      file: /^meas-from-asc-of-eng-(?<years>(20)?\d{2}-?\d{2})-.*\.csv$/i,
      tables: [openData()],
    },
  ],
});

/**
 * The open data file of one year under the measure codes of before 2023, which are those of today's measures where the
 * measure is the same. The year stands in the file's name only.
 */
function openData(): TableLayout {
  return {
    header: { anchor: "Measure Value" },
    rows: {
      skip: [
        { header: "Geographical Level", matches: /^(?!(Council|England)$)/i, why: "region or type of council" },
        {
          header: "Measure Group",
          matches: new RegExp(`^(?!(${Object.keys(OLD_CODES).map(escape).join("|")})$)`),
          why: "a measure that is no longer published",
        },
        { header: "Disaggregation Level", matches: /^(?!Total$)/, why: "one sex or age group" },
        { header: "Measure Type", matches: /^(?!Outcome$)/i, why: "count or margin of error behind the outcome" },
      ],
    },
    keys: {
      indicator_id: { header: "Measure Group", map: OLD_CODES },
      area_code: { header: /^ONS (Area )?Code$/i },
      period_code: { from: "file", group: "years", replace: SHORT_YEARS, as: "financial_year" },
      note: { constant: null },
    },
    values: [{ column: "indicator_value", header: "Measure Value" }],
    ignore: [
      { header: /^Geographical (Code|Description|Level)$/, why: "the authority again, by its older code and its name" },
      {
        header: /^(ASCOF Measure Code|Disaggregation Level|Measure Type|Measure Group Description)$/,
        why: "says which rows are in scope",
      },
    ],
  };
}

function escape(code: string): string {
  return code.replace(/[()]/g, "\\$&");
}

/** A measure from a survey: margin of error, respondents and outcome for each year. */
function survey(sheet: string, indicatorId: string): TableLayout {
  return measure(sheet, [
    { ...yearly(indicatorId, "outcome"), pattern: firstOfTwo },
    { ...yearly(indicatorId, "margin of error", "margin_of_error"), pattern: firstOfTwo },
    { ...yearly(indicatorId, "number of respondents", "base_count"), pattern: firstOfTwo },
  ]);
}

/** A measure from records: numerator, denominator and outcome for each year (6a prints the outcome only). */
function counted(sheet: string, indicatorId: string, codes?: Codes): TableLayout {
  const values = [yearly(indicatorId, "outcome")];
  if (sheet !== "Table_6a") values.push(yearly(indicatorId, "denominator", "base_count"));
  return measure(sheet, values, codes);
}

/** Homes by the regulator's rating as it stands at the end of the year: a snapshot, not a year's total. */
function rated(sheet: string, indicatorId: string, codes: Codes): TableLayout {
  const values = [
    yearly(indicatorId, "6b outcome", "indicator_value", "march_snapshot"),
    yearly(indicatorId, "6b denominator", "base_count", "march_snapshot"),
  ];
  return measure(sheet, values, codes);
}

function yearly(
  indicatorId: string,
  label: string,
  column?: Parameters<typeof indicatorColumn>[2],
  as: PeriodForm = "financial_year",
): ValueFrom {
  const header = new RegExp(`^(?<year>\\d{4}(?: to |-|/)\\d{2,4}) [-–] ${label}$`, "i");
  return indicatorColumn(indicatorId, header, column, { period_code: { from: "header", group: "year", as } });
}

function measure(sheet: string, values: readonly ValueFrom[], codes?: Codes): TableLayout {
  const area: KeyFrom = codes === undefined ? "ONS area code" : { header: "ONS area code", replace: codes };
  return {
    sheet,
    title: { cell: "A1", matches: /^Table \d[a-e]/ },
    header: { anchor: "Local authority code" },
    rows: {
      skip: [
        {
          header: "ONS area code",
          matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
          why: "region or type of council, not an authority or England",
        },
      ],
    },
    keys: { area_code: area, note: { constant: null } },
    values,
    ignore: [
      { header: /^Local authority( code)?$/, why: "the authority again, by its older code and its name" },
      { header: / - numerator$/, why: "count behind the outcome" },
      { header: / - (outstanding|good|other|not yet rated|6b) (numerator|denominator|outcome)$/, why: "parts of 6b" },
    ],
  };
}
