import type { KeyFrom, PeriodForm, RowTest, TableLayout, ValueFrom, ValueStatus } from "@poundwise/contracts";

/** The symbols that all files of Explore Education Statistics share. `low` and `k` are numbers that round to zero. */
export const EDUCATION_STATISTICS_MARKERS = {
  c: "suppressed",
  x: "not_available",
  z: "not_applicable",
  u: "unreliable",
  low: "low",
  k: "low",
} as const satisfies Record<string, ValueStatus>;

interface EducationStatisticsRules {
  /** How `time_period` is to be read: the files print "2025" for a year that ends in 2025. */
  readonly period: PeriodForm;
  readonly values: readonly ValueFrom[];
  readonly keys?: Readonly<Record<string, KeyFrom>>;
  /** Rows outside scope beside the regions. */
  readonly skip?: readonly (RowTest & { readonly why: string })[];
  /** Columns of this file that are read past. */
  readonly ignore: readonly { readonly header: string | RegExp; readonly why: string }[];
}

/**
 * The two readings of one Explore Education Statistics file: its authorities by `new_la_code`, and England by
 * `country_code`, because England's row has no authority code. Regions and joint returns (two codes in one cell,
 * never split or copied to both) are read past.
 */
export function layOutEducationStatistics(rules: EducationStatisticsRules): TableLayout[] {
  const skip = rules.skip ?? [];
  const table = (areaHeader: string, otherHeader: string, scope: typeof skip): TableLayout => ({
    header: { anchor: "time_period" },
    rows: { skip: [...scope, ...skip] },
    keys: {
      area_code: areaHeader,
      period_code: { header: "time_period", as: rules.period },
      note: { constant: null },
      ...rules.keys,
    },
    values: rules.values,
    ignore: [
      {
        header: /^(time_identifier|geographic_level|country_name|region_code|region_name)$/,
        why: "geography in words",
      },
      { header: /^(old_la_code|la_name)$/, why: "the authority again, by its older number and its name" },
      { header: otherHeader, why: "the code of the other kind of area" },
      ...rules.ignore,
    ],
  });
  return [
    table("new_la_code", "country_code", [
      { header: "geographic_level", matches: /^National$/, why: "England, read by its country code" },
      { header: "geographic_level", matches: /^Regional$/, why: "region" },
      { header: "new_la_code", matches: /\//, why: "joint return of two authorities" },
      { header: "new_la_code", matches: /^(?!E(06|08|09|10)\d{6}$)/, why: "not an upper-tier authority" },
    ]),
    table("country_code", "new_la_code", [
      { header: "geographic_level", matches: /^(?!National$)/, why: "authority or region, read by its own code" },
    ]),
  ];
}
