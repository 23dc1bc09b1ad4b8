import { defineSource, type PeriodForm, type RowTest, type TableLayout } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

interface FingertipsMeasure {
  readonly indicatorId: string;
  /** Fingertips' own number. */
  readonly number: number;
  readonly sex: string;
  readonly age: string;
  readonly period: PeriodForm;
}

const POOLED_YEARS = { "2015 - 17": "2017", "2013 - 17": "2017", "2012 - 14": "2014" };

/**
 * Health of children and young people and deaths by suicide, from Fingertips downloads whose header was re-spelt with
 * underscores (East Midlands and England only). Rates per 100,000, percentages and years as each indicator is defined,
 * with 95% limits and the denominator. Pooled years ("2015 - 17") are named by their last calendar year. An empty value
 * has its reason in the note. The file repeats each indicator for each sex and age; one of each is read.
 */
export default defineSource({
  title: "Fingertips: mental health of young people and suicide, East Midlands",
  publisher: "Office for Health Improvement and Disparities",
  page: "https://fingertips.phe.org.uk/",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["indicator_id", "period_code"],
  areaColumn: "area_code",
  markers: {},
  blank: "not_available",
  layouts: [
    {
      name: "children and young people",
      file: /^indicators-CountyUA\.data east mid\.csv$/,
      tables: layOutMeasures([
        measure("ohid_self_harm_10_24", 90813, "Persons", "10-24 yrs", "financial_year"),
        measure("ohid_self_harm_10_14", 92796, "Persons", "10-14 yrs", "financial_year"),
        measure("ohid_semh_primary", 91871, "Persons", "Primary school age", "calendar_year"),
        measure("ohid_cla_cause_for_concern", 92315, "Persons", "5-16 yrs", "financial_year"),
        measure("ohid_mh_disorder_prevalence_5_16", 91141, "Persons", "5-16 yrs", "calendar_year"),
      ]),
    },
    {
      name: "suicide",
      file: /^indicators-CountyUA\.data east midlands\.csv$/,
      tables: layOutMeasures([
        measure("ohid_suicide_male_10plus", 41001, "Male", "10+ yrs", "calendar_year"),
        measure("ohid_suicide_male_10_34", 91390, "Male", "10-34 yrs", "calendar_year"),
        measure("ohid_yll_suicide_15_74", 91404, "Persons", "15-74 yrs", "calendar_year"),
      ]),
    },
  ],
});

function measure(indicatorId: string, number: number, sex: string, age: string, period: PeriodForm): FingertipsMeasure {
  return { indicatorId, number, sex, age, period };
}

/** England and authorities stand apart, because England is printed without a parent. */
function layOutMeasures(measures: readonly FingertipsMeasure[]): TableLayout[] {
  return measures.map(({ indicatorId, number, sex, age, period }) => {
    const only = (header: string, wanted: string | number, why: string): RowTest & { readonly why: string } => ({
      header,
      matches: new RegExp(`^(?!${String(wanted).replace(/[+]/g, "\\+")}$)`),
      why,
    });
    return {
      header: { anchor: "IndicatorID" },
      rows: {
        skip: [
          only("IndicatorID", number, "another indicator, or one that is not used"),
          only("Sex", sex, "another sex"),
          only("Age", age, "another age group"),
          { header: "Category_Type", matches: /./, why: "deprivation group" },
          { header: "AreaType", matches: /^Region$/, why: "region" },
        ],
      },
      keys: {
        area_code: "AreaCode",
        period_code:
          period === "calendar_year"
            ? { header: "Timeperiod", replace: POOLED_YEARS, as: "calendar_year" }
            : { header: "Timeperiod", as: period },
        note: "Value_note",
      },
      values: [
        indicatorColumn(indicatorId, "Value"),
        indicatorColumn(indicatorId, "Lower_CI_95.0_limit", "lower_value"),
        indicatorColumn(indicatorId, "Upper_CI_95.0_limit", "upper_value"),
        indicatorColumn(indicatorId, "Denominator", "base_count"),
      ],
      ignore: [
        { header: /^(IndicatorName|ParentCode|ParentName|AreaName|Category)$/, why: "indicator and area in words" },
        { header: /_CI_99\.8_limit$/, why: "wider limits" },
        { header: "Count", why: "cases behind the rate" },
        { header: /^(Recent_Trend|Compared_to_.*|New_data)$/, why: "the publisher's own comparison" },
        { header: "Time_period_Sortable", why: "the period again" },
      ],
    };
  });
}
