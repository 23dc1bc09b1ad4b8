// Written by `poundwise generate` from the contracts and sql/fields.yaml; never by hand.
// DECIMAL columns are numbers: pounds, exact to two places. DATE columns are ISO text such as 2023-04-01.

/** Which authorities took over from which, and when. Counts of split areas may be added; rates may not. One row per area_code, successor_code. */
export interface CoreAreaSuccessors {
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Code of an authority that took over area, or part of it. Unit: code. */
  successor_code: string;
  /** Day on which the change of codes took effect. Unit: date. */
  change_date: string;
  /** renamed (same boundary), split or merged. Unit: code. */
  change_kind: string;
}

/** Authorities of England by GSS code, with the days on which each code was in force. One row per area_code. */
export interface CoreAreas {
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Name of the authority in the register. Unit: text. */
  area_name: string;
  /** two_tier_county, county_unitary, unitary, london_borough, metropolitan_district, non_metropolitan_district or country. Unit: code. */
  area_tier: string;
  /** Region of England. Unit: text. */
  region_name: string | null;
  /** First day in force; empty: before records begin. Unit: date. */
  valid_from_date: string | null;
  /** Last day in force; empty: still in force. Unit: date. */
  valid_to_date: string | null;
  /** Newest code of an area with exactly the same boundary; joins series across a change of code. Unit: code. */
  boundary_code: string;
}

/** Ranges of cost centres and subjective codes with the service or SeRCOP group each belongs to, and since when. One row per range_id. */
export interface CoreChartOfAccounts {
  /** Range of codes in the chart of accounts. Unit: code. */
  range_id: string;
  /** cost_centre or subjective. Unit: code. */
  code_kind: string;
  /** First code of the range. Unit: code. */
  code_from: number;
  /** Last code of the range, inside it. Unit: code. */
  code_to: number;
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string | null;
  /** Form of the revenue outturn that the service is returned on. Unit: code. */
  outturn_line: string | null;
  /** Division or subjective group of the SeRCOP code of practice. Unit: text. */
  sercop_division: string;
  /** First day in force; empty: before records begin. Unit: date. */
  valid_from_date: string;
  /** Last day in force; empty: still in force. Unit: date. */
  valid_to_date: string | null;
}

/** Dated membership of comparator groups. The focal authority is a member of each of its groups. One row per group_id, area_code. */
export interface CoreComparatorGroups {
  /** Comparator group. Unit: code. */
  group_id: string;
  /** Name of the comparator group, tiers included. Unit: text. */
  group_name: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** First day in force; empty: before records begin. Unit: date. */
  valid_from_date: string | null;
  /** Last day in force; empty: still in force. Unit: date. */
  valid_to_date: string | null;
  /** Why the authority belongs to the group, and who says so. Unit: text. */
  group_basis: string;
}

/** GDP deflators by financial year, outturn years only; forecasts carry no index in the release. One row per financial_year. */
export interface CoreDeflators {
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Financial year whose prices are used. Unit: year. */
  price_base_year: string;
  /** GDP deflator at market prices, 100 in the base year. Unit: index. */
  deflator_index: number;
}

/** Lines of the finance system in pounds, spending positive and income negative, from ledgers and budget monitoring. A line that an earlier extract has too stays here, but only lines whose overlap_kind is none may be added up. One row per source_id, extract_period, financial_year, ledger_period, amount_kind, line_number. */
export interface CoreFinanceLines {
  /** Source under pipelines/sources that the figure came through. Unit: code. */
  source_id: string;
  /** Month or year of an extract, as its file is named. Unit: code. */
  extract_period: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** 1 is April, 12 March, 13 year-end adjustments. Unit: count. */
  ledger_period: number;
  /** actual, creditor_invoice, annual_budget, budget_to_date, actual_to_date or forecast; never added together. Unit: code. */
  amount_kind: string;
  /** Row of the file; tells apart lines alike in everything else. Unit: count. */
  line_number: number;
  /** Day of posting or document; for budgets the last day of the period. Unit: date. */
  line_date: string;
  /** Journal or invoice of the line. Unit: code. */
  document_id: string | null;
  /** Cost centre of the council's ledger. Unit: code. */
  cost_centre: string;
  /** What was bought or earned, in the council's ledger. Unit: code. */
  subjective_code: string;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
  /** none (the line counts), repeated (an earlier extract has it) or conflict (an earlier one has its number with another line). Unit: code. */
  overlap_kind: string;
  /** File in which the line stands. Unit: text. */
  file_name: string;
  /** File of the earlier extract whose line counts instead. Unit: text. */
  counted_file_name: string | null;
  /** Amount of the line that counts instead; of its first line where it has several. Unit: gbp. */
  counted_amount_gbp: number | null;
}

/** Published values of outcome indicators, one row per indicator, authority and period, from all sources. One row per indicator_id, area_code, period_code. */
export interface CoreIndicatorValues {
  /** Identifier of an outcome indicator in the registry. Unit: code. */
  indicator_id: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** FY2024-25 financial, AY2023-24 academic, CY2022 calendar year, MAR2023 and SEP2023 snapshots on the last day of the month. Unit: code. */
  period_code: string;
  /** Published value, in the indicator's unit. Unit: as the indicator. */
  indicator_value: number | null;
  /** Lower published 95% limit. Unit: as the indicator. */
  lower_value: number | null;
  /** Upper published 95% limit. Unit: as the indicator. */
  upper_value: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
  /** Source under pipelines/sources that the figure came through. Unit: code. */
  source_id: string;
}

/** Registry of outcome indicators with unit, polarity and the reason for it. One row per indicator_id. */
export interface CoreIndicators {
  /** Identifier of an outcome indicator in the registry. Unit: code. */
  indicator_id: string;
  /** What the indicator measures. Unit: text. */
  indicator_name: string;
  /** Service whose outcome the indicator measures; the index weighs services equally. Unit: code. */
  service_block: string;
  /** Unit of the indicator's values. Unit: text. */
  indicator_unit: string;
  /** 1 higher is better, -1 lower is better, 0 no judgement. Unit: sign. */
  indicator_polarity: number;
  /** Why higher or lower counts as better. Unit: text. */
  polarity_reason: string | null;
  /** Whether the indicator may enter the index, before the tests of age and coverage. Unit: flag. */
  is_in_index: boolean;
  /** Why the indicator may not enter the index. Unit: text. */
  exclusion_reason: string | null;
  /** Oldest period end that may be used, in whole months before the reference date. Unit: months. */
  max_age_months: number;
  /** Source under pipelines/sources that the figure came through. Unit: code. */
  source_id: string;
}

/** Payments to suppliers that councils publish, line by line, net of the VAT they get back; names of persons are masked. A line that an earlier extract has too stays here, but only lines whose overlap_kind is none may be added up. One row per council_id, extract_period, line_number. */
export interface CorePayments {
  /** Council as its files are named (leeds). Unit: code. */
  council_id: string;
  /** Month or year of an extract, as its file is named. Unit: code. */
  extract_period: string;
  /** Row of the file; tells apart lines alike in everything else. Unit: count. */
  line_number: number;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Body that paid, as printed. Unit: text. */
  body_name: string | null;
  /** Service or unit that paid, in the council's own words. Unit: text. */
  service_name: string | null;
  /** Division within the service that paid, in the council's own words. Unit: text. */
  division_name: string | null;
  /** Group of spending, in the council's own words. Unit: text. */
  expense_group: string | null;
  /** Kind of spending within its group, in the council's own words. Unit: text. */
  expense_type: string | null;
  /** revenue or capital; empty where the council does not say. Unit: code. */
  spend_kind: string | null;
  /** Day of payment. Unit: date. */
  payment_date: string;
  /** The council's number of the payment; may have several lines. Unit: code. */
  transaction_id: string | null;
  /** Payee as printed; names of persons are masked before staging. Unit: text. */
  supplier_name: string | null;
  /** What was paid for, personal details masked before staging. Unit: text. */
  purpose: string | null;
  /** Cost centre of the council's ledger. Unit: code. */
  cost_centre: string | null;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
  /** none, not_stated, by_publisher (the council hid the payee) or masked_here (our rules did). Unit: code. */
  redaction_kind: string;
  /** none (the line counts), repeated (an earlier extract has it) or conflict (an earlier one has its number with another line). Unit: code. */
  overlap_kind: string;
  /** File in which the line stands. Unit: text. */
  file_name: string;
  /** File of the earlier extract whose line counts instead. Unit: text. */
  counted_file_name: string | null;
  /** Amount of the line that counts instead; of its first line where it has several. Unit: gbp. */
  counted_amount_gbp: number | null;
}

/** Every period for which an indicator has a value, with its first and last day. One row per period_code. */
export interface CorePeriods {
  /** FY2024-25 financial, AY2023-24 academic, CY2022 calendar year, MAR2023 and SEP2023 snapshots on the last day of the month. Unit: code. */
  period_code: string;
  /** financial, academic, calendar or snapshot. Unit: code. */
  period_type: string;
  /** First day of the period. Unit: date. */
  period_start_date: string;
  /** Last day of the period. Unit: date. */
  period_end_date: string;
}

/** Measures and targets of the council's strategic plan 2014-18, as printed. One row per priority_number, measure_number. */
export interface CorePlanMeasures {
  /** Priority of the strategic plan. Unit: number. */
  priority_number: number;
  /** Measure within the priority. Unit: number. */
  measure_number: number;
  /** Section of the strategic plan. Unit: text. */
  plan_section: string;
  /** Wording of the priority. Unit: text. */
  priority: string;
  /** What the figure measures. Unit: text. */
  measure: string;
  /** How the value is to compare with the target: >=, <=, =, < or >. Unit: code. */
  target_operator: string | null;
  /** Target as printed. Unit: as the measure. */
  target_value: number | null;
  /** Value from which the target starts, where printed or implied. Unit: as the measure. */
  baseline_value: number | null;
  /** Unit of target and baseline. Unit: text. */
  target_unit: string | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Mid-year population by age band for every authority and year held. Abolished areas are the sum of the authorities that replaced them. One row per area_code, mid_year, age_band. */
export interface CorePopulation {
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Year of the 30 June to which a population estimate refers. Unit: year. */
  mid_year: number;
  /** all, 0-14, 0-17, 0-18, 18-64, 18+ or 65+; both ends included. Unit: code. */
  age_band: string;
  /** Usual residents, mid-year estimate. Unit: persons. */
  residents_count: number;
  /** published; same_boundary (printed under another code of the same area); sum_of_parts (abolished area, successors added). Unit: code. */
  population_basis: string;
  /** Codes under which the figure was printed, separated by |. Unit: code. */
  source_area_codes: string;
  /** Release of the population estimates that the figure comes from. Unit: text. */
  estimate_series: string;
}

/** Figures that the council's documents state in words or tables, each with its bound (exact, at least, at most, about). One row per claim_id. */
export interface CorePublishedClaims {
  /** A figure stated in a document. Unit: code. */
  claim_id: string;
  /** Document that states the figure. Unit: text. */
  document: string;
  /** Section of the document. Unit: text. */
  section: string;
  /** Who or what the figure is about. Unit: text. */
  subject: string;
  /** What the figure measures. Unit: text. */
  measure: string;
  /** Period as printed. Unit: text. */
  claim_period: string;
  /** Unit as printed. Unit: text. */
  claim_unit: string;
  /** exact, at_least, at_most or about: how the wording hedges. Unit: code. */
  claim_bound: string;
  /** The figure, or the bound of it. Unit: as claim_unit. */
  claim_value: number | null;
  /** The figure as printed. Unit: text. */
  as_printed: string;
}

/** Statements about the council's published figures that can be recomputed, as expressions over those figures. One row per check_id. */
export interface CoreReconciliationChecks {
  /** A statement about published figures that is recomputed. Unit: code. */
  check_id: string;
  /** Document that states the figure. Unit: text. */
  document: string;
  /** What is compared with what. Unit: text. */
  description: string;
  /** sum, ratio, order, text vs table and so on. Unit: code. */
  check_kind: string;
  /** =, <= or >=; derived: worked out, nothing to compare with; consistent: two statements in words. Unit: code. */
  relation: string;
  /** Left side over published figures; grammar in pipelines/reconciliation. Unit: text. */
  left_expression: string | null;
  /** Right side over published figures. Unit: text. */
  right_expression: string | null;
  /** First statement in words. Unit: text. */
  left_statement: string | null;
  /** Second statement in words. Unit: text. */
  right_statement: string | null;
  /** Largest difference that rounding explains. Unit: as the check. */
  tolerance: number | null;
  /** What a reader should know. Unit: text. */
  note: string | null;
}

/** Targets of the council's savings register by department, programme and project, with the printed totals. One row per saving_id. */
export interface CoreSavings {
  /** Line of the savings register. Unit: code. */
  saving_id: string;
  /** Department that owns the saving. Unit: text. */
  department: string;
  /** Programme of the department. Unit: text. */
  programme: string | null;
  /** Project within the programme. Unit: text. */
  project: string;
  /** Objective of the transformation programme that the project serves. Unit: text. */
  saving_objective: string | null;
  /** What the printed line is: a part, or one of the totals. Unit: code. */
  line_kind: string;
  /** Financial year by which the saving is to be found. Unit: year. */
  target_year: string;
  /** Saving to be found. Unit: gbp. */
  target_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** The council's published savings by theme, cumulative from 2020-21, with the lines Total, Gap and TOTAL as printed. One row per theme, financial_year. */
export interface CoreSavingsByTheme {
  /** Savings theme as printed. Unit: text. */
  theme: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** What the printed line is: a part, or one of the totals. Unit: code. */
  line_kind: string;
  /** Whether the year's savings were delivered or are planned. Unit: code. */
  delivery_stage: string;
  /** Saving per year reached by then, counted from 2020-21; negative = saving. Unit: gbp. */
  cumulative_savings_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Savings of councils' medium term plans by saving and year, what each year adds and the running total. A saving is negative. One row per council_id, plan_year, saving_id, financial_year. */
export interface CoreSavingsPlanLines {
  /** Council as its files are named (leeds). Unit: code. */
  council_id: string;
  /** First financial year of a medium term plan (2025-26). Unit: year. */
  plan_year: string;
  /** Line of the savings register. Unit: code. */
  saving_id: string;
  /** Service or unit that paid, in the council's own words. Unit: text. */
  service_name: string | null;
  /** Objective of the transformation programme that the project serves. Unit: text. */
  saving_objective: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** What a saving changes in a year's budget over the year before; negative saves. Unit: gbp. */
  budget_change_gbp: number;
  /** What a saving changes in a year's budget since the plan began; negative saves. Unit: gbp. */
  cumulative_change_gbp: number;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Lines of the finance system, each posting once, with the service of the outturn and the SeRCOP group that their codes had on their date. One row per source_id, extract_period, financial_year, ledger_period, amount_kind, line_number. */
export interface CoreServiceFinanceLines {
  /** Source under pipelines/sources that the figure came through. Unit: code. */
  source_id: string;
  /** Month or year of an extract, as its file is named. Unit: code. */
  extract_period: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** 1 is April, 12 March, 13 year-end adjustments. Unit: count. */
  ledger_period: number;
  /** actual, creditor_invoice, annual_budget, budget_to_date, actual_to_date or forecast; never added together. Unit: code. */
  amount_kind: string;
  /** Row of the file; tells apart lines alike in everything else. Unit: count. */
  line_number: number;
  /** Cost centre of the council's ledger. Unit: code. */
  cost_centre: string;
  /** What was bought or earned, in the council's ledger. Unit: code. */
  subjective_code: string;
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string;
  /** SeRCOP subjective group of the code, or unmapped. Unit: text. */
  subjective_group: string;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Revenue outturn by service, in pounds, as authorities returned it. One row per area_code, financial_year, service_line. */
export interface CoreServiceOutturn {
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string;
  /** Employees and running expenses. Unit: gbp. */
  total_expenditure_gbp: number | null;
  /** Sales, fees, charges and other income. Unit: gbp. */
  total_income_gbp: number | null;
  /** Total expenditure less total income. Unit: gbp. */
  net_current_expenditure_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Core spending power by component. Social care grants and the improved Better Care Fund are not in the files held, so the sum is below the published total. One row per area_code, financial_year, spending_component. */
export interface CoreSpendingPower {
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Part of core spending power, e.g. council_tax_requirement. Unit: code. */
  spending_component: string;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Answers that a question of the resident survey may have, one row per code frame, version and code. One row per code_frame_id, code_frame_version, answer_code. */
export interface CoreSurveyCodeFrames {
  /** List of answers that a question may have. Unit: code. */
  code_frame_id: string;
  /** Version of the list of answers. Unit: count. */
  code_frame_version: number;
  /** Code of the answer in its code frame. Unit: code. */
  answer_code: number;
  /** Answer in words. Unit: text. */
  answer_label: string;
  /** Place of the answer in its code frame. Unit: number. */
  answer_order: number;
  /** Answer on its scale; empty for do not know and prefer not to say. Unit: score. */
  answer_score: number | null;
  /** answered, dont_know, refused, missing (left out) or not_asked (routed past). Unit: code. */
  response_kind: string;
}

/** Question bank of the resident survey, one row per question and version. One row per question_id, question_version. */
export interface CoreSurveyQuestions {
  /** Question of the survey. Unit: code. */
  question_id: string;
  /** Version of the question; a new wording, answer list or routing is a new one. Unit: count. */
  question_version: number;
  /** First day in force; empty: before records begin. Unit: date. */
  valid_from_date: string | null;
  /** Last day in force; empty: still in force. Unit: date. */
  valid_to_date: string | null;
  /** Theme under which the question stands. Unit: text. */
  question_theme: string;
  /** Wording of the question as put. Unit: text. */
  question_text: string;
  /** likert, single, multi_select, ranking, free_text or number. Unit: code. */
  question_kind: string;
  /** List of answers that a question may have. Unit: code. */
  code_frame_id: string | null;
  /** Version of the list of answers. Unit: count. */
  code_frame_version: number | null;
  /** Lowest score that counts as a favourable answer. Unit: score. */
  favourable_from_score: number | null;
  /** Question whose answer decides whether this one is put; empty when put to everybody. Unit: code. */
  asked_if_question_id: string | null;
  /** Answer codes to that question with which this one is put, separated by |. Unit: code. */
  asked_if_codes: string | null;
  /** answered: shares are over those who gave an answer; asked: over all who were asked. Unit: code. */
  base_rule: string;
  /** Whether results may be set against those of the version before. Unit: flag. */
  is_comparable: boolean;
  /** What a reader should know. Unit: text. */
  note: string | null;
}

/** Unit costs as printed in the auditor's extract of the council's plan, misprints included. One row per service_line, financial_year. */
export interface CoreUnitCostExtract {
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Age band whose residents are the units of the service. Unit: code. */
  unit_basis: string;
  /** Budgeted cost as printed in the auditor's extract. Unit: gbp. */
  budget_cost_gbp: number;
  /** Units over which the cost is spread. Unit: count. */
  units_count: number;
  /** Unit cost as printed. Unit: gbp_per_unit. */
  printed_unit_cost_gbp: number;
  /** Unit cost score as printed. Unit: label. */
  printed_score: string;
}

/** Cost effectiveness of every authority in each comparator group and on each cost basis: scores, ranks with their intervals, quadrant, and what may be claimed. One row per cost_basis, group_id, area_code. */
export interface CuratedCostEffectiveness {
  /** core_spending_power, or net_current_expenditure (total service expenditure less education, police and fire). Unit: code. */
  cost_basis: string;
  /** Comparator group. Unit: code. */
  group_id: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** End of the financial year of the cost input; ages of indicators are counted to it. Unit: date. */
  reference_date: string;
  /** Named and versioned index definition, and the hash of its settings. Unit: code. */
  method_id: string;
  /** Cost input over residents of all ages. Unit: gbp_per_head. */
  cost_per_head_gbp: number | null;
  /** Weighted mean of indicator scores; higher is better; scale of standard deviations. Unit: score. */
  outcome_score: number | null;
  /** Outcome score standardised over the ranked authorities. Unit: score. */
  outcome_z: number | null;
  /** Cost per head standardised over the ranked authorities. Unit: score. */
  cost_z: number | null;
  /** Outcome z less cost z. Unit: score. */
  ce_diff: number | null;
  /** ce_diff set to mean 100 and standard deviation 10: the headline score. Unit: score. */
  ce_display: number | null;
  /** Rank by ce_diff, 1 = most cost-effective; equal scores share a rank. Unit: rank. */
  ce_rank: number | null;
  /** Outcomes per pound with matched spread: 100 (1 + v zO) over cost relative to the mean. Unit: index. */
  ce_ratio_matched: number | null;
  /** Rank by ce_ratio_matched. Unit: rank. */
  ce_ratio_matched_rank: number | null;
  /** Authorities ranked in the group. Unit: count. */
  ranked_count: number;
  /** Median rank over bootstrap samples of the indicators. Unit: rank. */
  rank_median: number | null;
  /** 5th percentile of the rank over bootstrap samples. Unit: rank. */
  rank_p05: number | null;
  /** 95th percentile of the rank over bootstrap samples. Unit: rank. */
  rank_p95: number | null;
  /** Share of bootstrap samples in which the authority ranks first. Unit: share. */
  first_share: number | null;
  /** Share of bootstrap samples in which the authority ranks in the first three. Unit: share. */
  top_three_share: number | null;
  /** Worst rank when one service block is left out. Unit: rank. */
  worst_block_out_rank: number | null;
  /** What may be said: most cost-effective, or among the top k, by the claim rule. Unit: text. */
  claim: string | null;
  /** Outcome and cost against the group's medians. Unit: label. */
  quadrant: string | null;
  /** Within a quarter of a standard deviation of the mean on either axis: the quadrant says little. Unit: flag. */
  is_near_average: boolean | null;
  /** Why authorities of the group are not fully comparable. Unit: text. */
  comparison_warning: string | null;
  /** Why there is no figure: missing, not_applicable, suppressed, too_old, no_variation, below_coverage, group_too_small, invalid_for_method. Unit: code. */
  reason_code: string | null;
}

/** Cost input of the index, per resident, on each cost basis, for every authority and year held. One row per cost_basis, financial_year, area_code. */
export interface CuratedCostPerHead {
  /** core_spending_power, or net_current_expenditure (total service expenditure less education, police and fire). Unit: code. */
  cost_basis: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Cost input of the index in pounds. Unit: gbp. */
  cost_gbp: number | null;
  /** Year of the 30 June to which a population estimate refers. Unit: year. */
  mid_year: number;
  /** Usual residents, mid-year estimate. Unit: persons. */
  residents_count: number | null;
  /** Cost input over residents of all ages. Unit: gbp_per_head. */
  cost_per_head_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Every indicator that was scored, for every authority of each comparator group: its value, score, weight and what it adds to the outcome score. One row per cost_basis, group_id, area_code, indicator_id. */
export interface CuratedIndicatorContribution {
  /** core_spending_power, or net_current_expenditure (total service expenditure less education, police and fire). Unit: code. */
  cost_basis: string;
  /** Comparator group. Unit: code. */
  group_id: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Identifier of an outcome indicator in the registry. Unit: code. */
  indicator_id: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** End of the financial year of the cost input; ages of indicators are counted to it. Unit: date. */
  reference_date: string;
  /** Named and versioned index definition, and the hash of its settings. Unit: code. */
  method_id: string;
  /** Service whose outcome the indicator measures; the index weighs services equally. Unit: code. */
  service_block: string;
  /** FY2024-25 financial, AY2023-24 academic, CY2022 calendar year, MAR2023 and SEP2023 snapshots on the last day of the month. Unit: code. */
  period_code: string;
  /** Codes under which the figure was printed, separated by |. Unit: code. */
  source_area_codes: string | null;
  /** Published value, in the indicator's unit. Unit: as the indicator. */
  indicator_value: number | null;
  /** Whether the outlier rule changed the value before scoring; the value shown never changes. Unit: flag. */
  is_treated: boolean;
  /** Standardised value in the group, higher is better, after treatment of outliers and the cap. Unit: score. */
  indicator_score: number | null;
  /** Weight of the indicator in the authority's outcome score after leaving out what is missing; sums to 1. Unit: share. */
  effective_weight: number | null;
  /** Effective weight times score; adds up to the outcome score. Unit: score. */
  contribution_score: number | null;
  /** Why there is no figure: missing, not_applicable, suppressed, too_old, no_variation, below_coverage, group_too_small, invalid_for_method. Unit: code. */
  reason_code: string | null;
  /** Why the authority is not scored at all: below_coverage or group_too_small. Unit: code. */
  area_reason_code: string | null;
}

/** Which indicators entered the outcome score of each comparator group, for which period, and why the others did not. One row per cost_basis, group_id, indicator_id. */
export interface CuratedIndicatorUse {
  /** core_spending_power, or net_current_expenditure (total service expenditure less education, police and fire). Unit: code. */
  cost_basis: string;
  /** Comparator group. Unit: code. */
  group_id: string;
  /** Identifier of an outcome indicator in the registry. Unit: code. */
  indicator_id: string;
  /** Service whose outcome the indicator measures; the index weighs services equally. Unit: code. */
  service_block: string;
  /** End of the financial year of the cost input; ages of indicators are counted to it. Unit: date. */
  reference_date: string;
  /** Named and versioned index definition, and the hash of its settings. Unit: code. */
  method_id: string;
  /** FY2024-25 financial, AY2023-24 academic, CY2022 calendar year, MAR2023 and SEP2023 snapshots on the last day of the month. Unit: code. */
  period_code: string | null;
  /** Whether the indicator entered the outcome score of the group. Unit: flag. */
  is_used: boolean;
  /** Why there is no figure: missing, not_applicable, suppressed, too_old, no_variation, below_coverage, group_too_small, invalid_for_method. Unit: code. */
  reason_code: string | null;
  /** Authorities of the group that have a value. Unit: count. */
  group_count: number;
  /** Authorities of the group with a value, over authorities of the group. Unit: share. */
  coverage_share: number;
}

/** Outcome score of every authority in each comparator group, with its rank and how much of the indicator set it has. One row per cost_basis, group_id, area_code. */
export interface CuratedOutcomeScore {
  /** core_spending_power, or net_current_expenditure (total service expenditure less education, police and fire). Unit: code. */
  cost_basis: string;
  /** Comparator group. Unit: code. */
  group_id: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** End of the financial year of the cost input; ages of indicators are counted to it. Unit: date. */
  reference_date: string;
  /** Named and versioned index definition, and the hash of its settings. Unit: code. */
  method_id: string;
  /** Weighted mean of indicator scores; higher is better; scale of standard deviations. Unit: score. */
  outcome_score: number | null;
  /** 1 = best outcome in the group; equal scores share a rank. Unit: rank. */
  outcome_rank: number | null;
  /** Authorities ranked in the group. Unit: count. */
  ranked_count: number;
  /** Indicators that could apply to the authority in this group. Unit: count. */
  indicators_count: number;
  /** Indicators for which the authority has a value. Unit: count. */
  indicators_present_count: number;
  /** Indicators present over indicators that apply. Unit: share. */
  present_share: number;
  /** Why there is no figure: missing, not_applicable, suppressed, too_old, no_variation, below_coverage, group_too_small, invalid_for_method. Unit: code. */
  reason_code: string | null;
}

/** Lines of ledgers and payments that an earlier extract has too, with both files. They are counted once, where they came first. One row per source_id, series_id, extract_period, line_number. */
export interface CuratedOverlappingLines {
  /** Source under pipelines/sources that the figure came through. Unit: code. */
  source_id: string;
  /** Council of a payment, financial year of a ledger line. Unit: code. */
  series_id: string;
  /** Month or year of an extract, as its file is named. Unit: code. */
  extract_period: string;
  /** Row of the file; tells apart lines alike in everything else. Unit: count. */
  line_number: number;
  /** Journal or invoice of the line. Unit: code. */
  document_id: string | null;
  /** none (the line counts), repeated (an earlier extract has it) or conflict (an earlier one has its number with another line). Unit: code. */
  overlap_kind: string;
  /** File in which the line stands. Unit: text. */
  file_name: string;
  /** File of the earlier extract whose line counts instead. Unit: text. */
  counted_file_name: string;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
  /** Amount of the line that counts instead; of its first line where it has several. Unit: gbp. */
  counted_amount_gbp: number | null;
}

/** Payments that councils publish, by council and financial year, each payment once whatever extracts overlap. One row per council_id, financial_year. */
export interface CuratedPaymentsByCouncil {
  /** Council as its files are named (leeds). Unit: code. */
  council_id: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Lines of payments that count, credit notes included. Unit: count. */
  payments_count: number;
  /** Payments less credit notes. Unit: gbp. */
  paid_gbp: number | null;
  /** Lines left out because an earlier extract has them. Unit: count. */
  repeated_lines_count: number;
  /** Pounds of the lines left out as repeats. Unit: gbp. */
  repeated_gbp: number | null;
  /** Lines kept apart because an earlier extract has their number with another amount. Unit: count. */
  conflict_lines_count: number;
  /** Pounds of the lines kept apart as conflicts. Unit: gbp. */
  conflict_gbp: number | null;
}

/** Every statement about the council's published figures, recomputed: what holds, what fails, and what was probably meant. One row per check_id. */
export interface CuratedPublishedReconciliation {
  /** A statement about published figures that is recomputed. Unit: code. */
  check_id: string;
  /** Document that states the figure. Unit: text. */
  document: string;
  /** What is compared with what. Unit: text. */
  description: string;
  /** sum, ratio, order, text vs table and so on. Unit: code. */
  check_kind: string;
  /** =, <= or >=; derived: worked out, nothing to compare with; consistent: two statements in words. Unit: code. */
  relation: string;
  /** Left side, recomputed from staged figures. Unit: as the check. */
  left_value: number | null;
  /** Right side, recomputed from staged figures. Unit: as the check. */
  right_value: number | null;
  /** Left side less right side. Unit: as the check. */
  difference: number | null;
  /** Largest difference that rounding explains. Unit: as the check. */
  tolerance: number | null;
  /** holds, fails, derived (nothing to compare with) or not_reproducible (an input is missing). Unit: code. */
  result: string;
  /** The figure that would make the check hold, when another row holds it. Unit: as the figure. */
  suggested_value: number | null;
  /** Where the suggested figure comes from. Unit: text. */
  suggestion: string | null;
  /** First statement in words. Unit: text. */
  left_statement: string | null;
  /** Second statement in words. Unit: text. */
  right_statement: string | null;
  /** The figure that is missing when a check cannot be recomputed. Unit: text. */
  missing_input: string | null;
  /** What a reader should know. Unit: text. */
  note: string | null;
  /** Published claims that the check reads, separated by |. Unit: code. */
  claim_ids: string | null;
  /** Savings themes that the check reads, separated by |. Unit: code. */
  themes: string | null;
  /** Financial years of the savings themes that the check reads, separated by |. Unit: code. */
  theme_years: string | null;
  /** Lines of the savings register that the check reads, separated by |. Unit: code. */
  saving_ids: string | null;
  /** Rows of the unit cost extract that the check reads, separated by |. Unit: code. */
  unit_cost_services: string | null;
  /** Priorities of the strategic plan that the check reads, separated by |. Unit: code. */
  plan_priorities: string | null;
}

/** Savings by theme and year, cumulative and annual, with the gap still to be found. The gap is not a saving. One row per theme, financial_year. */
export interface CuratedSavingsPosition {
  /** Savings theme as printed. Unit: text. */
  theme: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** What the printed line is: a part, or one of the totals. Unit: code. */
  line_kind: string;
  /** Whether the year's savings were delivered or are planned. Unit: code. */
  delivery_stage: string;
  /** False for savings on the dedicated schools grant, which do not help the council's own budget. Unit: flag. */
  is_general_fund: boolean;
  /** Saving per year reached by then, counted from 2020-21; negative = saving. Unit: gbp. */
  cumulative_savings_gbp: number | null;
  /** Change of the cumulative figure on the year before; negative = saving. Unit: gbp. */
  annual_savings_gbp: number | null;
  /** Budget gap still to be found in the year, cumulative; negative like the savings, and never one of them. Unit: gbp. */
  gap_gbp: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Spending of the ledger by service and year, net of income, beside the budget and the newest forecast. One row per financial_year, service_line. */
export interface CuratedSpendByService {
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string;
  /** Spending of the ledger, net of income. Unit: gbp. */
  actual_gbp: number | null;
  /** Lines of the general ledger behind the figure. Unit: count. */
  ledger_lines_count: number;
  /** Period of the newest budget monitoring. Unit: count. */
  monitored_period: number | null;
  /** Budget of the whole year. Unit: gbp. */
  annual_budget_gbp: number | null;
  /** Spending of the whole year as forecast. Unit: gbp. */
  forecast_gbp: number | null;
  /** Forecast less budget; above nought is an overspend. Unit: gbp. */
  forecast_variance_gbp: number | null;
}

/** Results of the resident survey by question, banner point and year: weighted shares with their intervals and the change on the survey before. Small counts, and what would reveal them, are suppressed. One row per survey_year, question_id, measure_id, banner, banner_point. */
export interface CuratedSurveyResults {
  /** Year of the resident survey. Unit: year. */
  survey_year: number;
  /** Question of the survey. Unit: code. */
  question_id: string;
  /** Version of the question; a new wording, answer list or routing is a new one. Unit: count. */
  question_version: number;
  /** Result of a question: favourable, or answer: and the answer's code. Unit: code. */
  measure_id: string;
  /** Result of a question in words. Unit: text. */
  measure_name: string;
  /** Place of the result among those of its question; favourable first. Unit: number. */
  measure_order: number;
  /** What respondents are split by: all, district or age_band. Unit: code. */
  banner: string;
  /** One part of the banner: all, a district, an age band or Not stated. Unit: text. */
  banner_point: string;
  /** Cases over which a share is taken, unweighted: respondents, or the denominator printed beside a value. Unit: count. */
  base_count: number | null;
  /** Equally weighted respondents who would be as precise, (sum w)^2 / sum w^2. Unit: persons. */
  effective_base_count: number | null;
  /** Base over effective base: what weighting costs in precision. Unit: ratio. */
  design_effect: number | null;
  /** Respondents of the base with the result, unweighted. Unit: persons. */
  case_count: number | null;
  /** Weighted share of the base with the result. Unit: percent. */
  result_pct: number | null;
  /** Lower 95% limit of result_pct. Unit: percent. */
  lower_pct: number | null;
  /** Upper 95% limit of result_pct. Unit: percent. */
  upper_pct: number | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
  /** Why a result is suppressed: small_base, or disclosure (it, or another that it would reveal, is small). Unit: code. */
  suppression_reason: string | null;
  /** Survey before this one. Unit: year. */
  previous_survey_year: number | null;
  /** result_pct less that of the survey before. Unit: percentage points. */
  change_pct: number | null;
  /** Lower 95% limit of change_pct. Unit: percentage points. */
  change_lower_pct: number | null;
  /** Upper 95% limit of change_pct. Unit: percentage points. */
  change_upper_pct: number | null;
  /** higher, lower or no clear change against the survey before; not comparable where the question changed. Unit: label. */
  change_verdict: string | null;
}

/** Net current expenditure per unit of each service, with its place among the authorities of each comparator group. Low is cheap, not good. One row per group_id, financial_year, service_line, area_code. */
export interface CuratedUnitCost {
  /** Comparator group. Unit: code. */
  group_id: string;
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** Service of the revenue outturn summary; total is total service expenditure. Unit: code. */
  service_line: string;
  /** GSS code of the authority (E10000018 is Leicestershire). Unit: code. */
  area_code: string;
  /** Total expenditure less total income. Unit: gbp. */
  net_current_expenditure_gbp: number | null;
  /** Age band whose residents are the units of the service. Unit: code. */
  unit_basis: string;
  /** Year of the 30 June to which a population estimate refers. Unit: year. */
  mid_year: number;
  /** Units over which the cost is spread. Unit: count. */
  units_count: number | null;
  /** Net current expenditure over units. Unit: gbp_per_unit. */
  unit_cost_gbp: number | null;
  /** Financial year whose prices are used. Unit: year. */
  price_base_year: string | null;
  /** Unit cost in the prices of price_base_year; empty where no outturn deflator is held. Unit: gbp_per_unit. */
  unit_cost_real_gbp: number | null;
  /** Authorities of the group that have a value. Unit: count. */
  group_count: number;
  /** 1 lowest to 5 highest unit cost in the group, by the rank rule; no judgement. Unit: group. */
  unit_cost_quintile: number | null;
  /** Very Low, Low, Average, High or Very High. Unit: label. */
  unit_cost_score: string | null;
  /** ok, or why there is no plain number: missing, suppressed, not_available, not_applicable, low, provisional… Unit: code. */
  value_status: string;
}

/** Codes of the finance system that are in no range of the chart of accounts on the day of their lines, with the pounds behind them. One row per financial_year, amount_kind, code_kind, code. */
export interface CuratedUnmappedCodes {
  /** April to March, written 2024-25. Unit: year. */
  financial_year: string;
  /** actual, creditor_invoice, annual_budget, budget_to_date, actual_to_date or forecast; never added together. Unit: code. */
  amount_kind: string;
  /** cost_centre or subjective. Unit: code. */
  code_kind: string;
  /** Cost centre or subjective code, as printed. Unit: code. */
  code: string;
  /** Lines behind the figure. Unit: count. */
  lines_count: number;
  /** Amount in pounds, as published, not adjusted for prices. Unit: gbp. */
  amount_gbp: number | null;
}

/** Every table of a publication by its name, for Kysely. */
export interface Database {
  "core.area_successors": CoreAreaSuccessors;
  "core.areas": CoreAreas;
  "core.chart_of_accounts": CoreChartOfAccounts;
  "core.comparator_groups": CoreComparatorGroups;
  "core.deflators": CoreDeflators;
  "core.finance_lines": CoreFinanceLines;
  "core.indicator_values": CoreIndicatorValues;
  "core.indicators": CoreIndicators;
  "core.payments": CorePayments;
  "core.periods": CorePeriods;
  "core.plan_measures": CorePlanMeasures;
  "core.population": CorePopulation;
  "core.published_claims": CorePublishedClaims;
  "core.reconciliation_checks": CoreReconciliationChecks;
  "core.savings": CoreSavings;
  "core.savings_by_theme": CoreSavingsByTheme;
  "core.savings_plan_lines": CoreSavingsPlanLines;
  "core.service_finance_lines": CoreServiceFinanceLines;
  "core.service_outturn": CoreServiceOutturn;
  "core.spending_power": CoreSpendingPower;
  "core.survey_code_frames": CoreSurveyCodeFrames;
  "core.survey_questions": CoreSurveyQuestions;
  "core.unit_cost_extract": CoreUnitCostExtract;
  "curated.cost_effectiveness": CuratedCostEffectiveness;
  "curated.cost_per_head": CuratedCostPerHead;
  "curated.indicator_contribution": CuratedIndicatorContribution;
  "curated.indicator_use": CuratedIndicatorUse;
  "curated.outcome_score": CuratedOutcomeScore;
  "curated.overlapping_lines": CuratedOverlappingLines;
  "curated.payments_by_council": CuratedPaymentsByCouncil;
  "curated.published_reconciliation": CuratedPublishedReconciliation;
  "curated.savings_position": CuratedSavingsPosition;
  "curated.spend_by_service": CuratedSpendByService;
  "curated.survey_results": CuratedSurveyResults;
  "curated.unit_cost": CuratedUnitCost;
  "curated.unmapped_codes": CuratedUnmappedCodes;
}
