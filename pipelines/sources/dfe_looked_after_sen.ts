import { defineSource, type TableLayout } from "@poundwise/contracts";
import { layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/** "201819" is the count at the end of that financial year. */
const SNAPSHOTS = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => 2015 + index).map((end) => [
    `${end - 1}${String(end).slice(-2)}`,
    `MAR${end}`,
  ]),
);

/**
 * Children looked after for at least a year on 31 March 2019 who have an education, health and care plan or special
 * educational needs support, in percent of those matched to the school census. "201819" stands for that day. Marks of
 * the old style: x is suppressed, a full stop not applicable.
 */
export default defineSource({
  title: "Special educational needs of children looked after, 2019",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/statistics/outcomes-for-children-looked-after-by-las-31-march-2019",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { c: "suppressed", x: "suppressed", ".": "not_applicable" },
  layouts: [
    {
      name: "underlying data, one row for each authority and kind of need",
      file: /^\d{4}_CLA_outcomes_SEN_UD.*\.csv$/,
      tables: [
        ...need("dfe_cla_ehcp_pct", /^(?!Education Health and Care plan$)/),
        ...need("dfe_cla_sen_support_pct", /^(?!SEN support$)/),
      ],
    },
  ],
});

/** The rows of one kind of need; `others` fits the label of every other kind. */
function need(indicatorId: string, others: RegExp): TableLayout[] {
  return layOutEducationStatistics({
    period: "financial_year",
    keys: { period_code: { header: "time_period", map: SNAPSHOTS } },
    values: [indicatorColumn(indicatorId, "percent")],
    skip: [
      { header: "sen_category", matches: others, why: "another kind of need, read by its own measure" },
      { header: "characteristic", matches: /^(?!Looked after children$)/i, why: "another group of children" },
    ],
    ignore: [
      { header: /^(sen_category|characteristic)$/, why: "the group is in the measure" },
      { header: "number", why: "count behind the percentage" },
    ],
  });
}
