import { defineSource, type TableLayout, type ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "../layouts/indicator_column.ts";
import { layOutOutcomes2014 } from "../layouts/looked_after_outcomes_2014.ts";
import { RECODED_IN_2013 } from "../layouts/recoded_2013.ts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

const ACADEMIC_YEAR_2016 = { constant: "AY2015-16" } as const;
const yearAbove = { period_code: { from: "header", group: "year", as: "academic_year_ending" } } as const;

/**
 * School results, absence and exclusions of children looked after for at least a year: percent, and scores in points.
 * Units as printed. Years are academic years named by their end. Labels carry footnote digits ("score4,5"). England
 * and the regions have no code and no header over their names, so they are not read. Two authorities are printed under
 * codes that ended in 2013. The issue of 2014 has measures of its own, which stay in staging. Superseded since; kept
 * for the years before the tidy files begin.
 */
export default defineSource({
  title: "Outcomes for children looked after by local authorities, 2010 to 2016",
  publisher: "Department for Education",
  page: "https://www.gov.uk/government/statistics/outcomes-for-children-looked-after-by-las-31-march-2016",
  licence: "OGL-3.0",
  row: indicatorValueRow,
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["indicator_id", "period_code"],
  areaColumn: "area_code",
  markers: { x: "suppressed", ".": "not_applicable" },
  layouts: [
    {
      name: "SFR 12/2017, merged headers of one to three rows",
      file: /^SFR12_2017_LA_Tables\.xlsx$/,
      tables: [
        table("Table LA2a", { anchor: /^Reading, writing and mathematics/, depth: 2 }, [
          single(
            "dfe_sfr12_cla_ks2_rwm",
            /^Reaching the expected standard \(%\) \| Reading, writing and mathematics\d$/,
          ),
        ]),
        table("Table LA2b", { anchor: /^Average Progress score/, depth: 2 }, [
          single("dfe_sfr12_cla_ks2_maths_progress", /^Mathematics.* \| Average Progress score/),
          single("dfe_sfr12_cla_ks2_maths_progress", /^Mathematics.* \| Lower confidence/, "lower_value"),
          single("dfe_sfr12_cla_ks2_maths_progress", /^Mathematics.* \| Upper confidence/, "upper_value"),
          single("dfe_sfr12_cla_ks2_maths_progress", /^Mathematics.* \| Number of pupils/, "base_count"),
        ]),
        table("Table LA3b", { anchor: /^Average Attainment 8 score/ }, [
          single("dfe_sfr12_cla_att8_2016", /^Average Attainment 8 score/),
          single("dfe_sfr12_cla_att8_2016", "Number at the end of Key Stage 4", "base_count"),
        ]),
        table("Table LA3c", { anchor: /^Average Progress 8 score/ }, [
          single("dfe_sfr12_cla_p8_2016", /^Average Progress 8 score/),
          single("dfe_sfr12_cla_p8_2016", "Lower confidence interval", "lower_value"),
          single("dfe_sfr12_cla_p8_2016", "Upper confidence interval", "upper_value"),
          single("dfe_sfr12_cla_p8_2016", "Number of pupils included", "base_count"),
        ]),
        table("Table LA5", { anchor: "Overall absence", depth: 3 }, [
          yearly("dfe_sfr12_cla_absence_overall", /^(?<year>\d{4}) \| .*\| Overall absence$/),
          yearly("dfe_sfr12_cla_persistent_absence", /^(?<year>\d{4}) \| Percentage .* persistent absentees\d$/),
        ]),
        table("Table LA6", { anchor: "Percentage of children permanently excluded", depth: 2 }, [
          yearly("dfe_sfr12_cla_permanent_exclusion", /^(?<year>\d{4}) \| .*permanently excluded$/),
          yearly("dfe_sfr12_cla_fixed_exclusion", /^(?<year>\d{4}) \| .*fixed period exclusion$/),
        ]),
      ],
    },
    {
      name: "SFR 49/2014, names without codes",
      file: /^SFR49_2014_LATables\.xlsx$/,
      tables: layOutOutcomes2014(),
    },
  ],
});

function single(id: string, header: string | RegExp, column?: Parameters<typeof indicatorColumn>[2]): ValueFrom {
  return indicatorColumn(id, header, column, { period_code: ACADEMIC_YEAR_2016 });
}

function yearly(id: string, header: RegExp): ValueFrom {
  return indicatorColumn(id, header, "indicator_value", yearAbove);
}

function table(sheet: string, header: TableLayout["header"], values: readonly ValueFrom[]): TableLayout {
  return {
    sheet,
    header,
    rows: {
      skip: [
        { header: /^LA code$/i, matches: /^$/, why: "England and regions, which have no code" },
        { header: /^LA code$/i, matches: /^(?!E(06|08|09|10)\d{6}$)/, why: "footnote" },
      ],
    },
    keys: {
      area_code: { header: /^LA code$/i, replace: RECODED_IN_2013 },
      note: { constant: null },
    },
    values,
    ignore: [
      { header: "", why: "names, which have no header" },
      { header: /Number (of|eligible|matched|at)/, why: "counts that are not a base of the measure" },
      { header: /^(Reading|Writing) Progress|Reaching the expected standard/, why: "subjects that are not used" },
      { header: /\| (Authorised|Unauthorised) absence$/, why: "parts of overall absence" },
      { header: /^\d{4}( \| Percentage of sessions missed due to\d:)?$/, why: "empty column between years" },
    ],
  };
}
