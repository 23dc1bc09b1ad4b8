import { toPeriodSpan, type Scalar } from "@poundwise/contracts";

/** Whether a staged row of a release is shipped as a fact; rows by column name. */
export type KeepsRow = (row: Readonly<Record<string, Scalar>>) => boolean;

/** Outcomes older than this are not shipped. */
const EARLIEST_PERIOD_END = "2018-03-31";

const isCountyOrEngland: KeepsRow = (row) => /^(E10|E92)/.test(String(row.area_code));
const isTotal: KeepsRow = (row) =>
  /^(total_expenditure|total_income|net_current_expenditure)$/.test(String(row.spend_measure));
const isCountyUnitaryOrEngland: KeepsRow = (row) => /^(E10|E06|E92)/.test(String(row.area_code));

/**
 * What of a release is shipped, by the name that `kept` of data/facts/releases.csv uses. Every reading already holds only
 * upper-tier authorities and England; these narrow it further so that the facts stay small.
 */
export const FACT_SCOPES: Readonly<Record<string, KeepsRow>> = {
  all: () => true,
  "periods from 2018": isRecent,
  "counties, all periods": isCountyOrEngland,
  "counties and unitaries, all periods": isCountyUnitaryOrEngland,
  "counties and unitaries, periods from 2018": (row) => isCountyUnitaryOrEngland(row) && isRecent(row),
  // The carers' survey of 2016-17 prints two numbers in a cell: kept so that such cells stay tried.
  "counties and unitaries, periods from 2018, carers from 2016-17": (row) =>
    isCountyUnitaryOrEngland(row) &&
    (isRecent(row) || (row.period_code === "FY2016-17" && /carer/.test(String(row.indicator_id)))),
  "totals of spending": isTotal,
  "counties, totals of spending": (row) => isCountyOrEngland(row) && isTotal(row),
  // Single years of age are 91 rows for each authority and year, so boroughs and metropolitan districts keep all ages only.
  "ages of counties and unitaries": (row) => row.age_band === "all" || isCountyUnitaryOrEngland(row),
  // Tens of thousands of payments: some of the everyday ones, refunds among them, and the largest.
  "every 200th line and payments of £1m": (row) =>
    Number(row.row_number) % 200 === 0 || Math.abs(Number(row.amount_gbp)) >= 1_000_000,
};

function isRecent(row: Readonly<Record<string, Scalar>>): boolean {
  if (typeof row.period_code === "string") return toPeriodSpan(row.period_code).endDate >= EARLIEST_PERIOD_END;
  if (typeof row.financial_year === "string") {
    return toPeriodSpan(`FY${row.financial_year}`).endDate >= EARLIEST_PERIOD_END;
  }
  return true;
}
