import {
  defineSource,
  financialYear,
  gssCode,
  optionalText,
  text,
  value,
  type Layout,
  type ValueFrom,
} from "@poundwise/contracts";
import { z } from "zod";

/** Line codes of the hidden row above the header, and what the lines are. */
const LINES = {
  cscsr: "sure_start_and_early_years",
  csclkd: "looked_after",
  csclkdres: "looked_after_residential",
  csclkdfos: "looked_after_fostering",
  csclkdasy: "looked_after_asylum_seeking",
  csclkdoth: "looked_after_other",
  cscoth: "children_other",
  cscfml: "family_support",
  cscyth: "youth_justice",
  cscsfg: "children_safeguarding",
  cscasy: "children_asylum_seekers",
  cscsrv: "services_for_young_people",
  csctot: "childrens_social_care",
  ascphyadl: "physical_support_18_64",
  ascphyold: "physical_support_65_plus",
  ascsnsadl: "sensory_support_18_64",
  ascsnsold: "sensory_support_65_plus",
  ascmmradl: "memory_and_cognition_18_64",
  ascmmrold: "memory_and_cognition_65_plus",
  asclrnadl: "learning_disability_18_64",
  asclrnold: "learning_disability_65_plus",
  ascmntadl: "mental_health_18_64",
  ascmntold: "mental_health_65_plus",
  ascsclsbs: "substance_misuse_support",
  ascsclasy: "asylum_seeker_support",
  ascsclisl: "social_isolation",
  ascsclcrr: "support_for_carers",
  ascsclcrradl: "support_for_carers_18_64",
  ascsclcrrold: "support_for_carers_65_plus",
  ascass: "assistive_equipment",
  ascassadl: "assistive_equipment_18_64",
  ascassold: "assistive_equipment_65_plus",
  asccrasssfg: "care_assessment_and_safeguarding",
  asccrasssfgadl: "care_assessment_and_safeguarding_18_64",
  asccrasssfgold: "care_assessment_and_safeguarding_65_plus",
  ascinf: "information_and_early_intervention",
  ascinfadl: "information_and_early_intervention_18_64",
  ascinfold: "information_and_early_intervention_65_plus",
  asccmstad: "commissioning_and_administration",
  asccmstadadl: "commissioning_and_administration_18_64",
  asccmstadold: "commissioning_and_administration_65_plus",
  ascdsbcr: "disbursements_to_care_providers",
  ascothnondsbcr: "other_payments_to_care_providers",
  asctot: "adult_social_care",
  phsxlsti: "sexual_health_testing_and_treatment",
  phsxlcnt: "sexual_health_contraception",
  phsxlprm: "sexual_health_advice",
  phhcp: "health_checks",
  phprt: "health_protection",
  phcmp: "child_measurement",
  phadv: "public_health_advice",
  phobsadl: "obesity_adults",
  phobschl: "obesity_children",
  phphyadl: "physical_activity_adults",
  phphychl: "physical_activity_children",
  phsbstrtdrg: "drug_treatment_adults",
  phsbstrtalc: "alcohol_treatment_adults",
  phsbsprvdrg: "drug_harm_prevention_adults",
  phsbsprvalc: "alcohol_harm_prevention_adults",
  phsbsspc: "substance_misuse_young_people",
  phsmkstp: "stop_smoking",
  phsmkcnt: "tobacco_control",
  phchl: "children_5_19",
  phbbymnd: "children_0_5_prescribed",
  phbbyoth: "children_0_5_other",
  phwrk: "health_at_work",
  phmnt: "public_mental_health",
  phmsc: "public_health_miscellaneous",
  phttt: "test_and_trace",
  phcvd19: "public_health_covid_19",
  phtot: "public_health",
};
const MEASURES = {
  empl: "employees",
  "run-exp": "running_expenses",
  "tot-exp": "total_expenditure",
  sfc: "sales_fees_charges",
  "oth-inc": "other_income",
  "tot-inc": "total_income",
  "net-cur-exp": "net_current_expenditure",
};

/** Memorandum items, contained in the running expenses of the total they are filed under. */
const AGENCY_STAFF = { cscsvmem: "childrens_social_care", ascsvmem: "adult_social_care", phsvmem: "public_health" };

/** Totals that every year must have. */
const TOTALS = ["csctot", "asctot", "phtot"];
const FILE_NAME = /^RO3_.*\.(ods|xlsx)$/i;

const toValue = (code: string, measureCode: string, line: string, measure: string): ValueFrom => ({
  column: "amount_gbp",
  header: new RegExp(`^RO3-${code}-${measureCode} \\|`),
  keys: { care_line: { constant: line }, spend_measure: { constant: measure } },
  scale: 1000,
});

/** The sheet of authorities; the two kinds of year differ in their lines only. */
const dataSheet = (name: string, values: readonly ValueFrom[]): Layout => ({
  name,
  file: FILE_NAME,
  tables: [
    {
      sheet: /^RO3_LA_Data_\d{4}-?\d{2}$/,
      title: {
        cell: "A1",
        matches: /Revenue Outturn \(RO\) (?<year>\d{4}-\d{2}): Social Care and Public Health.*\(RO3\)/,
      },
      header: { anchor: "E-code", depth: 6 },
      rows: {
        // The class totals below the authorities start with the header row printed again.
        stopAt: { header: "E-code", matches: /^E-code$/ },
        skip: [
          {
            header: "ONS Code",
            matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
            why: "not an upper-tier authority or England",
          },
        ],
      },
      keys: {
        area_code: "ONS Code",
        authority_name: "Local authority",
        financial_year: { from: "title", group: "year", as: "plain_financial_year" },
        certified: { header: /^Certifi(ed|cation)$/ },
      },
      values,
      ignore: [
        { header: /^(E-code|Notes|Class|.*\| Detailed Class)$/, why: "the GSS code identifies the authority" },
        { header: /^RO3-phprmcarservprov-|^RO3-phsup-anc-exp-/, why: "contained in the totals already" },
      ],
    },
  ],
});

/** Lines of a year we have not seen: the totals by rule, all others as they come, new ones under the publisher's code. */
const asTheyCome: ValueFrom[] = [
  ...TOTALS.flatMap((code) =>
    Object.entries(MEASURES).map(([measureCode, measure]) =>
      toValue(code, measureCode, LINES[code as keyof typeof LINES], measure),
    ),
  ),
  {
    column: "amount_gbp",
    header: new RegExp(
      `^RO3-(?<line>(?!(?:${[...TOTALS, ...Object.keys(AGENCY_STAFF), "phprmcarservprov", "phsup-anc-exp"].join("|")})-)[a-z0-9-]+?)-(?<measure>${Object.keys(MEASURES).join("|")}) \\|`,
    ),
    keys: {
      care_line: { from: "header", group: "line", replace: LINES },
      spend_measure: { from: "header", group: "measure", map: MEASURES },
    },
    scale: 1000,
  },
  ...Object.entries(AGENCY_STAFF).map(([code, line]) => toValue(code, "run-exp", line, "agency_staff")),
];

/**
 * What each upper-tier authority spent and received on children's and adults' social care and public health, by line. In
 * the file: thousands of pounds. In staging: pounds. Traps: lines "of which" are parts of the line before them, and the
 * three totals hold all others, so nothing may be summed blindly; the line's title stands above its first column only,
 * so columns are known by the hidden code rows; [x] is no return (England is grossed up for it), [z] not collected.
 */
export default defineSource({
  title: "Revenue outturn, social care and public health (RO3)",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/local-authority-revenue-expenditure-and-financing",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    care_line: text(),
    spend_measure: text(),
    certified: optionalText(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "care_line", "spend_measure"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "[x]": "not_available", "[n]": "not_available", "[z]": "not_applicable" },
  layouts: [
    dataSheet("2022-23, hidden code rows", [
      ...Object.entries(LINES).flatMap(([code, line]) =>
        Object.entries(MEASURES).map(([measureCode, measure]) => toValue(code, measureCode, line, measure)),
      ),
      ...Object.entries(AGENCY_STAFF).map(([code, line]) => toValue(code, "run-exp", line, "agency_staff")),
    ]),
    dataSheet("other years, hidden code rows", asTheyCome),
  ],
});
