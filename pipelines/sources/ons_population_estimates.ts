import { defineSource, gssCode, text, value, wholeNumber, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

const UPPER_TIER = {
  matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
  why: "not an upper-tier authority or England",
};
const TITLE = /(?<series>mid-(?<year>20\d{2}))/i;
const NOT_USED = { header: /^(Geography\d?|Admin.*)$/i, why: "the authority register gives the tier" };
// One rule per age, so that an age that is gone is missed.
const YEARS_OF_AGE = Array.from({ length: 90 }, (_, age) => ({
  column: "residents_count",
  header: String(age),
  keys: { age_band: { constant: String(age) } },
}));
const OPEN_AGE = { column: "residents_count", header: /^90 ?\+?$/, keys: { age_band: { constant: "90+" } } };
const ALL_AGES = { column: "residents_count", header: /^All ages$/i, keys: { age_band: { constant: "all" } } };
const CODE = { header: /^Code$/i };
const NAME = { header: /^Name$/i };

/** The sheet of persons of a workbook without, or with another, summary by year; `titleCell` holds "…, mid-2017". */
const personsSheet = (titleCell: string): TableLayout => ({
  sheet: /^(MYE2 ?- ?(Persons|All)|Persons UK|UK persons|Persons)$/i,
  title: { cell: titleCell, matches: TITLE },
  header: { anchor: /^Code$/i },
  rows: { skip: [{ ...CODE, ...UPPER_TIER }] },
  keys: {
    area_code: CODE,
    area_name: NAME,
    mid_year: { from: "title", group: "year" },
    estimate_series: { from: "title", group: "series" },
  },
  values: [ALL_AGES, ...YEARS_OF_AGE, OPEN_AGE],
  ignore: [NOT_USED],
});

// mye22final, mye23tablesew, mye24tablesuk, ukmidyearestimates2017finalversion, ukpopestimatesmid2021on2021geographyfinal,
// MYE2_population_by_sex_and_age_for_local_authorities_UK_2015: the year is taken from the sheet's own title.
const WORKBOOK_NAME = /^(mye\d{2}\w*|ukmidyearestimates\w*|ukpopestimates\w*|MYE2_population_\w*)[^.]*\.(xlsx?|ods)$/i;

/**
 * Usual residents on 30 June by single year of age; persons, in the file and after. Traps: countries, regions, counties
 * and districts stand in one list, so nothing may be summed over rows; a release also restates all years since the last
 * census (MYE4), which is why all ages come from that sheet and single years of age from MYE2. Releases before mid-2022
 * are not rebased to the 2021 census: `estimate_series` says which release a figure comes from, so that one vintage can
 * be used for a whole run. The last age is open (90 and over) even where its header is a plain 90.
 */
export default defineSource({
  title: "Mid-year population estimates by age",
  publisher: "ONS",
  page: "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
  licence: "OGL-3.0",
  role: "denominator",
  row: z.object({
    area_code: gssCode(),
    area_name: text(),
    mid_year: wholeNumber(),
    age_band: text(),
    estimate_series: text(),
    residents_count: value(),
  }),
  grain: ["area_code", "mid_year", "age_band"],
  vintageBy: ["mid_year"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "since mid-2022, workbook with a summary by year",
      file: WORKBOOK_NAME,
      tables: [
        {
          sheet: "MYE2 - Persons",
          title: { cell: "A1", matches: TITLE },
          header: { anchor: /^Code$/i },
          rows: { skip: [{ ...CODE, ...UPPER_TIER }] },
          keys: {
            area_code: CODE,
            area_name: NAME,
            mid_year: { from: "title", group: "year" },
            estimate_series: { from: "title", group: "series" },
          },
          values: [...YEARS_OF_AGE, OPEN_AGE],
          ignore: [NOT_USED, { header: /^All ages$/i, why: "MYE4 gives all ages for this and every earlier year" }],
        },
        {
          sheet: "MYE4",
          title: { cell: "A1", matches: /to (?<series>mid-20(2[2-9]|[3-9]\d))/i },
          header: { anchor: /^Code$/i },
          rows: { skip: [{ ...CODE, ...UPPER_TIER }] },
          keys: { area_code: CODE, area_name: NAME, estimate_series: { from: "title", group: "series" } },
          values: [
            {
              column: "residents_count",
              header: /^Mid-(?<year>\d{4})$/i,
              keys: { mid_year: { from: "header", group: "year" }, age_band: { constant: "all" } },
            },
          ],
          ignore: [NOT_USED],
        },
      ],
    },
    {
      name: "mid-2024, persons sheet saved as text without its title",
      file: /^mye24tablesew\.csv$/,
      tables: [
        {
          header: { anchor: "Code" },
          rows: { skip: [{ ...CODE, ...UPPER_TIER }] },
          keys: {
            area_code: CODE,
            area_name: NAME,
            mid_year: { constant: 2024 },
            estimate_series: { constant: "mid-2024" },
          },
          values: [ALL_AGES, ...YEARS_OF_AGE, OPEN_AGE],
          ignore: [NOT_USED],
        },
      ],
    },
    // Before mid-2022 the summary by year (MYE4) restates nothing that is used: one sheet has it all.
    ...["A1", "A2", "A3"].map((cell) => ({
      name: `persons sheet with its title in ${cell}`,
      file: WORKBOOK_NAME,
      tables: [personsSheet(cell)],
    })),
  ],
});
