import { defineSource, text, type Layout } from "@poundwise/contracts";
import { indicatorValueRow } from "../rows/indicator_value.ts";

/** Domain (the sheet's name) and how its headers begin: in 2015 and in 2019. */
const DOMAINS: readonly (readonly [sheet: string, in2015: string, in2019: string])[] = [
  ["IMD", "IMD", "IMD"],
  ["Income", "Income", "Income"],
  ["Employment", "Employment", "Employment"],
  ["Education", "Education, Skills and Training", "Education, Skills and Training"],
  ["Health", "Health Deprivation and Disability", "Health Deprivation and Disability"],
  ["Crime", "Crime", "Crime"],
  ["Barriers", "Barriers to Housing and Services", "Barriers to Housing and Services"],
  ["Living", "Living Environment", "Living Environment"],
  ["IDACI", "Income Deprivation Affecting Children Index (IDACI)", "IDACI"],
  ["IDAOPI", "Income Deprivation Affecting Older People (IDAOPI)", "IDAOPI"],
];
const MEASURES = {
  average_score: "Average score",
  average_rank: "Average rank",
  most_deprived_tenth_share: "Proportion of LSOAs in most deprived 10% nationally",
};

const layout = (era: {
  readonly year: 2015 | 2019;
  readonly tier: "upper tier" | "lower tier";
  readonly file: RegExp;
  readonly codeHeader: string;
  readonly nameHeader: string;
}): Layout => ({
  name: `${era.year}, ${era.tier}, one sheet for each domain`,
  file: era.file,
  periodShownIn: "the headers of codes and names give the edition's year of boundaries",
  tables: DOMAINS.map(([sheet, in2015, in2019]) => ({
    sheet,
    header: { anchor: era.codeHeader },
    keys: {
      area_code: era.codeHeader,
      period_code: { constant: `SEP${era.year}` },
      domain: { constant: sheet.toLowerCase() },
    },
    values: Object.entries(MEASURES).map(([measure, words]) => {
      const indicatorId = `mhclg_id${era.year}_${sheet.toLowerCase()}`;
      return {
        column: "indicator_value",
        header: `${era.year === 2015 ? in2015 : in2019} - ${words}`,
        keys: {
          indicator_id: { constant: measure === "average_score" ? indicatorId : `${indicatorId}_${measure}` },
          measure: { constant: measure },
        },
      };
    }),
    ignore: [
      { header: era.nameHeader, why: "the code identifies the area" },
      { header: /\bRank of /, why: "ranks follow from the measures" },
      { header: /extent$/i, why: "the share in the most deprived tenth says the same more simply" },
      { header: /local concentration$/i, why: "not used" },
      { header: /scale$/i, why: "a number of people, not a degree of deprivation" },
    ],
  })),
});

/**
 * How deprived authorities are, by domain: average score and average rank of their small areas (population-weighted), and
 * the share (0 to 1) of small areas among the nation's most deprived tenth. Higher is more deprived, also for ranks (1 is
 * least deprived here). Traps: scores of different domains and of different editions are not comparable; the upper-tier
 * file (File 11) has the counties, the lower-tier file (File 10) their districts and no county; each edition uses the
 * codes of its year. The period is the month of publication; the figures behind it are up to four years older.
 */
export default defineSource({
  title: "English indices of deprivation, authority summaries",
  publisher: "MHCLG",
  page: "https://www.gov.uk/government/collections/english-indices-of-deprivation",
  licence: "OGL-3.0",
  row: indicatorValueRow.extend({ domain: text(), measure: text() }),
  grain: ["indicator_id", "area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    layout({
      year: 2015,
      tier: "upper tier",
      file: /^File_1[01]_.*ID_?2015_.*\.xlsx$/i,
      codeHeader: "Upper Tier Local Authority District code (2013)",
      nameHeader: "Upper Tier Local Authority District name (2013)",
    }),
    layout({
      year: 2015,
      tier: "lower tier",
      file: /^File_1[01]_.*ID_?2015_.*\.xlsx$/i,
      codeHeader: "Local Authority District code (2013)",
      nameHeader: "Local Authority District name (2013)",
    }),
    layout({
      year: 2019,
      tier: "upper tier",
      file: /^File_1[01]_.*IoD2019_.*\.xlsx$/i,
      codeHeader: "Upper Tier Local Authority District code (2019)",
      nameHeader: "Upper Tier Local Authority District name (2019)",
    }),
    layout({
      year: 2019,
      tier: "lower tier",
      file: /^File_1[01]_.*IoD2019_.*\.xlsx$/i,
      codeHeader: "Local Authority District code (2019)",
      nameHeader: "Local Authority District name (2019)",
    }),
  ],
});
