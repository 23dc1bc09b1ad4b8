import { defineSource, type KeyFrom, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

// LA_Inspection_Outcomes_as_at_March_2024, LA_Inspection_Outcomes_as_at_31_March_2025, local_authority_inspection_outcomes_as_at_31_march_2026
const FILE_NAME = /^(LA|local_authority)_inspection_outcomes_as_at_.*\.(ods|xlsx)$/i;
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
  markers: { "Not yet inspected": "not_available", "[x]": "not_available", "[z]": "not_applicable" },
  blank: "not_available",
  layouts: [
    {
      name: "as at 31 March, to 2024",
      file: FILE_NAME,
      tables: [
        judgements({
          sheet: /^Inspections_31_March_(?<year>\d{4})$/,
          year: { from: "sheet", group: "year", as: "march_snapshot" },
        }),
      ],
    },
    {
      name: "as at 31 March, since 2025",
      file: FILE_NAME,
      tables: [
        judgements({
          sheet: "Inspections_as_at_31_March",
          title: { cell: "A1", matches: /as at 31 March (?<year>\d{4})/ },
          year: { from: "title", group: "year", as: "march_snapshot" },
        }),
      ],
    },
  ],
});

/** Each authority's judgements as they stand; the year is that of the sheet's name or title. */
function judgements(era: Pick<TableLayout, "sheet" | "title"> & { readonly year: KeyFrom }): TableLayout {
  const { year, ...where } = era;
  return {
    ...where,
    header: { anchor: "Overall effectiveness" },
    keys: {
      area_code: { header: "Local authority name", as: "area_name" },
      period_code: year,
      note: { constant: null },
    },
    values: [
      grade("ofsted_ilacs_overall", /^Overall effectiveness$/),
      grade(
        "ofsted_ilacs_leaders",
        /^(The )?impact of leaders( on social work practice with children and families)?$/i,
      ),
      grade(
        "ofsted_ilacs_help_protection",
        /^(The )?experiences and progress of children who need help and protection$/i,
      ),
      grade("ofsted_ilacs_in_care", /^(The )?experiences and progress of children in care$/i),
      {
        ...grade("ofsted_ilacs_care_leavers", /^(The )?experiences and progress of care leavers$/i),
        blank: "not_applicable",
      },
    ],
    ignore: [
      {
        header: /^(Web link|Ofsted region|Local authority area code)$/,
        why: "link, region, and the authority by its code",
      },
      { header: /^(Inspection|Publication) date$/, why: "the judgements stand until the next inspection" },
    ],
  };
}

function grade(indicatorId: string, header: RegExp): ValueFrom {
  return { ...indicatorColumn(indicatorId, header), scores: GRADES };
}
