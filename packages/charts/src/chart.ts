/** What every chart says about itself, in words. */
export interface ChartHeading {
  /** Unique in the page: a letter, then letters, digits, "-" or "_". All ids inside the SVG start with it. */
  readonly id: string;
  /** One sentence that says the finding, not the kind of chart. */
  readonly title: string;
  /** Measure, unit, period and comparison group. */
  readonly subtitle: string;
  /** Where the figures come from, without the word "Source". */
  readonly source: string;
  /** Width in CSS pixels at which the chart will be shown, so that text is never below 11 px; default 760, never under 480. */
  readonly width?: number;
  /** Height in CSS pixels as a wish: a chart grows when its labels need more room. */
  readonly height?: number;
}

/** A quantity and how its figures are written. */
export interface Measure {
  /** Name in plain words, e.g. "Spending power per head". */
  readonly label: string;
  /** Unit in words for axes and tables, e.g. "£ per head" or "standard deviations". */
  readonly unit: string;
  /** Decimal places printed; values are rounded for display only, half away from zero. */
  readonly decimals: number;
  /** Printed before the digits, e.g. "£". */
  readonly prefix?: string;
  /** Printed after the digits, e.g. "m" or "%". */
  readonly suffix?: string;
}

export interface ChartColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
  readonly unit?: string;
}

/** All figures of a chart, unrounded; null = no figure. Row order is the order in the chart. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly Record<string, string | number | null>[];
}

/** A finished chart: picture, the same in words, the same as a table. All three show the same data. */
export interface Chart {
  /** A whole `<svg>` element, well-formed XML, without an XML declaration. */
  readonly svg: string;
  /** Kind, what is compared, finding, range, where the table is. Also the `<desc>` of the SVG. */
  readonly altText: string;
  readonly table: ChartTable;
}
