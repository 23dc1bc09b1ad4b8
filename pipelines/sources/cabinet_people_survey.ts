import { defineSource, text, value, wholeNumber, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

const BENCHMARK = "All civil servants";
const MEASURE_IS_HEADER = { from: "header", group: "measure" } as const;
const SCORES = /^(?!(?:Organisation|Organisation code|Department group)$)(?:Theme score[^|]*\| )?(?<measure>.+)$/;

/**
 * Scores of the Civil Service People Survey: engagement index, themes, wellbeing and questions, by organisation, by group
 * of staff, or for the whole service by year. In the file: shares of one or percentages, by year of issue. In staging:
 * percent. A question's score is the share that agrees or strongly agrees, the index a weighted mean. Measures are named
 * as printed: by wording, or by question number, and numbers mean other questions in other years. Dashes stand for
 * questions that were not put, "k" and "n/a" for results held back or not there. In 2014
 * "Prefer not to say" answers two questions under one label: both are set apart. In 2013 only the first group of each kind names the kind ("Grade: AO/AA",
 * then ": EO"), and its base is part of its name. Not a council survey: a yardstick.
 */
export default defineSource({
  title: "Civil Service People Survey scores",
  publisher: "Cabinet Office",
  page: "https://www.gov.uk/government/collections/civil-service-people-survey-hub",
  licence: "OGL-3.0",
  row: z.object({ survey_year: wholeNumber(), respondent_group: text(), measure: text(), score_pct: value() }),
  grain: ["survey_year", "respondent_group", "measure"],
  vintageBy: ["survey_year", "respondent_group"],
  markers: {
    "[c]": "suppressed",
    "n/a": "not_available",
    k: "suppressed",
    "–": "not_applicable",
    "-": "not_applicable",
    "*": "suppressed",
    "[n/a]": "not_available",
    "": "missing",
  },
  layouts: [
    {
      name: "2020, organisations down, two tables",
      file: /^Civil_Service_People_Survey_2020-_All_organisation_scores\.ods$/,
      tables: [
        ...["Table_1", "Table_2"].map((sheet): TableLayout => ({
          sheet,
          header: { anchor: "Organisation code" },
          keys: { survey_year: { constant: 2020 }, respondent_group: "Organisation" },
          values: [{ column: "score_pct", header: SCORES, scale: 100, keys: { measure: MEASURE_IS_HEADER } }],
          ignore: [
            { header: /^(Department group|Organisation code)$/, why: "the organisation again, and its department" },
          ],
        })),
      ],
    },
    {
      name: "2009 to 2019, mean scores of all civil servants, years across",
      file: /^Civil-Service-People-Survey-2009-to-2019-Mean-.*\.csv$/,
      tables: [
        {
          header: { anchor: "Measure" },
          keys: { measure: "Label", respondent_group: { constant: `${BENCHMARK} (mean)` } },
          values: [
            {
              column: "score_pct",
              header: /^(?<year>\d{4})$/,
              scale: 100,
              keys: { survey_year: { from: "header", group: "year", as: "plain_year" } },
            },
          ],
          ignore: [{ header: "Measure", why: "short name of the label" }],
        },
      ],
    },
    {
      name: "2014, benchmark scores (median organisation), years across",
      file: /^csps2014_benchmarks\.xlsx$/,
      tables: [
        {
          sheet: "Sheet1",
          header: { anchor: "2014", names: { A: { printed: "", as: "Label" } } },
          rows: {
            stopAt: { header: "Label", matches: /^Notes$/ },
            skip: [
              { header: "2014", matches: /^$/, why: "heading of a group of questions" },
              { header: "Label", matches: /^$/, why: "row without a label" },
            ],
          },
          keys: { measure: "Label", respondent_group: { constant: `${BENCHMARK} (benchmark)` } },
          values: [
            {
              column: "score_pct",
              header: /^(?<year>20\d{2})$/,
              scale: 100,
              keys: { survey_year: { from: "header", group: "year", as: "plain_year" } },
            },
          ],
          ignore: [{ header: /./, why: "changes between years" }],
        },
      ],
    },
    {
      name: "2013, groups of staff across",
      file: /^csps2013_demographic_results\.csv$/,
      tables: [
        {
          header: { anchor: "Measure" },
          keys: { survey_year: { constant: 2013 }, measure: "Measure" },
          values: [
            {
              column: "score_pct",
              header: /^(?<group>.+\(n=[\d,]+\))$/,
              keys: { respondent_group: { from: "header", group: "group" } },
            },
          ],
        },
      ],
    },
    {
      name: "2010, organisations down, percentages",
      file: /^csps2010allorganisations.*\.xls$/,
      tables: [
        {
          sheet: "Table 1 - Engagement and themes",
          header: { anchor: "My work", depth: 2 },
          rows: { skip: [{ header: /^Employee Engagement Index/, matches: /^$/, why: "heading of a department" }] },
          keys: { survey_year: { constant: 2010 }, respondent_group: "Organisation" },
          values: [{ column: "score_pct", header: SCORES, keys: { measure: MEASURE_IS_HEADER } }],
        },
        {
          sheet: "Table 2.1 - Question scores",
          header: { anchor: "B01", depth: 2 },
          rows: { skip: [{ header: /\| B01$/, matches: /^$/, why: "heading of a department" }] },
          keys: { survey_year: { constant: 2010 }, respondent_group: "Organisation" },
          values: [
            { column: "score_pct", header: /\| (?<measure>[A-Z]\d+[A-Z]?)$/, keys: { measure: MEASURE_IS_HEADER } },
          ],
        },
      ],
    },
  ],
});
