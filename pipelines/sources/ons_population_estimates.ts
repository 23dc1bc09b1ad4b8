import { defineSource, gssCode, text, value, wholeNumber, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

const UPPER_TIER = {
  matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
  why: "not an upper-tier authority or England",
};
const TITLE = /(?<series>mid-(?<year>\d{4}))/;
// One rule per age, so that an age that is gone is missed.
const YEARS_OF_AGE = Array.from({ length: 90 }, (_, age) => ({
  column: "residents_count",
  header: String(age),
  keys: { age_band: { constant: String(age) } },
}));
const openAge = (header: string) =>
  ({ column: "residents_count", header, keys: { age_band: { constant: "90+" } } }) as const;
const allAges = (header: string) =>
  ({ column: "residents_count", header, keys: { age_band: { constant: "all" } } }) as const;

/** The persons sheet of the old UK workbooks; `titleCell` holds "…, mid-2017". */
const oldWorkbook = (
  sheet: string,
  titleCell: string,
  columns: { code: string; name: string; all: string; open: string },
): TableLayout => ({
  sheet,
  title: { cell: titleCell, matches: TITLE },
  header: { anchor: columns.code },
  rows: { skip: [{ header: columns.code, ...UPPER_TIER }] },
  keys: {
    area_code: columns.code,
    area_name: columns.name,
    mid_year: { from: "title", group: "year" },
    estimate_series: { from: "title", group: "series" },
  },
  values: [allAges(columns.all), ...YEARS_OF_AGE, openAge(columns.open)],
  ignore: [{ header: /^Geography/, why: "the authority register gives the tier" }],
});

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
      name: "since mid-2022, England and Wales workbook",
      file: /^mye\d{2}tablesew\.xlsx$/,
      tables: [
        {
          sheet: "MYE2 - Persons",
          title: { cell: "A1", matches: TITLE },
          header: { anchor: "Code" },
          rows: { skip: [{ header: "Code", ...UPPER_TIER }] },
          keys: {
            area_code: "Code",
            area_name: "Name",
            mid_year: { from: "title", group: "year" },
            estimate_series: { from: "title", group: "series" },
          },
          values: [...YEARS_OF_AGE, openAge("90+")],
          ignore: [
            { header: "Geography", why: "the authority register gives the tier" },
            { header: "All ages", why: "MYE4 gives all ages for this and every earlier year" },
          ],
        },
        {
          sheet: "MYE4",
          title: { cell: "A1", matches: /to (?<series>mid-\d{4})/ },
          header: { anchor: "Code" },
          rows: { skip: [{ header: "Code", ...UPPER_TIER }] },
          keys: { area_code: "Code", area_name: "Name", estimate_series: { from: "title", group: "series" } },
          values: [
            {
              column: "residents_count",
              header: /^Mid-(?<year>\d{4})$/,
              keys: { mid_year: { from: "header", group: "year" }, age_band: { constant: "all" } },
            },
          ],
          ignore: [{ header: "Geography", why: "the authority register gives the tier" }],
        },
      ],
    },
    {
      name: "mid-2024, persons sheet saved as text without its title",
      file: /^mye24tablesew\.csv$/,
      tables: [
        {
          header: { anchor: "Code" },
          rows: { skip: [{ header: "Code", ...UPPER_TIER }] },
          keys: {
            area_code: "Code",
            area_name: "Name",
            mid_year: { constant: 2024 },
            estimate_series: { constant: "mid-2024" },
          },
          values: [allAges("All ages"), ...YEARS_OF_AGE, openAge("90+")],
          ignore: [{ header: "Geography", why: "the authority register gives the tier" }],
        },
      ],
    },
    {
      name: "mid-2019, UK workbook",
      file: /^ukmidyearestimates2019.*\.xls$/,
      tables: [oldWorkbook("MYE2 - Persons", "A3", { code: "Code", name: "Name", all: "All ages", open: "90+" })],
    },
    {
      name: "mid-2017, UK workbook",
      file: /^ukmidyearestimates2017.*\.xls$/,
      tables: [oldWorkbook("MYE2 - All", "A3", { code: "Code", name: "Name", all: "All ages", open: "90" })],
    },
    {
      name: "mid-2015, MYE2 workbook",
      file: /^MYE2_population_by_sex_and_age_for_local_authorities_UK_2015\.xls$/,
      tables: [oldWorkbook("Persons UK", "A1", { code: "CODE", name: "NAME", all: "ALL AGES", open: "90" })],
    },
  ],
});
