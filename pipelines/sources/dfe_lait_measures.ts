import { defineSource, optionalText, text } from "@poundwise/contracts";
import { z } from "zod";

const NOTHING = { replace: { NA: "" } } as const;

/**
 * The measures of the local authority interactive tool: what each is called, which direction is good, its unit, decimal
 * places and kind of year. Days of update are printed as spreadsheet serial numbers or words ("TBC") and kept as text.
 * "-" is a measure without a direction; NA is nothing said. A code stands for a family of measures, and short names repeat
 * between topics: only both together name one. Descriptions run over several lines.
 */
export default defineSource({
  title: "Local authority interactive tool: data dictionary",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
  licence: "OGL-3.0",
  row: z.object({
    measure_code: text(),
    topic: text(),
    measure: text(),
    measure_short: text(),
    polarity: optionalText(),
    y_axis_name: optionalText(),
    description: optionalText(),
    methodology: optionalText(),
    year_type: optionalText(),
    decimal_places: optionalText(),
    no_quartile: optionalText(),
    last_update: optionalText(),
    next_update: optionalText(),
  }),
  grain: ["topic", "measure_short"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "2025",
      file: /^lait_data_dictionary.*\.csv$/,
      tables: [
        {
          header: { anchor: "Measure_code" },
          keys: {
            measure_code: "Measure_code",
            topic: "Topic",
            measure: "Measure",
            measure_short: "Measure_short",
            polarity: { header: "Polarity", ...NOTHING },
            y_axis_name: { header: "y_axis_name", ...NOTHING },
            description: { header: "Description", ...NOTHING },
            methodology: { header: "Methodology", ...NOTHING },
            year_type: { header: "Year_Type", ...NOTHING },
            decimal_places: { header: "dps", ...NOTHING },
            no_quartile: { header: "No_Quartile", ...NOTHING },
            last_update: { header: "Last Update", ...NOTHING },
            next_update: { header: "Next Update", ...NOTHING },
          },
          values: [],
          ignore: [
            { header: /^(Chart_title|state_funded_flag|Table_status|Hyperlink\(s\))$/, why: "how the tool is built" },
            { header: /^Data Owner/, why: "names and contact details" },
          ],
        },
      ],
    },
  ],
});
