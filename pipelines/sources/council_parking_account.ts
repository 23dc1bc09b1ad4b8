import { defineSource, financialYear, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * The parking account a council must publish: income, costs and what the surplus was spent on, on and off the street.
 * Pounds, one year a line and one item a column in the file; one row for each year and item in staging.
 * Traps: `item` includes totals and the surplus (OnStreet "IncomeTotal", "CostsTotal", "SurplusDeficit"), so items may not
 * be added up; off-street penalty notices are not stated (NA), which is not zero.
 */
export default defineSource({
  title: "Parking account of a council",
  publisher: "Trafford Council",
  page: "https://www.trafforddatalab.io/open_data/council_open_data",
  licence: "OGL-3.0",
  row: z.object({
    body_name: text(),
    financial_year: financialYear(),
    place: text(),
    item: text(),
    amount_gbp: value(),
  }),
  grain: ["body_name", "financial_year", "place", "item"],
  vintageBy: ["body_name"],
  markers: { NA: "not_available" },
  layouts: [
    {
      name: "transparency code, one column an item",
      file: /^[a-z_]+_parking_account\.csv$/,
      tables: [
        {
          header: { anchor: "OnStreetIncomeTotal" },
          keys: {
            body_name: "OrganisationLabel",
            financial_year: { header: "Period", as: "plain_financial_year" },
          },
          values: [
            {
              column: "amount_gbp",
              header: /^(?<place>OnStreet|OffStreet)(?<item>.+)$/,
              keys: {
                place: { from: "header", group: "place", map: { OnStreet: "on_street", OffStreet: "off_street" } },
                item: { from: "header", group: "item" },
              },
            },
          ],
          ignore: [{ header: "OrganisationURI", why: "the same for all lines" }],
        },
      ],
    },
  ],
});
