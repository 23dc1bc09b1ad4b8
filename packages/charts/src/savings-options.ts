import type { ChartHeading, Measure } from "./chart.ts";

export interface SavingsTheme {
  readonly key: string;
  readonly label: string;
  /** Savings in the High Needs block (DSG) do not help the council's general budget and are kept apart. */
  readonly fund: "general" | "high_needs";
}

export interface SavingsYear {
  /** e.g. "2024/25". */
  readonly year: string;
  /** One word for the stretch under the axis, e.g. "delivered" or "planned". */
  readonly status: string;
  /** By theme key, POSITIVE = saving (published tables often print savings as negative); null = no figure. */
  readonly amounts: Readonly<Record<string, number | null>>;
  /** Still to be found, never a saving; null = no figure. */
  readonly gap: number | null;
  /** Lowest and highest plausible gap. */
  readonly gapRange?: readonly [number, number];
  /** Savings needed, drawn as a line across the bar. */
  readonly target?: number;
}

export interface SavingsBarsOptions extends ChartHeading {
  readonly measure: Measure;
  readonly themes: readonly SavingsTheme[];
  /** In order of time. */
  readonly years: readonly SavingsYear[];
  /** First year the amounts are counted from; null when each year stands for itself. */
  readonly cumulativeFrom: string | null;
  /** "general_fund" leaves the High Needs themes out of bars and totals; default "all". */
  readonly show?: "all" | "general_fund";
}
