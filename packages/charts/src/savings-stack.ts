import { listNames } from "./figure-text.ts";
import type { SavingsBarsOptions, SavingsTheme, SavingsYear } from "./savings-options.ts";

/** A part of every bar: one theme, or several small ones pooled. */
export interface StackPart {
  readonly label: string;
  readonly themes: readonly SavingsTheme[];
  readonly isHighNeeds: boolean;
}

/** One year's bar, all in the measure's unit. */
export interface StackedYear {
  readonly year: SavingsYear;
  /** Ends of each part, same order as the parts; null = no figure. Positive parts go up from zero, negative down. */
  readonly extents: readonly ({ readonly from: number; readonly to: number; readonly amount: number } | null)[];
  /** Sum of all themes shown; null when one has no figure. */
  readonly savings: number | null;
  /** Top of what is drawn of the savings. */
  readonly savingsTop: number;
  readonly lowest: number;
  /** Savings with gap; null when either is unknown. */
  readonly total: number | null;
}

const MOST_COLOURS = 4;

/**
 * Decides the parts of the bars: one for each general theme while there are four colours for them, then the themes
 * smallest in the last year pooled into one part that names them all; High Needs themes together, last.
 */
export function poolThemes(themes: readonly SavingsTheme[], years: readonly SavingsYear[]): StackPart[] {
  const last = years.at(-1);
  const size = ({ key }: SavingsTheme) => Math.abs(last?.amounts[key] ?? 0);
  const general = themes.filter(({ fund }) => fund === "general");
  const small =
    general.length <= MOST_COLOURS
      ? []
      : [...general].sort((a, b) => size(a) - size(b)).slice(0, general.length - MOST_COLOURS + 1);
  const alone = general.filter((theme) => !small.includes(theme)).map((theme) => [theme]);
  const pooled = general.filter((theme) => small.includes(theme));
  const highNeeds = themes.filter(({ fund }) => fund === "high_needs");
  return [...alone, pooled, highNeeds]
    .filter((group) => group.length > 0)
    .map((group) => ({
      label: listNames(group.map(({ label }) => label)),
      themes: group,
      isHighNeeds: group.every(({ fund }) => fund === "high_needs"),
    }));
}

/** Adds up one year, part by part. A part with a missing theme is drawn from the themes that have a figure. */
export function stackYear(parts: readonly StackPart[], year: SavingsYear): StackedYear {
  let up = 0;
  let down = 0;
  const extents = parts.map(({ themes }) => {
    const amounts = themes.flatMap(({ key }) => year.amounts[key] ?? []);
    if (amounts.length === 0) return null;
    const amount = sum(amounts);
    const from = amount < 0 ? down : up;
    const to = sum([from, amount]);
    if (amount < 0) down = to;
    else up = to;
    return { from, to, amount };
  });
  const savings = sumOrNull(parts.flatMap(({ themes }) => themes.map(({ key }) => year.amounts[key] ?? null)));
  const total = savings === null || year.gap === null ? null : sum([savings, year.gap]);
  return { year, extents, savings, savingsTop: up, lowest: down, total };
}

/** Themes that the chosen view shows. */
export function themesShown({
  themes,
  show = "all",
}: Pick<SavingsBarsOptions, "themes" | "show">): readonly SavingsTheme[] {
  return show === "all" ? themes : themes.filter(({ fund }) => fund === "general");
}

/** Sum of amounts; null as soon as one is unknown. */
export function sumOrNull(amounts: readonly (number | null)[]): number | null {
  return amounts.some((amount) => amount === null) ? null : sum(amounts.map((amount) => amount ?? 0));
}

/** Sums decimal amounts without the binary crumbs of 0.1 + 0.2. */
export function sum(amounts: readonly number[]): number {
  return Number(amounts.reduce((total, amount) => total + amount, 0).toFixed(9));
}
