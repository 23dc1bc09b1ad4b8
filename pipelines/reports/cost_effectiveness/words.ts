/** Words for codes that readers meet. A code without words is written with spaces, so that nothing is ever hidden. */

const COST_BASES: Readonly<Record<string, string>> = {
  core_spending_power: "Core spending power",
  net_current_expenditure: "Net current expenditure",
};

const SERVICES: Readonly<Record<string, string>> = {
  childrens_social_care: "Children's social care",
  education_and_send: "Education and special needs",
  culture_and_libraries: "Culture and libraries",
  environment_and_waste: "Environment and waste",
  cultural: "Culture and related services",
  environmental_and_regulatory: "Environment and regulation",
  central: "Central services",
  total: "All services",
};

const UNITS: Readonly<Record<string, string>> = {
  all: "£ per resident",
  "0-17": "£ per resident aged 0 to 17",
  "0-18": "£ per resident aged 0 to 18",
  "18+": "£ per resident aged 18 or over",
};

const REASONS: Readonly<Record<string, string>> = {
  missing: "a figure that is needed is missing",
  not_applicable: "the service is not provided",
  suppressed: "suppressed by the publisher",
  too_old: "no period recent enough",
  too_new: "only periods that end too long after the year of the costs",
  no_variation: "all authorities have the same value",
  below_coverage: "too few values (under two thirds)",
  group_too_small: "too few authorities with a value",
  invalid_for_method: "the value cannot be used by the method",
  not_in_index: "chosen not to count",
};

const DOCUMENTS: Readonly<Record<string, string>> = {
  productivity_plan_2024: "Productivity plan 2024",
  strategic_plan_2014: "Strategic plan 2014",
  transformation_report_2017_18: "Transformation report 2017/18",
  case_study_2010: "Case study 2010",
};

export const nameCostBasis = (code: string) => COST_BASES[code] ?? spellOut(code);
export const nameService = (code: string) => SERVICES[code] ?? spellOut(code);
export const nameUnit = (basis: string) => UNITS[basis] ?? `£ per resident aged ${basis}`;
export const nameReason = (code: string | null) =>
  code === null ? "no reason given" : (REASONS[code] ?? spellOut(code));
export const nameDocument = (codes: string) =>
  codes
    .split(";")
    .map((code) => DOCUMENTS[code] ?? spellOut(code))
    .join("; ");

/** "FY2019-20" → "financial year 2019-20"; snapshots are the last day of their month. */
export function namePeriod(code: string): string {
  const years = code.replace(/^[A-Z]+/, "");
  const kinds: Readonly<Record<string, string>> = {
    FY: "financial year ",
    AY: "academic year ",
    CY: "calendar year ",
    MAR: "31 March ",
    SEP: "30 September ",
  };
  const kind = kinds[code.slice(0, code.length - years.length)];
  return kind === undefined ? code : kind + years;
}

/** The members of a group inside a sentence: "two-tier counties", or "councils of the group “East Midlands (…)”". */
export function nameInSentence(groupName: string): string {
  const plural = /^(?:All )?((?:two-tier counties|counties|upper-tier).*)$/i.exec(groupName)?.[1];
  return plural === undefined ? `councils of the group “${groupName}”` : plural[0]!.toLowerCase() + plural.slice(1);
}

/** "adult_social_care" → "Adult social care". */
function spellOut(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
