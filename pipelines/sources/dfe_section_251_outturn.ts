import {
  defineSource,
  financialYear,
  gssCode,
  text,
  value,
  type KeyFrom,
  type TableLayout,
} from "@poundwise/contracts";
import { z } from "zod";

/** The publisher's letter for a column of the return, and how each year heads it. */
type Headings = Readonly<Record<string, string>>;

/**
 * What authorities spent on services for children and young people, by line of the statutory return (section 52, later
 * 251). Pounds in the file and after, unlike the revenue outturn. Lines are numbered anew each year, and totals stand
 * among their parts, so nothing may be summed over lines. In 2008-09 "public" includes the council's own provision, which
 * later years show by itself. A blank is a column that does not apply to the line.
 */
export default defineSource({
  title: "Section 251 outturn: children and young people's services",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/collections/section-251-materials",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    line_number: text(),
    line: text(),
    own_provision_gbp: value(),
    private_provision_gbp: value(),
    public_provision_gbp: value(),
    voluntary_provision_gbp: value(),
    total_expenditure_gbp: value(),
    income_gbp: value(),
    net_current_expenditure_gbp: value(),
    grants_inside_aef_gbp: value(),
    grants_outside_aef_gbp: value(),
    net_revenue_expenditure_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "line_number"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: {},
  blank: "not_applicable",
  layouts: [
    {
      name: "2013-14, headers without spaces",
      file: /^outturn_1314\.csv$/,
      tables: [
        layOutReturn(
          "2013-14",
          "LA",
          "LineNumber",
          { header: "CYPServiceDescription", pattern: /^\d+\s*(.+)$/ },
          {
            own_provision_gbp: "OwnProvision",
            private_provision_gbp: "PrivateProvision",
            public_provision_gbp: "OtherPublic",
            voluntary_provision_gbp: "Voluntary",
            total_expenditure_gbp: "TotalExpenditure",
            income_gbp: "Income",
            net_current_expenditure_gbp: "NetCurrentExpenditure",
            grants_inside_aef_gbp: "GovGrantsInsideAEF",
            grants_outside_aef_gbp: "GovGrantsOutsideAEF",
            net_revenue_expenditure_gbp: "LEANetRevenueExpenditure",
          },
        ),
      ],
    },
    {
      name: "2010-11, headers with the return's letters",
      file: /^outturn_1011\.csv$/,
      tables: [
        layOutReturn("2010-11", "LA", "Line", "S52 Line Reference", {
          own_provision_gbp: "Own Provision (y)",
          private_provision_gbp: "Private (z(i))",
          public_provision_gbp: "Other Public (z(ii))",
          voluntary_provision_gbp: "Voluntary (z(iii))",
          total_expenditure_gbp: "Total Expenditure (k)",
          income_gbp: "Income (l)",
          net_current_expenditure_gbp: "NET Current Expenditure (m)",
          grants_inside_aef_gbp: "Govt. Grants Inside AEF (n)",
          grants_outside_aef_gbp: "Govt. Grants Outside AEF (o)",
          net_revenue_expenditure_gbp: "LEA NET Revenue Expenditure (p)",
        }),
      ],
    },
    {
      name: "2008-09, line number and wording in one column",
      file: /^outturn_0809\.csv$/,
      tables: [
        layOutReturn(
          "2008-09",
          "LEA Number:",
          { header: "S52 Line Reference:", pattern: /^(\d+) / },
          { header: "S52 Line Reference:", pattern: /^\d+ (.+)$/ },
          {
            private_provision_gbp: "PRIVATE (x)",
            voluntary_provision_gbp: "VOLUNTARY (y)",
            public_provision_gbp: "PUBLIC (z)",
            total_expenditure_gbp: "TOTAL EXPENDITURE (k)",
            income_gbp: "INCOME (l)",
            net_current_expenditure_gbp: "NET Current Expenditure (m)",
          },
        ),
      ],
    },
  ],
});

function layOutReturn(
  year: string,
  areaHeader: string,
  lineNumber: KeyFrom,
  line: KeyFrom,
  headings: Headings,
): TableLayout {
  return {
    header: { anchor: areaHeader },
    keys: {
      area_code: { header: areaHeader, as: "dfe_number" },
      financial_year: { constant: year },
      line_number: lineNumber,
      line,
    },
    values: Object.entries(headings).map(([column, header]) => ({ column, header })),
    ignore: [
      { header: /^LA Name:?$/, why: "the area in words" },
      { header: /^(ReturnStatus|ReportGroup)$/, why: "state of the return; the publisher's grouping of lines" },
    ],
  };
}
