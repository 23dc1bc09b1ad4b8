import type {
  ContributionWaterfallOptions,
  CouncilCost,
  QuadrantScatterOptions,
  RankedDotsOptions,
  ReconciliationDotsOptions,
  SavingsBarsOptions,
  UnitCostStripsOptions,
} from "../src/index.ts";
import { COUNTIES, makeSequence } from "./counties.ts";

const OWN_NAME = "Leicestershire";
const heading = (id: string, title: string) => ({
  id,
  title,
  subtitle: "Measure, unit, 2022/23, 25 county areas in England",
  source: "Made-up figures for tests",
});

/** 25 counties; Cumbria has no cost. */
export const QUADRANT: QuadrantScatterOptions = {
  ...heading("value", "Leicestershire spends least per head and its outcomes are better than most counties"),
  cost: { label: "Spending power per head", unit: "£ per head", decimals: 0, prefix: "£" },
  outcome: { label: "Outcome score", unit: "standard deviations", decimals: 2 },
  areas: COUNTIES.map((county) => ({
    ...county,
    cost: county.name === "Cumbria" ? null : county.cost,
    role: county.name === OWN_NAME ? "own" : "group",
  })),
  lines: { name: "Group median", cost: 981, outcome: 0.02 },
  nearAverage: { cost: [965, 997], outcome: [-0.1, 0.14], rule: "within 0.25 standard deviations on either axis" },
  ownInterval: { name: "95% interval", cost: [855, 878], outcome: [0.3, 0.66] },
};

const SCORED = COUNTIES.map((county) => ({ ...county, score: county.outcome - (county.cost - 980) / 75 })).sort(
  (a, b) => b.score - a.score,
);

/** 25 counties; Cornwall has no score, Kent no interval, two share rank 6. */
export const RANKED: RankedDotsOptions = {
  ...heading("rank", "Leicestershire ranks first but cannot be told apart from 3 other counties"),
  score: { label: "Cost-effectiveness score", unit: "standard deviations", decimals: 2 },
  intervalName: "5th to 95th percentile of 1,000 runs",
  median: { name: "Group median", score: -0.25 },
  areas: SCORED.map(({ code, name, score }, i) => ({
    code,
    name,
    score: name === "Cornwall" ? null : score,
    scoreInterval: name === "Kent" || name === "Cornwall" ? null : [score - 0.3, score + 0.35],
    rank: name === "Cornwall" ? null : i === 6 ? 6 : i + 1,
    rankInterval: name === "Cornwall" ? null : [Math.max(1, i - 2), Math.min(24, i + 5)],
    isOwn: name === OWN_NAME,
    isLikeOwn: i < 4,
  })),
};

const SERVICES = [
  { label: "Planning and development", unit: "£ per resident", own: 8.72, typical: 7.1, position: "Very High" },
  { label: "Education", unit: "£ per resident aged 0 to 18", own: 1820.25, typical: 2120, position: "Very Low" },
  {
    label: "Adult social care",
    unit: "£ per resident aged 18 or over",
    own: 380.2,
    typical: 431,
    position: "Very Low",
  },
] as const;

/** Three services; Cumbria has no figure for the first, which has no fifths. */
export const STRIPS: UnitCostStripsOptions = {
  ...heading("strips", "Leicestershire's unit costs are very low for two of three services"),
  own: { code: COUNTIES.find(({ name }) => name === OWN_NAME)?.code ?? "", name: OWN_NAME },
  services: SERVICES.map(({ label, unit, own, typical, position }, i) => {
    const next = makeSequence(i + 3);
    const councils = COUNTIES.map(({ code, name }): CouncilCost => {
      const value = name === OWN_NAME ? own : typical * (0.84 + 0.16 * (next() + next()));
      return { code, name, value: i === 0 && name === "Cumbria" ? null : value };
    });
    const sorted = councils.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return {
      key: label,
      measure: { label, unit, decimals: 2, prefix: "£" },
      councils,
      cuts: i === 0 ? null : [at(0.2), at(0.4), at(0.6), at(0.8)],
      median: at(0.5),
      position: i === 0 ? null : position,
    };
  }),
};

const THEMES = ["Commissioning & Procurement", "Service Re-design", "Other Efficiencies", "Service Reductions"];
const AMOUNTS = [
  [3.3, 5.8, 3.8, 0, 3, 2.8],
  [4.8, 10.9, 5.6, 0, 3.8, 14],
  [5.8, 17.8, 5.9, 0.1, 12.1, 18.5],
  [10, 23, 6.2, 1.5, 14.3, 24.1],
  [14.2, 28.2, 6.4, 3.4, 17.1, 30.4],
];

/** Six themes over five years, cumulative; a gap is stated for the last year only. */
export const SAVINGS: SavingsBarsOptions = {
  ...heading("savings", "A gap of £6.4 million remains in 2024/25 after £99.7 million of savings found"),
  measure: { label: "Savings", unit: "£ million", decimals: 1 },
  themes: [...THEMES, "Increased Income", "DSG/HNB Savings"].map((label, i) => ({
    key: `t${i}`,
    label,
    fund: i === 5 ? "high_needs" : "general",
  })),
  years: AMOUNTS.map((amounts, i) => ({
    year: `202${i}/2${i + 1}`,
    status: i < 4 ? "delivered" : "planned",
    amounts: Object.fromEntries(amounts.map((amount, t) => [`t${t}`, amount])),
    gap: i === 4 ? 6.4 : null,
  })),
  cumulativeFrom: "2020/21",
};

/** One check that holds, one that fails far out, one exact, one that compares words. */
export const CHECKS: ReconciliationDotsOptions = {
  ...heading("checks", "Two of four published statements hold"),
  checks: [
    check("2024/25: six themes add to Total", "£ million", 0.1, 0.35, true, 2),
    check("Total service expenditure: cost divided by units is the printed unit cost", "£", 196.8746, 0.005, false, 3),
    check("Programmes listed as counted in the text", "programmes", 0, 0, true, 0),
    check("Period of the unit cost table", "year", null, 0, false, 0),
  ],
};

/** Fourteen contributions, of which one has no figure. */
export const WATERFALL: ContributionWaterfallOptions = {
  ...heading("waterfall", "Low cost explains more than half of Leicestershire's lead over the median county"),
  measure: { label: "Score", unit: "standard deviations", decimals: 2 },
  start: { label: "Group median", value: -0.04 },
  end: { label: OWN_NAME, value: 1.6 },
  contributions: [
    ...[0.41, -0.33, 0.28, 0.22, -0.19, 0.17, 0.12, -0.11, 0.09, 0.07, -0.05, 0.98, -0.02].map((value, i) => ({
      key: `k${i}`,
      label: `Indicator ${i + 1} of adult social care users`,
      value,
    })),
    { key: "kx", label: "Youth justice reoffending", value: null },
  ],
};

function check(
  label: string,
  unit: string,
  difference: number | null,
  tolerance: number,
  holds: boolean,
  decimals: number,
) {
  return { key: label, label, unit, difference, tolerance, holds, decimals };
}
