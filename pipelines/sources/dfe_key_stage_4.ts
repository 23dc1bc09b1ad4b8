import { defineSource, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { EDUCATION_STATISTICS_MARKERS, layOutEducationStatistics } from "../layouts/education_statistics.ts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Key stage 4 results of children known to social care: scores in points, grade 4 and above in English and maths in
 * percent, with the pupils counted as the base. Units as printed. "CINO" are children in need without those on a plan
 * or looked after, "CPPO" those on a plan but not looked after. Cohorts are small. Progress 8 was not published for
 * 2024/25: every cell is x.
 */
export default defineSource({
  title: "Key stage 4 outcomes of children in need and children looked after",
  publisher: "Department for Education",
  page: "https://explore-education-statistics.service.gov.uk/find-statistics/outcomes-for-children-in-need-including-children-looked-after-by-local-authorities-in-england",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: EDUCATION_STATISTICS_MARKERS,
  layouts: [
    {
      name: "one row for each authority, academic year and group, 2018/19 on",
      file: /^ks4_la.*\.csv$/,
      tables: [
        ...group(/^(?!CLA 12 months at 31 March$)/, [
          ...pupilMeasure("dfe_ks4_att8_cla", "avg_att8"),
          ...pupilMeasure("dfe_ks4_basics94_cla", "pt_l2basics_94"),
          ...progress8("dfe_ks4_p8_cla"),
        ]),
        ...group(/^(?!CINO at 31 March$)/, [
          ...pupilMeasure("dfe_ks4_att8_cin", "avg_att8"),
          ...pupilMeasure("dfe_ks4_basics94_cin", "pt_l2basics_94"),
          ...pupilMeasure("dfe_ks4_ebaccaps_cin", "avg_ebaccaps"),
          ...progress8("dfe_ks4_p8_cin"),
        ]),
        ...group(/^(?!CPPO at 31 March$)/, pupilMeasure("dfe_ks4_att8_cpp", "avg_att8")),
      ],
    },
  ],
});

/** The rows of one group of children; `others` fits the label of every other group. */
function group(others: RegExp, values: readonly ValueFrom[]): TableLayout[] {
  return layOutEducationStatistics({
    period: "academic_year",
    values,
    skip: [
      { header: "social_care_group", matches: others, why: "another group of children, read by its own measures" },
    ],
    ignore: [
      { header: /^(social_care_group|version)$/, why: "the group is in the measure; one version for each year" },
      { header: /^(t|pt|avg)_/, why: "counts behind the measures, and measures that are not used" },
      { header: /^p8score_CI_/, why: "limits of Progress 8, used beside it only" },
    ],
  });
}

function pupilMeasure(indicatorId: string, header: string): ValueFrom[] {
  return [indicatorColumn(indicatorId, header), indicatorColumn(indicatorId, "t_pupils", "base_count")];
}

function progress8(indicatorId: string): ValueFrom[] {
  return [
    indicatorColumn(indicatorId, "avg_p8score"),
    indicatorColumn(indicatorId, "p8score_CI_low", "lower_value"),
    indicatorColumn(indicatorId, "p8score_CI_upp", "upper_value"),
    indicatorColumn(indicatorId, "t_inp8calc", "base_count"),
  ];
}
