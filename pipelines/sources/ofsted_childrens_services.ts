import { defineSource, type ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const GRADES = { Outstanding: 4, Good: 3, "Requires improvement to be good": 2, Inadequate: 1 };

/**
 * Ofsted's judgements on children's services from each authority's latest inspection, as at 31 March. Grades in the file,
 * numbers after: 4 outstanding, 3 good, 2 requires improvement, 1 inadequate; the printed grade stays beside the number.
 * A blank means not inspected, or that the judgement did not exist then (care leavers: only since January 2023). Names
 * only until 2024, codes since. The sheets of inspections in the year and since 2018 are read past: the same judgements
 * by visit.
 */
export default defineSource({
  title: "Judgements on local authority children's services",
  publisher: "Ofsted",
  page: "https://www.gov.uk/government/collections/local-authority-childrens-services-inspection-outcomes",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: {},
  blank: "not_available",
  layouts: [
    {
      name: "as at 31 March, names only",
      file: /^LA_Inspection_Outcomes_as_at_March_(?<year>\d{4})\.ods$/,
      tables: [
        {
          sheet: /^Inspections_31_March_\d{4}$/,
          header: { anchor: "Overall effectiveness" },
          keys: {
            area_code: { header: "Local authority name", as: "area_name" },
            period_code: { from: "file", group: "year", as: "march_snapshot" },
            note: { constant: null },
          },
          values: [
            grade("ofsted_ilacs_overall", "Overall effectiveness"),
            grade("ofsted_ilacs_leaders", "Impact of leaders"),
            grade("ofsted_ilacs_help_protection", "Experiences and progress of children who need help and protection"),
            grade("ofsted_ilacs_in_care", "Experiences and progress of children in care"),
            {
              ...grade("ofsted_ilacs_care_leavers", "Experiences and progress of care leavers"),
              blank: "not_applicable",
            },
          ],
          ignore: [
            { header: /^(Web link|Ofsted region)$/, why: "link and region" },
            { header: "Inspection date", why: "the judgements stand until the next inspection" },
          ],
        },
      ],
    },
  ],
});

function grade(indicatorId: string, header: string): ValueFrom {
  return { ...indicatorColumn(indicatorId, header), scores: GRADES };
}
