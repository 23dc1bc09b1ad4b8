import {
  defineSource,
  financialYear,
  gssCode,
  optionalText,
  text,
  value,
  type TableLayout,
} from "@poundwise/contracts";
import { z } from "zod";
import { COUNCIL_NAMES } from "../layouts/social_care_councils.ts";

const PARTS = { Numerator: "numerator", Denominator: "denominator", "Unit Cost": "unit_cost" };
const COUNCIL = "Council";

/**
 * Unit costs of social care by council: for each measure its cost, its activity and the cost of one unit. Units as
 * printed, by measure: costs in thousands of pounds, activity in weeks, hours or people, unit costs in pounds. Measures
 * are whole sentences; in 2009-10 only these head the columns, in the other years also a number (2.1A) and which of the
 * three parts it is. One sentence of 2009-10 is printed over two columns, where the second means another client group.
 * A full stop is a unit cost that does not exist, two that nothing was returned. Councils are numbered by an older code,
 * which is dropped. England and notes are read past.
 */
export default defineSource({
  title: "Personal social services: unit costs by council",
  publisher: "NHS England (Health and Social Care Information Centre)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-expenditure-and-unit-costs",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    measure_number: optionalText(),
    measure_part: optionalText(),
    measure: text(),
    printed_value: value(),
  }),
  grain: ["area_code", "financial_year", "measure_number", "measure_part", "measure"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { ".": "not_applicable", "..": "not_available" },
  layouts: [
    {
      name: "2012-13, sentence, number and part",
      file: /^Annex_Fin_CASSR_Level_Unit_Costs_2012_13\.csv$/,
      tables: [layOutNumbered("2012-13")],
    },
    {
      name: "2009-10, sentences only",
      file: /^Final_Council Level_DetailedUnitcosts_200910\.csv$/,
      tables: [
        {
          ...layOutCouncils("2009-10"),
          header: {
            anchor: /^Gross total cost for residential and nursing care and home help/,
            names: {
              A: { printed: "", as: COUNCIL },
              DC: {
                printed: /own provision day care/,
                as: "Second column of day care, own provision, as printed before",
              },
            },
          },
          values: [
            {
              column: "printed_value",
              header: /^(?!Council$)(?<measure>.+)$/,
              keys: {
                measure: { from: "header", group: "measure" },
                measure_number: { constant: null },
                measure_part: { constant: null },
              },
            },
          ],
        },
      ],
    },
    {
      name: "2008-09, sentence, number and part",
      file: /^pers-soc-serv-exp-unit-cost-eng-2008-09-units.*\.csv$/,
      tables: [layOutNumbered("2008-09")],
    },
  ],
});

function layOutNumbered(year: string): TableLayout {
  return {
    ...layOutCouncils(year),
    header: { anchor: "Numerator", depth: 3, names: { A: { printed: "", as: COUNCIL } } },
    values: [
      {
        column: "printed_value",
        header: /^(?<measure>.+) \| (?<number>\d\.\d+[A-Z]?) \| (?<part>Numerator|Denominator|Unit Cost)$/,
        keys: {
          measure: { from: "header", group: "measure" },
          measure_number: { from: "header", group: "number" },
          measure_part: { from: "header", group: "part", map: PARTS },
        },
      },
    ],
  };
}

function layOutCouncils(year: string): Pick<TableLayout, "rows" | "keys"> {
  return {
    rows: {
      skip: [{ header: COUNCIL, matches: /^(?!\d{3} ?-)/, why: "England, a note or an empty row" }],
    },
    keys: {
      area_code: { header: COUNCIL, pattern: /^\d{3} ?- ?(.+)$/, replace: COUNCIL_NAMES, as: "area_name" },
      financial_year: { constant: year },
    },
  };
}
