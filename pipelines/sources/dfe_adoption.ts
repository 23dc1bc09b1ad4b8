import { defineSource, type KeyFrom, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const END_OF_YEAR: KeyFrom = { from: "file", group: "end", as: "march_snapshot" };
const WHOLE_YEAR: KeyFrom = { from: "file", group: "years", as: "financial_year" };
const ENGLAND = "ALL LOCAL AUTHORITIES IN ENGLAND";

/**
 * Adoption and special guardianship by authority, in the fourth quarter's issue: children waiting with a placement order
 * at 31 March (average days, percent of children looked after, those who waited 18 months or more) and children adopted or
 * placed under a special guardianship order in the year. Counts of five or fewer and averages of ten or fewer are
 * suppressed (c); ".." was not returned. Number and name of the authority have no header; England has no number. Quarters
 * within the year, characteristics and agencies are read past.
 */
export default defineSource({
  title: "Adoption and special guardianship, agency-level data",
  publisher: "Department for Education (collected by Coram-i)",
  page: "https://coram-i.org.uk/asglb/data/",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { c: "suppressed", "..": "not_available", ".": "not_applicable", "-": "low" },
  layouts: [
    {
      name: "fourth quarter, merged headers of three rows",
      file: /^Local-Level-ASG-Agency-Level-Data-Q4-(?<years>\d{4}-(?<end>\d{4}))\.xlsx$/,
      tables: [
        ...authoritiesAndEngland({
          sheet: "Adoption LAs",
          header: { anchor: /^at 30 Jun \d{4}/, depth: 3 },
          values: [
            measure("dfe_asg_avg_days_waiting", /^Average number of days spent waiting .* \| at 31 Mar/, END_OF_YEAR),
            measure("dfe_asg_waiting_pct_of_cla", /^Percentage of children waiting .* at 31 Mar/, END_OF_YEAR),
            measure("dfe_asg_adopted_count", /^Number of children adopted \| Q1-Q4/, WHOLE_YEAR),
            measure(
              "dfe_asg_waiting_18m_since_care_count",
              /^that have been waiting .* for 18 months or more since entering care as \| at 31 Mar/,
              END_OF_YEAR,
            ),
          ],
          ignore: [
            {
              header: /\| at \d{2} [A-Z][a-z]{2} \d{4}/,
              why: "other measures of waiting, and quarters within the year",
            },
            { header: /\| Q[1-4]( |-)/, why: "other steps of the process, and quarters within the year" },
            { header: /^Number of children (waiting|adopted in|looked after)/, why: "characteristics, and a base" },
            { header: /^Average (number of days between|time between)/, why: "other measures of time" },
          ],
        }),
        ...authoritiesAndEngland({
          sheet: "SGO LAs",
          // The label stands over the first of five columns without being merged.
          title: { cell: "C6", matches: /^Total number of children$/ },
          header: {
            anchor: /^Q1 \d{4}\/\d{2}$/,
            names: { G: { printed: /^Q1-Q4 \d{4}\/\d{2}$/, as: "Total number of children" } },
          },
          values: [measure("dfe_asg_sgo_count", "Total number of children", WHOLE_YEAR)],
          ignore: [{ header: /^Q[1-4]( |-)/, why: "quarters within the year, and characteristics" }],
        }),
      ],
    },
  ],
});

function measure(indicatorId: string, header: string | RegExp, period: KeyFrom): ValueFrom {
  return indicatorColumn(indicatorId, header, "indicator_value", { period_code: period });
}

type Sheet = Pick<TableLayout, "sheet" | "title" | "header" | "values" | "ignore">;

function authoritiesAndEngland(sheet: Sheet): TableLayout[] {
  const names = { ...sheet.header.names, A: { printed: "", as: "LA number" }, B: { printed: "", as: "LA name" } };
  const table = (rows: NonNullable<TableLayout["rows"]>, area: KeyFrom, unused: string): TableLayout => ({
    ...sheet,
    header: { ...sheet.header, names },
    rows,
    keys: { area_code: area, note: { constant: null } },
    ignore: [...(sheet.ignore ?? []), { header: unused, why: "the area again" }],
  });
  return [
    table(
      {
        skip: [
          { header: "LA number", matches: /^$/, why: "England, read by its name, or a region" },
          { header: "LA number", matches: /^213B$/, why: "joint return of two authorities" },
        ],
      },
      // Two councils of 2019 stand under the number of a council that went before, with their own name.
      { header: "LA number", replace: { "837": "839", "835": "838" }, as: "dfe_number" },
      "LA name",
    ),
    table(
      {
        skip: [
          {
            header: "LA name",
            matches: new RegExp(`^(?!${ENGLAND}$)`),
            why: "authority, read by its number, or a region",
          },
        ],
      },
      { header: "LA name", map: { [ENGLAND]: "E92000001" } },
      "LA number",
    ),
  ];
}
