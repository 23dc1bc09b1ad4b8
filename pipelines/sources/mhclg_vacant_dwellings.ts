import { defineSource, type KeyFrom, type TableLayout } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const SHEETS = {
  "All vacants": "mhclg_lt615_all_vacants",
  "All long-term vacants": "mhclg_lt615_long_term_vacants",
  "LA-owned vacants": "mhclg_lt615_local_authority_vacants",
  "PRP gen needs vacants": "mhclg_lt615_registered_provider_vacants",
  "PRP gen needs long-term vacants": "mhclg_lt615_registered_provider_long_term_vacants",
  "Other public sector vacants": "mhclg_lt615_other_public_sector_vacants",
};

const ABOLISHED_2009 =
  /^E(0700000[123]|070000(1[3-9]|2[0-5]|5[4-9]|60)|070001(5[7-9]|6[0-2]|8[2-9]|90)|070002(3[0-3])|100000(01|04|05|10|22|26|33))$/;
// Codes printed for years after their end: the boundary moved slightly and the authority went on under a new code.
const NEW_CODES = {
  E07000097: "E07000242",
  E07000100: "E07000240",
  E07000101: "E07000243",
  E07000104: "E07000241",
  E08000020: "E08000037",
  E06000048: "E06000057",
};

type Scope = Required<Pick<TableLayout, "rows">> & { readonly areaCode: KeyFrom };
const AUTHORITIES: Scope = {
  areaCode: { header: "New ONS code", replace: NEW_CODES },
  rows: {
    skip: [
      { header: "New ONS code", matches: /^(?!E0[6789]\d{6}$|E10\d{6}$)/, why: "not an English authority" },
      { header: "New ONS code", matches: ABOLISHED_2009, why: "abolished on 31 March 2009" },
    ],
  },
};
const ENGLAND: Scope = {
  areaCode: { constant: "E92000001" },
  rows: { skip: [{ header: "Total", matches: /^(?!ENGLAND\d?$)/, why: "not the England total" }] },
};

const table = (sheet: string, indicatorId: string, scope: Scope): TableLayout => ({
  sheet,
  title: { cell: "B1", matches: /^Table 615 .*vacant.* dwellings/ },
  header: { anchor: "Local Authority Name", names: { A: { printed: "", as: "Total" } } },
  rows: scope.rows,
  keys: { indicator_id: { constant: indicatorId }, area_code: scope.areaCode },
  values: [
    {
      column: "indicator_value",
      header: /^(?<year>20\d\d)$/,
      keys: { period_code: { from: "header", group: "year", as: "calendar_year" } },
    },
  ],
  ignore: [
    { header: /^D?CLG code$|^(Old |New )?ONS code$/, why: "the new code identifies the area" },
    { header: "Total", why: "totals of England and by kind of authority" },
    { header: "Local Authority Name", why: "the code identifies the area" },
    { header: "", why: "a county's name stands in the column before, footnotes below" },
  ],
});

/**
 * Vacant dwellings by year and kind of owner; numbers of dwellings, in the file and after. All and long-term vacants are
 * counted on the council tax day of October or November (row 4 gives it), the others on 31 March or 1 April: the period is
 * the calendar year. Traps: a county's name stands in another column than its districts' names; districts are in the county's
 * figure too; ".." is both "not yet or no longer there" and "not reported".
 */
export default defineSource({
  title: "Live table 615, vacant dwellings",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/statistical-data-sets/live-tables-on-dwelling-stock-including-vacants",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: [],
  areaColumn: "area_code",
  markers: { "..": "not_available" },
  layouts: [
    {
      name: "one sheet for each kind of owner",
      file: /^(LT|Live_?Table)_?615.*\.(xlsx?|ods)$/i,
      tables: Object.entries(SHEETS).flatMap(([sheet, indicatorId]) => [
        table(sheet, indicatorId, AUTHORITIES),
        table(sheet, indicatorId, ENGLAND),
      ]),
    },
  ],
});
