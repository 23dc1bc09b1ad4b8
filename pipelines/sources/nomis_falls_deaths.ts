import { defineSource } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const WELSH =
  /^(Isle of Anglesey|Gwynedd|Conwy|Denbighshire|Flintshire|Wrexham|Ceredigion|Pembrokeshire|Carmarthenshire|Swansea|Neath Port Talbot|Bridgend|Vale of Glamorgan|Cardiff|Rhondda Cynon Taff?|Caerphilly|Blaenau Gwent|Torfaen|Monmouthshire|Newport|Powys|Merthyr Tydfil)$/;

/**
 * Deaths registered in a calendar year with accidental falls as the underlying cause, all ages and both sexes; numbers of
 * deaths, in the file and after. Traps: areas are names only, those of April 2021, and Welsh authorities stand among them;
 * small numbers look rounded (0 or 5 and more), so sums over small areas are rough.
 */
export default defineSource({
  title: "Mortality statistics, deaths from accidental falls",
  publisher: "Nomis",
  page: "https://www.nomisweb.co.uk/datasets/mortsa",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "-": "not_available" },
  layouts: [
    {
      name: "extract of January 2024, years across",
      file: /^deaths_from_falls\.csv$/,
      tables: [
        {
          title: { cell: "B4", matches: /^LC01b Accidental falls$/ },
          header: { anchor: /^local authority: county \/ unitary/ },
          rows: {
            stopAt: { header: /^local authority:/, matches: /^Column Total$/ },
            skip: [{ header: /^local authority:/, matches: WELSH, why: "a Welsh authority" }],
          },
          keys: {
            indicator_id: { constant: "nomis_falls_deaths" },
            area_code: { header: /^local authority:/, as: "area_name" },
          },
          values: [
            {
              column: "indicator_value",
              header: /^(?<year>\d{4})$/,
              keys: { period_code: { from: "header", group: "year", as: "calendar_year" } },
            },
          ],
        },
      ],
    },
  ],
});
