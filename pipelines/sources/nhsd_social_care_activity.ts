import { defineSource, financialYear, gssCode, text, optionalText, value } from "@poundwise/contracts";
import { z } from "zod";

/** "2017" is the year that ends in March 2017. */
const FINANCIAL_YEARS = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => 2015 + index).map((end) => [
    String(end),
    `${end - 1}-${String(end).slice(-2)}`,
  ]),
);

/**
 * Activity behind adult social care finance in 2016-17 by council: weeks of care and similar, by age band, support reason,
 * kind of care, setting, purpose and provider. Every dimension is a number whose meaning stands in a separate data
 * dictionary that is not published with the file, so nothing is named or added up here. Regions and England have no
 * council code; England's geography is a region code. A colon is not available.
 */
export default defineSource({
  title: "Adult social care finance return: activity, 2016-17",
  publisher: "NHS England (NHS Digital)",
  page: "https://digital.nhs.uk/data-and-information/publications/statistical/adult-social-care-activity-and-finance-report",
  licence: "OGL-3.0",
  row: z.object({
    area_code: gssCode(),
    financial_year: financialYear(),
    data_type_key: text(),
    age_band_key: text(),
    support_reason_key: text(),
    care_type_key: text(),
    support_setting_key: optionalText(),
    purpose_key: optionalText(),
    provision_key: text(),
    activity: value(),
  }),
  grain: [
    "area_code",
    "financial_year",
    "data_type_key",
    "age_band_key",
    "support_reason_key",
    "care_type_key",
    "support_setting_key",
    "purpose_key",
    "provision_key",
  ],
  vintageBy: ["financial_year"],
  areaColumn: "area_code",
  markers: { ":": "not_available" },
  layouts: [
    {
      name: "2016-17, one row for each combination of keys",
      file: /ASC-?FR.*Activity.*\.csv$/i,
      tables: [
        {
          header: { anchor: "FY_Ending" },
          rows: { skip: [{ header: "GEOGRAPHY_CODE", matches: /^$/, why: "region or England" }] },
          keys: {
            area_code: "GEOGRAPHY_CODE",
            financial_year: { header: "FY_Ending", map: FINANCIAL_YEARS },
            data_type_key: "DataType_KEY",
            age_band_key: "AgeBand_KEY",
            support_reason_key: "PrimarySupportReason_KEY",
            care_type_key: "CareType_KEY",
            support_setting_key: "SupportSetting_KEY",
            purpose_key: "Purpose_KEY",
            provision_key: "ActivityProvision_KEY",
          },
          values: [{ column: "activity", header: "ItemValue" }],
          ignore: [
            {
              header: /^(UUID|CASSR_CODE|REGION_GO_CODE)$/,
              why: "the publisher's row, the council's older code, its region",
            },
          ],
        },
      ],
    },
  ],
});
