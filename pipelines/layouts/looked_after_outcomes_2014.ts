import type { TableLayout, ValueFrom } from "@poundwise/contracts";
import { indicatorColumn } from "./indicator_column.ts";

const year = (as: "academic_year_ending" | "financial_year_ending" | "march_snapshot") =>
  ({ period_code: { from: "header", group: "year", as } }) as const;
const AS_PRINTED = {
  "Blackburn with Darwin": "Blackburn with Darwen",
  Southend: "Southend-on-Sea",
  "Bath & N E Somerset": "Bath and North East Somerset",
  "South Gloucs": "South Gloucestershire",
  // A footnote digit.
  Merton2: "Merton",
};
const IN_2014 = { period_code: { constant: "FY2013-14" } } as const;

/**
 * The tables of SFR 49/2014, the issue before codes were printed: names in a column without a header, regions in
 * capitals between them, two to six years side by side. GCSEs of 2014 stand twice, by the rules of 2013 (footnote 3)
 * and of 2014 (footnote 4); absence of 2013 and 2014 over five and six half terms. The measures have names of their own
 * (`dfe_sfr49_…`), for definitions changed in 2015.
 */
export function layOutOutcomes2014(): TableLayout[] {
  return [
    table("Table LA1", { anchor: "Reading", depth: 2 }, [
      single("dfe_sfr49_cla_ks1_reading", /\| Reading$/, { period_code: { constant: "AY2013-14" } }),
      single("dfe_sfr49_cla_ks1_writing", /\| Writing$/, { period_code: { constant: "AY2013-14" } }),
      single("dfe_sfr49_cla_ks1_maths", /\| Mathematics$/, { period_code: { constant: "AY2013-14" } }),
    ]),
    table("Table LA2", { anchor: "Mathematics", depth: 3 }, [
      academic("dfe_sfr49_cla_ks2_maths", /^(?<year>\d{4}) \| .*\| Mathematics$/),
      academic("dfe_sfr49_cla_ks2_reading", /^(?<year>\d{4}) \| .*\| Reading$/),
      academic("dfe_sfr49_cla_ks2_writing", /^(?<year>\d{4}) \| .*\| Writing\d$/),
      academic("dfe_sfr49_cla_ks2_rwm", /^(?<year>\d{4}) \| .*\| Reading, writing and mathematics$/),
    ]),
    table("Table LA3", { anchor: /^5\+ GCSEs at grades A\*-C\d$/, depth: 3 }, [
      academic("dfe_sfr49_cla_gcse_5ac", /^(?<year>\d{4})( - 2013 methodology3)? \| .*\| 5\+ GCSEs at grades A\*-C\d$/),
      academic(
        "dfe_sfr49_cla_gcse_5ac_em",
        /^(?<year>\d{4})( - 2013 methodology3)? \| .*\| 5\+ GCSEs .* including English & mathematics\d$/,
      ),
      academic(
        "dfe_sfr49_cla_gcse_5ac_em_2014_rules",
        /^(?<year>\d{4}) - 2013 methodology4 \| .*\| 5\+ GCSEs .* including English & mathematics\d$/,
      ),
    ]),
    table("Table LA4", { anchor: /^Percentage convicted/, depth: 2 }, [
      single("dfe_sfr49_cla_offending", /\| Percentage convicted/, IN_2014),
    ]),
    table("Table LA5", { anchor: /^Percentage identified/ }, [
      single("dfe_sfr49_cla_substance_misuse", /^Percentage identified/, IN_2014),
    ]),
    table("Table LA6", { anchor: /^Number of children whose immunisations/ }, [
      single("dfe_sfr49_cla_immunised_count", /^Number of children whose immunisations/, IN_2014),
      single("dfe_sfr49_cla_dentist_count", /^Number of children who had their teeth checked/, IN_2014),
      single("dfe_sfr49_cla_health_assessed_count", /^Number of children who had their annual/, IN_2014),
    ]),
    table("Table LA7", { anchor: "Normal", depth: 5 }, [
      indicatorColumn(
        "dfe_sfr49_cla_sdq_score",
        /^(?<year>\d{4}) \| Average score per child\d$/,
        "indicator_value",
        year("financial_year_ending"),
      ),
    ]),
    table("Table LA8", { anchor: "Number", depth: 3 }, [
      single("dfe_sfr49_cla_sen", /^All children with SEN\d \| Percentage\d$/, {
        period_code: { constant: "MAR2014" },
      }),
      single("dfe_sfr49_cla_statement", /SEN with a statement \| Percentage\d$/, {
        period_code: { constant: "MAR2014" },
      }),
    ]),
    table("Table LA9", { anchor: /^Number matched/, depth: 3 }, [
      academic("dfe_sfr49_cla_permanent_exclusion", /^(?<year>\d{4}) \| .*permanently excluded$/),
      academic("dfe_sfr49_cla_fixed_exclusion", /^(?<year>\d{4}) \| .*fixed exclusion$/),
    ]),
    table("Table LA10", { anchor: "Overall absence", depth: 3 }, [
      academic("dfe_sfr49_cla_absence_5_half_terms", /^(?<year>\d{4}) \(5 terms\)\d \| .*\| Overall absence$/),
      academic("dfe_sfr49_cla_absence_6_half_terms", /^(?<year>\d{4}) \(6 terms\)\d \| .*\| Overall absence$/),
      academic(
        "dfe_sfr49_cla_persistent_absence_5_half_terms",
        /^(?<year>\d{4}) \(5 terms\)\d \| .*persistent absentees\d$/,
      ),
    ]),
  ];
}

function single(id: string, header: RegExp, keys: NonNullable<ValueFrom["keys"]>): ValueFrom {
  return indicatorColumn(id, header, "indicator_value", keys);
}

function academic(id: string, header: RegExp): ValueFrom {
  return indicatorColumn(id, header, "indicator_value", year("academic_year_ending"));
}

function table(sheet: string, header: TableLayout["header"], values: readonly ValueFrom[]): TableLayout {
  return {
    sheet,
    header: { ...header, names: { A: { printed: "", as: "LA name" } } },
    rows: {
      stopAt: { header: "LA name", matches: /^1\. / },
      skip: [
        { header: "LA name", matches: /^[A-Z ,&]+\d*$/, why: "England or a region, in capitals" },
        { header: "LA name", matches: /^$/, why: "empty row that holds formats or spaces" },
      ],
    },
    keys: { area_code: { header: "LA name", replace: AS_PRINTED, as: "area_name" }, note: { constant: null } },
    values,
    ignore: [
      { header: /UPN\d|eligible to sit|^Number|\| Number|SDQ score was submitted/, why: "counts and matching rates" },
      { header: /Banded SDQ Score|Grammar|A\*-C in English|No SEN|SEN without statement/, why: "not used" },
      {
        header: /methodology4 \| .*grades A\*-C\d$|Authorised|Unauthorised|\(6 terms\)\d \| .*persistent/,
        why: "not used",
      },
      {
        header: /^\d{4}( -? ?\(?[^|]*)?$|^[^|]*need4:$|^Looked after children aged/,
        why: "empty column between measures",
      },
    ],
  };
}
