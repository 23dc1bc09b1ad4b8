import { defineSource } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const year = { period_code: { from: "header", group: "year", as: "calendar_year" } } as const;

/**
 * Appeals to the tribunal on special educational needs as a fraction of the decisions that could be appealed, by
 * calendar year; those decisions are the base. Unit as printed: 0.02 is 2%. Authorities are names only, some with a
 * footnote digit stuck to them. The publisher calls the whole table provisional.
 */
export default defineSource({
  title: "Appeal rate to the special educational needs and disability tribunal",
  publisher: "Ministry of Justice",
  page: "https://www.gov.uk/government/collections/tribunals-statistics",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "..": "not_available" },
  layouts: [
    {
      name: "three columns for each year under a merged year, 2014 to 2022",
      file: /^send_appeal_rate_table_\d{4}\.ods$/,
      tables: [
        {
          sheet: "SEND_2",
          title: { cell: "A1", matches: /Appeal rate to the SEND Tribunal.*by local authorities/ },
          header: { anchor: /^Appeals registered\d?$/, depth: 2 },
          rows: {
            stopAt: { header: "Local Authority", matches: /^Sources:/ },
            skip: [{ header: "Local Authority", matches: /^[A-Z ]+$/, why: "region heading" }],
          },
          keys: {
            area_code: { header: "Local Authority", pattern: /^(.+?)(?: Total)?\d?$/, as: "area_name" },
            note: { constant: null },
          },
          values: [
            {
              ...indicatorColumn(
                "moj_send_appeal_rate",
                /^(?<year>\d{4}) \| SEND Tribunal Appeal Rate\d?$/,
                "indicator_value",
                year,
              ),
              status: "provisional",
            },
            {
              ...indicatorColumn(
                "moj_send_appeal_rate",
                /^(?<year>\d{4}) \| Total Appealable Decisions\d?$/,
                "base_count",
                year,
              ),
              status: "provisional",
            },
          ],
          ignore: [{ header: /\| Appeals registered\d?$/, why: "count behind the rate" }],
        },
      ],
    },
  ],
});
