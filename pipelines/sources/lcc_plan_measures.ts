import { defineSource, optionalText, text, value, wholeNumber } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Every measure and target of the Strategic Plan 2014-18, numbered by priority and by measure within it.
 * `target_operator` is how the target reads (>=, <=, <, >, =, ~ for "circa"); a target in words ("top quartile",
 * "national average") stands in `target_in_words` and needs the comparator's value at the same date.
 * Traps: measures are not independent (some appear under two priorities and `duplicate_of` names the first); "by 5%" may
 * mean points or percent; `target_date_basis` says whether the date is printed or assumed to be the plan's end.
 */
export default defineSource({
  title: "Measures and targets of the Strategic Plan 2014-18",
  publisher: "Leicestershire County Council",
  page: "https://www.leicestershire.gov.uk",
  licence: "Facts from a published council document",
  row: z.object({
    priority_number: wholeNumber(),
    measure_number: wholeNumber(),
    plan_theme: text(),
    plan_section: text(),
    priority: text(),
    measure: text(),
    direction: text(),
    target_operator: optionalText(),
    target_in_words: optionalText(),
    unit: optionalText(),
    target_date_text: text(),
    target_date_basis: text(),
    measurable: text(),
    duplicate_of: optionalText(),
    target_value: value(),
    baseline_value: value(),
  }),
  grain: ["priority_number", "measure_number"],
  vintageBy: [],
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "performance team's list, theme and priority printed once",
      file: /^Strategic Plan 2014-18 measures.*\.xlsx$/,
      tables: [
        {
          sheet: "Measures",
          header: { anchor: "Priority no." },
          keys: {
            plan_theme: { header: "Theme", fillDown: true },
            plan_section: { header: "Section", fillDown: true },
            priority_number: { header: "Priority no.", as: "number", fillDown: true },
            priority: { header: "Priority", fillDown: true },
            measure_number: { header: "Measure no.", as: "number" },
            measure: "Measure",
            direction: "Direction",
            target_operator: "Operator",
            target_in_words: "Target in words",
            unit: "Unit",
            target_date_text: "Target date",
            target_date_basis: "Date basis",
            measurable: "Measurable",
            duplicate_of: "Same measure as",
          },
          values: [
            { column: "target_value", header: "Target" },
            { column: "baseline_value", header: "Baseline" },
          ],
        },
      ],
    },
  ],
});
