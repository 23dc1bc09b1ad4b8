import type { TablePlace } from "./next-year.ts";

/** A shipped sample whose next release is made up by a test, and the columns on which that is done. */
export interface DriftSubject extends TablePlace {
  readonly source: string;
  readonly file: string;
  /** Header of a column that is part of the grain. */
  readonly key: string;
  /** Header of a column of figures, and one that says the same in quite other words. */
  readonly value: string;
  readonly reworded: string;
  /** Columns of codes of authorities, for sources that have them. */
  readonly area?: string;
}

/** Kinds of layouts: tidy text, text of years, workbooks with titles and tiers, layouts made by a function. */
export const SUBJECTS: readonly DriftSubject[] = [
  {
    source: "mhclg_core_spending_power",
    file: "CSP_2018.csv",
    sheet: "Sheet1",
    headerRow: 1,
    key: "ons_code",
    value: "ct_total_2018",
    reworded: "council tax requirement 2018",
    area: "ons_code",
  },
  {
    source: "dfe_sen2",
    file: "sen2_mi.csv",
    sheet: "Sheet1",
    headerRow: 1,
    key: "new_la_code",
    value: "no_exc_20week_rate",
    reworded: "rate of plans issued within twenty weeks",
    area: "new_la_code",
  },
  {
    source: "dfe_child_protection_plans",
    file: "d3_cpps_subsequent_plan_2013_to_2025.csv",
    sheet: "Sheet1",
    headerRow: 1,
    key: "new_la_code",
    value: "CPP_subsequent_percent",
    reworded: "share of plans that are a repeat",
    area: "new_la_code",
  },
  {
    source: "dfe_neet_scorecard",
    file: "UD_NEETNK_LA_dashboard_2022_final.csv",
    sheet: "Sheet1",
    headerRow: 1,
    key: "new_la_code",
    value: "NEET_not_known_percent",
    reworded: "young people not in work or learning",
    area: "new_la_code",
  },
  {
    source: "council_pay_multiple",
    file: "pay_multiple.csv",
    sheet: "Sheet1",
    headerRow: 1,
    key: "PayMultipleFactor",
    value: "RemunerationValue",
    reworded: "Annual pay of the post",
  },
  {
    source: "lcc_unit_costs",
    file: "Unit costs 2022-23.xlsx",
    sheet: "Unit costs",
    headerRow: 4,
    key: "Service",
    value: "Total budget cost (£000)",
    reworded: "Budgeted spending of the service (£000)",
  },
  {
    source: "defra_waste",
    file: "LA_and_Regional_Spreadsheet_201718.ods",
    sheet: "Table_3",
    headerRow: 4,
    key: "ONS code",
    value: "Percentage of household waste sent for reuse, recycling or composting (Ex NI192)",
    reworded: "Recycling rate of households",
    area: "ONS code",
  },
  {
    source: "finance_budget_monitoring",
    file: "Budget monitoring 2024-25 P09 SYNTHETIC.xlsx",
    sheet: "Monitoring",
    headerRow: 5,
    tiers: 1,
    key: "Subjective",
    value: "Actual £",
    reworded: "Spent so far £",
  },
  {
    source: "mhclg_revenue_outturn",
    file: "RSX_2022-23_data_by_LA.ods",
    sheet: "RSX_LA_Data_2022-23",
    headerRow: 11,
    key: "ONS Code",
    value: "Adult Social Care - Net Current Expenditure (C7 = C3 - C6)",
    reworded: "Net spending on the care of adults",
    area: "ONS Code",
  },
];
