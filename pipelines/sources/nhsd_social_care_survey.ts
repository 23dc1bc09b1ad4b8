import { defineSource } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const SATISFIED = "nhsd_ascs_q1_satisfied_2020_21";
const SATISFIED_LABEL =
  "Question 1 combined - Overall, how satisfied or dissatisfied are you with the care and support services you receive? | Extremely or very satisfied";

/**
 * The survey of adult social care users: percent of respondents who gave each answer to each question, by council. Each
 * column is a measure under the question and answer as printed; only overall satisfaction is in the indicator register,
 * with its respondents (rounded to 5). In 2020-21 the survey was voluntary and 18 councils took part; all others are [x],
 * which is why this year compares with no other. The file at hand is the producer's test copy of the published layout.
 * The sheets of weighted counts, demographics, cross tables, response rates and margins of error are read past.
 */
export default defineSource({
  title: "Adult social care survey: answers by council",
  publisher: "NHS England (NHS Digital)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/personal-social-services-adult-social-care-survey",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "[x]": "not_available", "[c]": "suppressed", "[w]": "not_applicable", "[z]": "not_applicable" },
  layouts: [
    {
      name: "2020-21 annex tables, question above its answers",
      file: /pss-ascs-eng-2021-annex-tables\.xlsx$/,
      tables: [
        {
          sheet: "T1a - Answers by Council",
          title: { cell: "A1", matches: /^Table 1a: Profile of answers for all questions by CASSR/ },
          header: {
            anchor: /^ONS area code/,
            depth: 2,
            names: { Y: { printed: "Respondents", as: "Question 1 combined respondents" } },
          },
          rows: { skip: [{ header: /ONS area code/, matches: /^$/, why: "average of the councils, or a note" }] },
          keys: {
            area_code: { header: /ONS area code/ },
            period_code: { constant: "FY2020-21" },
            note: { constant: null },
          },
          values: [
            {
              column: "indicator_value",
              header: /^(?<measure>Question .+ \| .+)$/,
              keys: {
                indicator_id: { from: "header", group: "measure", replace: { [SATISFIED_LABEL]: SATISFIED } },
              },
            },
            indicatorColumn(SATISFIED, "Question 1 combined respondents", "base_count"),
          ],
          ignore: [
            { header: /CASSR (Code|name)/, why: "the council again, by its older code and its name" },
            { header: /Respondents$/, why: "respondents to the other questions" },
          ],
        },
      ],
    },
  ],
});
