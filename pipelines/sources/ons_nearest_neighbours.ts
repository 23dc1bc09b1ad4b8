import { defineSource, gssCode, text, value, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

const table = (sheet: string, tier: "Lower" | "Upper"): TableLayout => ({
  sheet,
  title: { cell: "A1", matches: new RegExp(`^Table \\d: ${tier} tier local authority relative distances$`) },
  header: { anchor: `${tier} tier local authority code` },
  keys: {
    neighbour_set: { constant: `${tier.toLowerCase()}_tier` },
    area_code: `${tier} tier local authority code`,
    area_name: `${tier} tier local authority name`,
  },
  values: [
    {
      column: "statistical_distance",
      header: /^(?<code>E(?:06|07|08|09|10)\d{6})$/,
      keys: { neighbour_code: { from: "header", group: "code" } },
    },
  ],
});

/**
 * How alike two authorities are, for every pair within a tier: the Euclidean distance of their standardised features, no
 * unit; 0 is the authority itself, less is more alike. Traps: single-tier authorities stand in both sets, and their
 * distances differ between them; the tables of neighbours in order (1 and 3) say nothing more than these distances sorted,
 * so they are not read; boundaries are those of December 2024; ONS calls the method provisional.
 */
export default defineSource({
  title: "Statistical nearest neighbours, relative distances",
  publisher: "ONS",
  page: "https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/datasets/lowerandupperttierlocalauthoritystatisticalnearestneighboursanddistancesengland",
  licence: "OGL-3.0",
  row: z.object({
    neighbour_set: text(),
    area_code: gssCode(),
    area_name: text(),
    neighbour_code: gssCode(),
    statistical_distance: value(),
  }),
  grain: ["neighbour_set", "area_code", "neighbour_code"],
  vintageBy: [],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "October 2025, a matrix for each tier",
      file: /^localauthoritynearestneighboursengland\.xlsx$/,
      tables: [table("Table 2", "Lower"), table("Table 4", "Upper")],
    },
  ],
});
