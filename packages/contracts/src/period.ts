/**
 * Periods are written as codes so that one column can hold all kinds without ambiguity:
 * `FY2022-23` financial year (1 April to 31 March), `AY2022-23` academic year (1 September to 31 August),
 * `CY2022` calendar year, `MAR2022` snapshot on or pooled to 31 March, `MID2022` mid-year (30 June), `SEP2022` snapshot on 30 September.
 */
export type PeriodForm =
  | "financial_year"
  | "academic_year"
  | "calendar_year"
  | "march_snapshot"
  | "mid_year"
  | "september_snapshot"
  /** Printed as the year in which it ends: "2025" is FY2024-25. */
  | "financial_year_ending"
  /** Printed as the year in which it ends: "2016" is AY2015-16. */
  | "academic_year_ending"
  /** A plain financial year without prefix, `2022-23`, for finance tables. */
  | "plain_financial_year"
  /** A plain year as a number's text, `2022`. */
  | "plain_year";

const PREFIX = {
  financial_year: "FY",
  academic_year: "AY",
  calendar_year: "CY",
  march_snapshot: "MAR",
  mid_year: "MID",
  september_snapshot: "SEP",
} as const;

/**
 * Reads a period as publishers write it ("2022/23", "2022-23", "2022 to 2023", "202223", "2022-2023", "April 2022 to March 2023", "Mid-2023", "31 March 2022").
 * @returns the code, or null when the text is not of that form (the caller says where).
 */
export function parsePeriod(printed: string, form: PeriodForm): string | null {
  const text = printed.trim();
  if (form === "financial_year" || form === "academic_year" || form === "plain_financial_year") {
    const years =
      /^(?:FY)?\s*(\d{4})\s*(?:[-/–]|to)?\s*(\d{4}|\d{2})$/i.exec(text) ??
      (form === "academic_year" ? null : /^(?:1 )?April (\d{4}) (?:to|[-–]) (?:31 )?March (\d{4})$/.exec(text));
    if (years === null) return null;
    const start = Number(years[1]);
    const end = Number(years[2]!.slice(-2));
    if ((start + 1) % 100 !== end) return null;
    const label = `${start}-${String(end).padStart(2, "0")}`;
    return form === "plain_financial_year" ? label : `${PREFIX[form]}${label}`;
  }
  const year = /(?:^|\D)(\d{4})$/.exec(text) ?? /^(\d{4})$/.exec(text);
  if (year === null) return null;
  if (form === "plain_year") return year[1]!;
  if (form === "financial_year_ending" || form === "academic_year_ending") {
    const label = `${Number(year[1]) - 1}-${year[1]!.slice(-2)}`;
    return `${form === "financial_year_ending" ? "FY" : "AY"}${label}`;
  }
  return `${PREFIX[form]}${year[1]!}`;
}

export interface PeriodSpan {
  readonly periodType: "financial" | "academic" | "calendar" | "snapshot" | "mid_year";
  /** ISO day, inclusive. */
  readonly startDate: string;
  /** ISO day, inclusive. */
  readonly endDate: string;
}

/** First and last day of a coded period. @throws RangeError when the code is not one of the forms above. */
export function toPeriodSpan(code: string): PeriodSpan {
  const match = /^(FY|AY|CY|MAR|MID|SEP)(\d{4})/.exec(code);
  if (match === null) throw new RangeError(`${code} is not a period code such as FY2022-23 or CY2022.`);
  const year = Number(match[2]);
  switch (match[1]) {
    case "FY":
      return { periodType: "financial", startDate: `${year}-04-01`, endDate: `${year + 1}-03-31` };
    case "AY":
      return { periodType: "academic", startDate: `${year}-09-01`, endDate: `${year + 1}-08-31` };
    case "CY":
      return { periodType: "calendar", startDate: `${year}-01-01`, endDate: `${year}-12-31` };
    case "MAR":
      return { periodType: "snapshot", startDate: `${year}-03-31`, endDate: `${year}-03-31` };
    case "SEP":
      return { periodType: "snapshot", startDate: `${year}-09-30`, endDate: `${year}-09-30` };
    default:
      return { periodType: "mid_year", startDate: `${year}-06-30`, endDate: `${year}-06-30` };
  }
}
