import { defineSource, gssCode, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The rural-urban classification of districts and single-tier authorities of 2011 and the usual residents behind it (census
 * 2011, number of people; share in percent). Traps: units stand in a second header row, one header is printed twice with
 * them as the only difference, and a footnote number is glued to the headers; counties have no row; "rural including hub
 * towns" also counts towns that serve the country around them.
 */
export default defineSource({
  title: "Rural-urban classification 2011 of local authority districts",
  publisher: "ONS",
  page: "https://www.gov.uk/government/statistics/2011-rural-urban-classification-of-local-authority-and-other-higher-level-geographies-for-statistical-purposes",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    area_name: text(),
    rural_urban_code: text(),
    rural_urban_class: text(),
    rural_residents_count: value(),
    hub_town_residents_count: value(),
    rural_with_hub_towns_residents_count: value(),
    residents_count: value(),
    rural_with_hub_towns_pct: value(),
  }),
  grain: ["area_code"],
  vintageBy: [],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "version 2, saved as text",
      file: /^RUC11_LAD11_ENv2\.csv$/,
      tables: [
        {
          header: { anchor: "(%)", depth: 2 },
          rows: { skip: [{ header: "LAD11CD", matches: /^$/, why: "a footnote" }] },
          keys: {
            area_code: "LAD11CD",
            area_name: "LAD11NM",
            rural_urban_code: "RUC11CD",
            rural_urban_class: "RUC11",
          },
          values: [
            { column: "rural_residents_count", header: "Rural population1" },
            { column: "hub_town_residents_count", header: "Hub towns (rural related) population1" },
            {
              column: "rural_with_hub_towns_residents_count",
              header: "Rural including hub towns (rural & rural related) population1",
            },
            { column: "residents_count", header: "Total population1" },
            {
              column: "rural_with_hub_towns_pct",
              header: "Rural including hub towns (rural & rural related) population1 | (%)",
            },
          ],
        },
      ],
    },
  ],
});
