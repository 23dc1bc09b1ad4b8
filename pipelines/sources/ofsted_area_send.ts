import { defineSource } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/**
 * Whether the inspection of an area's services for children with special educational needs and disabilities, between May
 * 2016 and August 2022, asked for a written statement of action. Yes and no in the file, 1 and 0 after. One
 * authority is listed under the code it had until 2020.
 */
export default defineSource({
  title: "Area SEND inspections: written statement of action required",
  publisher: "Ofsted and Care Quality Commission",
  page: "https://www.gov.uk/government/statistics/area-send-inspections-and-outcomes-in-england",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "first cycle of inspections, May 2016 to August 2022",
      file: /^Area_SEND_inspection_data_.*\.ods$/,
      periodShownIn: "the sheet's name ends in the last day",
      tables: [
        {
          sheet: "Area_SEND_up_to_31_Aug_2022",
          header: { anchor: "Local authority code" },
          keys: {
            // Buckinghamshire became one council in April 2020 within the same boundary.
            area_code: { header: "Local authority code", replace: { E10000002: "E06000060" } },
            // The list speaks to 31 August 2022, which is no period of its own; it is filed under that year.
            period_code: { constant: "CY2022" },
            note: { constant: null },
          },
          values: [
            {
              ...indicatorColumn("ofsted_area_send_wsoa", "Inspection outcome: written statement of action required?"),
              scores: { Yes: 1, No: 0 },
            },
          ],
          ignore: [
            { header: /^(Web link|Area name|Ofsted region)/, why: "link, and the area in words" },
            { header: /^Inspection (start|publication) date$/, why: "dates of the visit" },
            { header: /^Number significant weaknesses/, why: "what the statement had to put right" },
            { header: /^Revisit /, why: "what the revisit found" },
          ],
        },
      ],
    },
  ],
});
