import { defineSource, type TableLayout } from "@poundwise/contracts";
import { RECODED_IN_2013 } from "../layouts/recoded_2013.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Counts behind the school outcomes of children looked after for at least a year: absence from school (sessions, by
 * academic year) and results at the end of key stage 4 in 2010, by sex. Each column is a measure under the publisher's
 * own wording or code; none is in the indicator register. The key stage 4 file has no header over its names.
 */
export default defineSource({
  title: "School outcomes of children looked after, underlying data 2008 to 2012",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/collections/statistics-looked-after-children",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["indicator_id", "period_code"],
  areaColumn: "area_code",
  markers: { x: "suppressed", ".": "not_applicable", "..": "not_available" },
  layouts: [
    {
      name: "SFR 32/2012, table LA11, absence 2008 to 2012",
      file: /^SFR32_2012_TableLA11_Absence_UD\.csv$/,
      tables: [
        {
          header: { anchor: "la_9digit" },
          rows: { skip: [{ header: "la_9digit", matches: /^$/, why: "England or a region, which have no code" }] },
          keys: {
            area_code: { header: "la_9digit", replace: RECODED_IN_2013 },
            note: { constant: null },
          },
          values: [
            {
              column: "indicator_value",
              header: /^(?<measure>[A-Za-z_]+)_(?<year>\d{4})$/,
              keys: {
                indicator_id: { from: "header", group: "measure" },
                period_code: { from: "header", group: "year", as: "academic_year_ending" },
              },
            },
          ],
          ignore: [{ header: /^(country|gor|la)_(code|name)$/, why: "the area again, by older codes and in words" }],
        },
      ],
    },
    { name: "key stage 4 of 2010", file: /^KS4_Final_V2\.csv$/, tables: [layOutKeyStage4()] },
  ],
});

function layOutKeyStage4(): TableLayout {
  return {
    header: { anchor: "LA Number", names: { B: { printed: "", as: "LA name" } } },
    rows: { skip: [{ header: "LA Number", matches: /^$/, why: "England or a region, which have no number" }] },
    keys: {
      area_code: { header: "LA Number", as: "dfe_number" },
      period_code: { constant: "AY2009-10" },
      note: { constant: null },
    },
    values: [
      {
        column: "indicator_value",
        header: /^(?<measure>Number .+)$/,
        keys: { indicator_id: { from: "header", group: "measure" } },
      },
    ],
    ignore: [{ header: "LA name", why: "the area in words" }],
  };
}
