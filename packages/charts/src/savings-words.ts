import { describeChart } from "./alt-text.ts";
import type { ChartTable } from "./chart.ts";
import { formatFigure, listNames } from "./figure-text.ts";
import type { SavingsBarsOptions, SavingsYear } from "./savings-options.ts";
import type { StackedYear } from "./savings-stack.ts";
import { sum, sumOrNull, themesShown } from "./savings-stack.ts";

/** All amounts, whatever the bars show: themes, both funds, gap, target and total of every year. */
export function tabulateSavings(
  { measure, themes, years, cumulativeFrom }: SavingsBarsOptions,
  bars: readonly StackedYear[],
): ChartTable {
  const money = (key: string, label: string) => ({ key, label, numeric: true, unit: measure.unit });
  const has = (field: "target" | "gapRange") => years.some((year) => year[field] !== undefined);
  const hasHighNeeds = themes.some(({ fund }) => fund === "high_needs");
  return {
    caption: `${measure.label} by theme and year${cumulativeFrom === null ? "" : `, cumulative since ${cumulativeFrom}`}`,
    columns: [
      { key: "year", label: "Year" },
      { key: "status", label: "Status" },
      ...themes.map(({ key, label }) => money(`theme_${key}`, label)),
      ...(hasHighNeeds
        ? [money("general_fund", "General fund savings"), money("high_needs", "High Needs (DSG) savings")]
        : []),
      money("savings", "All savings"),
      money("gap", "Gap"),
      money("total", "All savings and gap"),
      ...(has("gapRange") ? [money("gap_lower", "Gap, lowest"), money("gap_upper", "Gap, highest")] : []),
      ...(has("target") ? [money("target", "Target")] : []),
    ],
    rows: bars.map(({ year }) => {
      const savings = sumOrNull(themes.map(({ key }) => year.amounts[key] ?? null));
      return {
        year: year.year,
        status: year.status,
        ...Object.fromEntries(themes.map(({ key }) => [`theme_${key}`, year.amounts[key] ?? null])),
        ...(hasHighNeeds
          ? { general_fund: sumFund(themes, year, "general"), high_needs: sumFund(themes, year, "high_needs") }
          : {}),
        savings,
        gap: year.gap,
        total: savings === null || year.gap === null ? null : sum([savings, year.gap]),
        ...(has("gapRange") ? { gap_lower: year.gapRange?.[0] ?? null, gap_upper: year.gapRange?.[1] ?? null } : {}),
        ...(has("target") ? { target: year.target ?? null } : {}),
      };
    }),
  };
}

/** How to read the bars, what is left out, and what has no figure. */
export function noteSavings(
  { measure, themes, years, cumulativeFrom, show = "all" }: SavingsBarsOptions,
  bars: readonly StackedYear[],
): string[] {
  const last = bars.at(-1);
  const write = (value: number | null) => (value === null ? "not known" : formatFigure(value, measure));
  const highNeeds = last === undefined ? null : sumFund(themes, last.year, "high_needs");
  const general = last === undefined ? null : sumFund(themes, last.year, "general");
  const hasHighNeeds = themes.some(({ fund }) => fund === "high_needs");
  const missing = years.flatMap(({ year, amounts }) => {
    const names = themesShown({ themes, show })
      .filter(({ key }) => (amounts[key] ?? null) === null)
      .map(({ label }) => label);
    return names.length === 0 ? [] : [`${year} (${listNames(names)})`];
  });
  const noGap = years.filter(({ gap }) => gap === null).map(({ year }) => year);
  return [
    "Above each bar: the total in bold, gap included. The gap is still to be found and is not a saving.",
    ...(cumulativeFrom === null
      ? []
      : [`Cumulative: each bar counts everything since ${cumulativeFrom}, so bars must not be added together.`]),
    ...(!hasHighNeeds
      ? []
      : show === "general_fund"
        ? [
            `High Needs (DSG) savings are left out (${measure.unit} ${write(highNeeds)} in ${last?.year.year}): they do not help the general budget.`,
          ]
        : [
            `Of the savings in ${last?.year.year} (${measure.unit}), ${write(general)} help the general budget; the dotted ` +
              `${write(highNeeds)} are High Needs (DSG) and do not.`,
          ]),
    ...(missing.length === 0
      ? []
      : [`Not drawn, no figure: ${listNames(missing)}; no total is given for these years.`]),
    ...(noGap.length === 0 ? [] : [`No gap is stated for ${listNames(noGap)}; the total is that of the savings.`]),
  ];
}

export function describeSavings(options: SavingsBarsOptions, bars: readonly StackedYear[], table: ChartTable): string {
  const { measure, title, years, cumulativeFrom } = options;
  const shown = themesShown(options);
  const sentence = ({ year, savings }: StackedYear) => {
    const gap = year.gap === null ? "no gap stated" : `gap ${formatFigure(year.gap, measure)}`;
    return `${year.year}: savings ${savings === null ? "not fully known" : formatFigure(savings, measure)}, ${gap}`;
  };
  const ends = [...new Set([bars[0], bars.at(-1)])].flatMap((bar) => (bar === undefined ? [] : [sentence(bar)]));
  return describeChart({
    kind: "Stacked bar chart",
    compared:
      `${measure.label} (${measure.unit}) by ${shown.length} themes over ${years.length} years` +
      (cumulativeFrom === null ? "" : `, cumulative since ${cumulativeFrom}`),
    finding: title,
    range: ends,
    caption: table.caption,
  });
}

function sumFund(
  themes: SavingsBarsOptions["themes"],
  year: SavingsYear,
  fund: "general" | "high_needs",
): number | null {
  return sumOrNull(themes.filter((theme) => theme.fund === fund).map(({ key }) => year.amounts[key] ?? null));
}
