import { defineSource, type RowTest, type TableLayout } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Emergency hospital admissions of children under 15 for injuries, per 10,000 children of that age and year, with 95%
 * limits and the children as the base. Unit as printed. The file also holds each sex, deprivation groups under England,
 * and England a second time as a member of itself. An empty value has its reason in the note; its limits are then
 * sometimes printed as -1, which is no number.
 */
export default defineSource({
  title: "Hospital admissions caused by injuries in children aged 0 to 14",
  publisher: "Office for Health Improvement and Disparities",
  page: "https://fingertips.phe.org.uk/search/90284",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "-1": "not_available" },
  blank: "not_available",
  layouts: [
    {
      name: "Fingertips download, 2010/11 on",
      file: /^la_hospital_admissions_\d{4}\.csv$/,
      tables: [
        areas([{ header: "Area Type", matches: /^England$/, why: "England, read from its own row" }]),
        areas([
          { header: "Area Type", matches: /^(?!England$)/, why: "authority, read from its own row" },
          { header: "Parent Code", matches: /./, why: "England repeated as a member of itself" },
        ]),
      ],
    },
  ],
});

/** One reading of the file's rows that are left after `skip`. */
function areas(skip: readonly (RowTest & { readonly why: string })[]): TableLayout {
  return {
    header: { anchor: "Indicator ID" },
    rows: {
      skip: [
        { header: "Indicator ID", matches: /^(?!90284$)/, why: "another indicator" },
        { header: "Category Type", matches: /./, why: "deprivation group" },
        { header: "Sex", matches: /^(?!Persons$)/, why: "one sex only" },
        { header: "Age", matches: /^(?!<15 yrs$)/, why: "another age group" },
        ...skip,
        {
          header: "Area Code",
          matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
          why: "not an upper-tier authority or England",
        },
      ],
    },
    keys: {
      area_code: "Area Code",
      period_code: { header: "Time period", as: "financial_year" },
      note: "Value note",
    },
    values: [
      indicatorColumn("ohid_injury_admissions_0_14", "Value"),
      indicatorColumn("ohid_injury_admissions_0_14", "Lower CI 95.0 limit", "lower_value"),
      indicatorColumn("ohid_injury_admissions_0_14", "Upper CI 95.0 limit", "upper_value"),
      indicatorColumn("ohid_injury_admissions_0_14", "Denominator", "base_count"),
    ],
    ignore: [
      { header: /^(Indicator ID|Indicator Name|Sex|Age|Category|Category Type)$/, why: "says which rows are in scope" },
      { header: /^(Parent Code|Parent Name|Area Name|Area Type)$/, why: "the area in words" },
      { header: /99\.8 limit$/, why: "wider limits" },
      { header: "Count", why: "admissions behind the rate" },
      { header: /^(Recent Trend|Compared to .*|New data)$/, why: "the publisher's own comparison" },
      { header: /^Time period (Sortable|range)$/, why: "the period again" },
    ],
  };
}
