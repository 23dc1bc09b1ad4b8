import { defineSource, financialYear, optionalText, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The 2014 transformation programme: target by department, programme and project, with the totals as printed.
 * In the file: millions of pounds. In staging: pounds, over the four years to 2017-18.
 * Traps: the projects of Health and Social Care Integration add to 13.5 while their printed total is 13.85, so a total
 * is a line of its own and never a sum of ours; several projects have no figure ("-" or blank), which is not zero;
 * two highways projects share one figure, as do two of Corporate Resources.
 */
export default defineSource({
  title: "Savings register of the transformation programme 2014",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Facts from a published council document",
  row: z.object({
    saving_id: text(),
    department: text(),
    programme: optionalText(),
    project: text(),
    objective: optionalText(),
    line_kind: text(),
    target_year: financialYear(),
    note: optionalText(),
    target_gbp: value(),
  }),
  grain: ["saving_id"],
  vintageBy: [],
  markers: { "-": "not_available" },
  blank: "missing",
  layouts: [
    {
      name: "finance export, one row per project, departments printed once",
      file: /^Transformation savings register.*\.xlsx$/,
      tables: [
        {
          sheet: "Savings register",
          title: { cell: "A3", matches: /four years to (?<year>\d{4}\/\d{2})/ },
          header: { anchor: "Ref", depth: 2 },
          keys: {
            saving_id: "Saving | Ref",
            department: { header: "Saving | Department", fillDown: true },
            programme: "Saving | Programme",
            project: "Saving | Project",
            objective: "Saving | Strategic objective",
            line_kind: {
              header: "Saving | Line",
              map: { Project: "project", "Department total": "department_total", "Programme total": "grand_total" },
            },
            target_year: { from: "title", group: "year", as: "plain_financial_year" },
            note: "Four-year target | Note",
          },
          values: [{ column: "target_gbp", header: "Four-year target | £m", scale: 1_000_000 }],
        },
      ],
    },
  ],
});
