import { defineSource, type Layout, type ValueFrom } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

interface Sheet {
  readonly name: string;
  readonly indicatorId: string;
  /** What B2 of the sheet says, and the period it was read as. */
  readonly printedDate: RegExp;
  readonly periodCode: string;
  readonly header: string;
  readonly limits?: readonly ValueFrom[];
  readonly note?: string;
}

const SHEETS: readonly Sheet[] = [
  {
    name: "4G",
    indicatorId: "ons_sub_4g",
    printedDate: /^2021 May$/,
    periodCode: "CY2021",
    header: "Geographic areas with 4G signal outdoors from at least 1 operator %",
  },
  {
    name: "Broadband availability",
    indicatorId: "ons_sub_gigabit",
    printedDate: /^2021 May$/,
    periodCode: "CY2021",
    header: "Premises with gigabit capable broadband %",
  },
  {
    name: "Employment rate",
    indicatorId: "ons_sub_employment_rate",
    printedDate: /^2020$/,
    periodCode: "CY2020",
    header: "Employment rate %",
  },
  {
    name: "Life satisfaction",
    indicatorId: "ons_sub_life_satisfaction",
    printedDate: /^04\/2020-03\/2021$/,
    periodCode: "FY2020-21",
    header: "Mean satisfaction with your life nowadays scored 0 (not at all) - 10 (completely)",
    note: "Notes",
  },
  {
    name: "Smokers",
    indicatorId: "ons_sub_smokers",
    printedDate: /^04\/2020 - 12\/2020$/,
    periodCode: "CY2020",
    header: "Adults that currently smoke cigarettes %",
    limits: [
      { column: "lower_value", header: "LCI" },
      { column: "upper_value", header: "UCI" },
    ],
    note: "Notes",
  },
];

const layout = (sheet: Sheet): Layout => ({
  name: `first release, sheet ${sheet.name} saved as text`,
  file: new RegExp(`^${sheet.name}-Table 1\\.csv$`),
  tables: [
    {
      title: { cell: "B2", matches: sheet.printedDate },
      header: { anchor: "Area Code" },
      rows: { skip: [{ header: "Area Code", matches: /^(?!E0[6789]\d{6}$)/, why: "not an English authority" }] },
      keys: {
        indicator_id: { constant: sheet.indicatorId },
        area_code: "Area Code",
        period_code: { constant: sheet.periodCode },
        ...(sheet.note === undefined ? {} : { note: sheet.note }),
      },
      values: [{ column: "indicator_value", header: sheet.header }, ...(sheet.limits ?? [])],
      ignore: [
        { header: "Area", why: "the code identifies the area" },
        { header: "", why: "empty columns to the right" },
      ],
    },
  ],
});

/**
 * Indicators behind the ONS subnational indicators explorer, one sheet for each, saved as text: percentages and a score
 * of 0 to 10, as printed. Traps: districts and single-tier authorities only, so no row for a county; boundaries are
 * those of 2019 or 2021, by sheet; numbers stand between a tab and a blank. A figure of one month (May 2021) is filed
 * under its calendar year.
 */
export default defineSource({
  title: "Subnational indicators",
  publisher: "ONS",
  page: "https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/datasets/subnationalindicatorsexplorer",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["indicator_id", "period_code"],
  areaColumn: "area_code",
  markers: { na: "not_available", x: "not_available" },
  layouts: SHEETS.map(layout),
});
