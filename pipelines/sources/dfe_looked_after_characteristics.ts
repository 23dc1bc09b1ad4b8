import { defineSource, type KeyFrom, type TableLayout } from "@poundwise/contracts";
import { RECODED_IN_2013 } from "../layouts/recoded_2013.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const NOT_AUTHORITY_OR_ENGLAND = {
  header: "New_geog_code",
  matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
  why: "region or footnote, not an authority or England",
};

/**
 * Children looked after by age, sex, ethnicity, placement, legal status, provider and distance from home: counts at, or
 * in the year to, the 31 March the file is named for. Each column is a measure under the publisher's own code
 * (`CLA_1to4`, `MarPlace_Q1`); only the one in the indicator register goes further than staging. Counts are rounded (5 or
 * 10, by year), and x stands for one to five. The 2010 file has DfE numbers only and no code for England.
 */
export default defineSource({
  title: "Characteristics of children looked after, underlying data 2010 to 2017",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/collections/statistics-looked-after-children",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { x: "suppressed", ".": "not_applicable", "..": "not_available" },
  layouts: [
    { name: "SFR 50/2017, by distance from home", file: /^SFR50_CLA2017\.csv$/, tables: [layOutCodes("MAR2017")] },
    { name: "SFR 36/2014", file: /^SFR36_CLA2014\.csv$/, tables: [layOutCodes("MAR2014")] },
    {
      name: "SFR 27/2010, placements at 31 March",
      file: /^SFR27_2010_March\.csv$/,
      tables: [
        {
          header: { anchor: "geog_c" },
          rows: { skip: [{ header: "geog_l", matches: /^(?!LA$)/, why: "England or a region, which have no code" }] },
          keys: {
            area_code: { header: "geog_c", as: "dfe_number" },
            period_code: { constant: "MAR2010" },
            note: { constant: null },
          },
          values: [
            {
              column: "indicator_value",
              header: /^(?<measure>Mar.+)_2010$/,
              keys: { indicator_id: { from: "header", group: "measure" } },
            },
          ],
          ignore: [
            { header: /^geog_[ln]$/, why: "the area in words" },
            { header: "Mid2009Pop0-17", why: "population behind rates, published by ONS" },
          ],
        },
      ],
    },
  ],
});

function layOutCodes(period: string): TableLayout {
  const measure: KeyFrom = {
    from: "header",
    group: "measure",
    replace: period === "MAR2017" ? { CLA_OutLA_GT20: "dfe_cla_outside_boundary_over20miles_2017" } : {},
  };
  return {
    header: { anchor: "New_geog_code" },
    rows: { skip: [NOT_AUTHORITY_OR_ENGLAND] },
    keys: {
      area_code: { header: "New_geog_code", replace: RECODED_IN_2013 },
      period_code: { constant: period },
      note: { constant: null },
    },
    values: [{ column: "indicator_value", header: /^(?<measure>CLA_.+)$/, keys: { indicator_id: measure } }],
    ignore: [{ header: /^(geog_[lcn]|LA_order)$/, why: "the area again, and the order of printing" }],
  };
}
