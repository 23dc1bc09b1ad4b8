import { defineSource, gssCode, text, wholeNumber, type TableLayout } from "@poundwise/contracts";
import { z } from "zod";

const CLOSENESS = {
  "Extremely Close": "extremely close",
  "Extremely close": "extremely close",
  "Very Close": "very close",
  "Very close": "very close",
  Close: "close",
  "Somewhat Close": "somewhat close",
  "Somewhat close": "somewhat close",
  "Not Close": "not close",
  "Not close": "not close",
};
const RANKS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Letter of the column of closeness for each rank, in the files that head all ten alike. */
const CLOSENESS_COLUMNS = ["G", "I", "K", "M", "O", "Q", "S", "U", "W", "Y"];

/**
 * The ten authorities most like each authority by the department's statistical neighbour model, nearest first, and how
 * near in words. Authorities are three-digit numbers. The 2021 and May 2025 files head every column of closeness "SNP" and
 * print the number twice; the wide file of 2025 has a header for each. Capitals differ between files and are folded.
 */
export default defineSource({
  title: "Statistical neighbours",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    neighbour_model: text(),
    neighbour_rank: wholeNumber(),
    neighbour_code: gssCode(),
    closeness: text(),
  }),
  grain: ["area_code", "neighbour_model", "neighbour_rank"],
  vintageBy: ["neighbour_model"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "grouping of April 2021",
      file: /^New_Statistical_Neighbour_Groupings_April_2021\.csv$/,
      tables: RANKS.map((rank) => layOutAlike(rank, "April 2021")),
    },
    {
      name: "grouping of May 2025",
      file: /^sn_may_2025\.xlsx$/,
      tables: RANKS.map((rank) => ({ ...layOutAlike(rank, "May 2025"), sheet: "LA SN Groups" })),
    },
    {
      name: "model of 2025, wide",
      file: /^sn_model_2025_wide\.csv$/,
      tables: RANKS.map((rank) => ({
        header: { anchor: "old_la_code" },
        keys: nameNeighbour(rank, "2025", "old_la_code", `SN_${rank}`, `SN_${rank}P`),
        values: [],
        ignore: [
          { header: /^(la_name|region_ind|region_name)$/, why: "area and region in words" },
          { header: /^SN_\d+P?$/, why: "neighbours of other ranks, read by their own table" },
        ],
      })),
    },
  ],
});

function layOutAlike(rank: number, model: string): TableLayout {
  const names = CLOSENESS_COLUMNS.map((letter, index) => [letter, { printed: "SNP", as: `SN${index + 1} closeness` }]);
  return {
    header: { anchor: "LA num", names: Object.fromEntries(names) as NonNullable<TableLayout["header"]["names"]> },
    rows: { skip: [{ header: "LA num", matches: /^$/, why: "note under the table" }] },
    keys: nameNeighbour(rank, model, "LA num", `SN${rank}`, `SN${rank} closeness`),
    values: [],
    ignore: [
      { header: /^(LA Name|LA number|GOInd|GOReg)$/, why: "the area again, and its region" },
      { header: /^SN\d+( closeness)?$/, why: "neighbours of other ranks, read by their own table" },
    ],
  };
}

function nameNeighbour(
  rank: number,
  model: string,
  areaHeader: string,
  codeHeader: string,
  closenessHeader: string,
): TableLayout["keys"] {
  return {
    area_code: { header: areaHeader, as: "dfe_number" },
    neighbour_model: { constant: model },
    neighbour_rank: { constant: rank },
    neighbour_code: { header: codeHeader, as: "dfe_number" },
    closeness: { header: closenessHeader, map: CLOSENESS },
  };
}
