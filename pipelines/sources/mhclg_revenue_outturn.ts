import { defineSource, financialYear, gssCode, optionalText, text, value, type Layout } from "@poundwise/contracts";
import { z } from "zod";

const SERVICE_LINES = {
  "Education services": "education",
  "Highways and transport services": "highways_and_transport",
  "Children Social Care": "childrens_social_care",
  "Adult Social Care": "adult_social_care",
  "Public Health": "public_health",
  "Housing services (GFRA only)": "housing",
  "Cultural and related services": "cultural",
  "Environmental and regulatory services": "environmental_and_regulatory",
  "Planning and development services": "planning_and_development",
  "Police services": "police",
  "Fire and rescue services": "fire_and_rescue",
  "Central services": "central",
  "Other services": "other",
  "Total Service Expenditure": "total",
};
const TOTALS = {
  "Total Expenditure": "total_expenditure",
  "Total Income": "total_income",
  "Net Current Expenditure": "net_current_expenditure",
};
const PARTS = {
  Employees: "employees",
  "Running Expenses": "running_expenses",
  "Sales, Fees and Charges": "sales_fees_charges",
  "Other Income": "other_income",
};

const layout = (era: { name: string; certified: string; measures: Readonly<Record<string, string>> }): Layout => ({
  name: era.name,
  file: /^RSX_(LA_Data_)?\d{4}-\d{2}_data_by_LA.*\.ods$/,
  tables: [
    {
      sheet: /^RSX_LA_Data_\d{4}-?\d{2}$/,
      title: {
        cell: "A1",
        matches: /Revenue Outturn \(RO\) (?<year>\d{4}-\d{2}): Service Expenditure Summary \(RSX\)/,
      },
      header: { anchor: "E-code" },
      rows: {
        // The class totals below the authorities start with the header row printed again.
        stopAt: { header: "E-code", matches: /^E-code$/ },
        skip: [
          {
            header: "ONS Code",
            matches: /^(?!E(06|08|09|10)\d{6}$|E92000001$)/,
            why: "not an upper-tier authority or England",
          },
        ],
      },
      keys: {
        area_code: "ONS Code",
        authority_name: "Local authority",
        financial_year: { from: "title", group: "year", as: "plain_financial_year" },
        authority_class: "Class",
        certified: era.certified,
      },
      // One rule per column, so that a column that is gone is missed. The hyphen has a blank before it, after it or on both
      // sides; "(C3 = C1 + C2)" is the publisher's formula.
      values: Object.entries(SERVICE_LINES).flatMap(([line, lineId]) =>
        Object.entries(era.measures).map(([measure, measureId]) => ({
          column: "amount_gbp",
          header: new RegExp(`^${line.replace(/[()]/g, "\\$&")} ?- ?${measure} ?\\(C\\d.*\\)$`),
          keys: { service_line: { constant: lineId }, spend_measure: { constant: measureId } },
          scale: 1000,
        })),
      ),
      ignore: [
        { header: "E-code", why: "the GSS code identifies the authority" },
        { header: "Notes", why: "M marks a missing return, which the cells say themselves" },
        { header: "Detailed Class", why: "the class is enough" },
      ],
    },
  ],
});

/**
 * What each authority spent and received, by service, as returned after the year's end. In the file: thousands of
 * pounds. In staging: pounds. Traps: an authority that made no return in time holds [x] in every cell (England is grossed
 * up for it); a release comes twice under one file name, and the first one is largely uncertified; totals by class stand
 * under the authorities; spellings of names and headers change from year to year.
 */
export default defineSource({
  title: "Revenue outturn, service expenditure summary (RSX)",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/local-authority-revenue-expenditure-and-financing",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    authority_name: text(),
    financial_year: financialYear(),
    service_line: text(),
    spend_measure: text(),
    authority_class: text(),
    certified: optionalText(),
    amount_gbp: value(),
  }),
  grain: ["area_code", "financial_year", "service_line", "spend_measure"],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { "[x]": "not_available" },
  layouts: [
    layout({ name: "2024-25, flat header", certified: "Certification", measures: { ...TOTALS, ...PARTS } }),
    layout({ name: "2022-23, hidden code rows", certified: "Certified", measures: { ...TOTALS, ...PARTS } }),
    // Extracts without the split of expenditure and income; a full release with a column missing does not fit them.
    layout({ name: "2024-25, totals only", certified: "Certification", measures: TOTALS }),
    layout({ name: "2022-23, totals only", certified: "Certified", measures: TOTALS }),
  ],
});
