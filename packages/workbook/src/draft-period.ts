import { parsePeriod, type PeriodForm } from "@poundwise/contracts";
import { toPatternText } from "./draft-words.ts";

/** A period inside a longer text, such as a title, a sheet's name or a header. */
export interface PeriodInText {
  /** The text before, the period as printed, and the text behind it. */
  readonly before: string;
  readonly printed: string;
  readonly after: string;
  /** Matches periods printed in this way. */
  readonly pattern: string;
  readonly form: PeriodForm;
}

const WAYS: readonly { readonly pattern: string; readonly form: PeriodForm }[] = [
  { pattern: "\\d{4} ?[-/–] ?\\d{4}", form: "financial_year" },
  { pattern: "\\d{4} to \\d{4}", form: "financial_year" },
  { pattern: "\\d{4} ?[-/–] ?\\d{2}", form: "financial_year" },
  { pattern: "(?:19|20)\\d{4}", form: "financial_year" },
  { pattern: "[Mm]id-?(?:19|20)\\d{2}", form: "mid_year" },
  { pattern: "(?:1 )?April (?:19|20)\\d{2} (?:to|[-–]) (?:31 )?March (?:19|20)\\d{2}", form: "financial_year" },
  { pattern: "[Yy]ear (?:ending|ended|to) (?:31(?:st)? )?March (?:19|20)\\d{2}", form: "financial_year_ending" },
  { pattern: "31(?:st)? March (?:19|20)\\d{2}", form: "march_snapshot" },
  { pattern: "30(?:th)? September (?:19|20)\\d{2}", form: "september_snapshot" },
  { pattern: "(?:19|20)\\d{2}", form: "calendar_year" },
];

/**
 * Finds the first period in a text, the most telling way of printing first: a year and the next before a single year.
 * @returns null when the text holds none that can be read as one
 */
export function findPeriod(text: string): PeriodInText | null {
  for (const { pattern, form } of WAYS) {
    // A digit on either side makes it part of a longer number; "-01" behind "2022" part of a day.
    for (const match of text.matchAll(
      new RegExp(`(?<![\\d.,£]|\\d[-/])(?:${pattern})(?![\\d]|[.,]\\d|[-/]\\d)`, "g"),
    )) {
      const printed = match[0];
      if (parsePeriod(printed, form) === null) continue;
      const before = text.slice(0, match.index);
      const isAcademic = form === "financial_year" && /academic|school year/i.test(text);
      return {
        before,
        printed,
        after: text.slice(match.index + printed.length),
        pattern,
        form: isAcademic ? "academic_year" : form,
      };
    }
  }
  return null;
}

/** A pattern that matches the text and the same text of another period, which is its group `year`. */
export function toYearPattern(period: PeriodInText, edges: { readonly from: string; readonly to: string }): RegExp {
  const { before, pattern, after } = period;
  return new RegExp(`${edges.from}${toPatternText(before)}(?<year>${pattern})${toPatternText(after)}${edges.to}`);
}

/** What a column of texts says as periods: the one form that reads all of them. */
export function guessPeriodForm(texts: readonly string[], hint: string): PeriodForm | null {
  if (texts.length === 0) return null;
  const readsAll = (form: PeriodForm) => texts.every((text) => parsePeriod(text, form) !== null);
  const isAcademic = /academic|school/i.test(hint);
  if (readsAll(isAcademic ? "academic_year" : "financial_year")) return isAcademic ? "academic_year" : "financial_year";
  if (!texts.every((text) => /(?:^|[^\d])(?:19|20)\d{2}$/.test(text))) return null;
  if (texts.every((text) => /^mid/i.test(text))) return "mid_year";
  if (texts.every((text) => /31(st)? mar/i.test(text))) return "march_snapshot";
  if (texts.every((text) => /30(th)? sep/i.test(text))) return "september_snapshot";
  if (!texts.every((text) => /^(?:19|20)\d{2}$/.test(text))) return null;
  if (/academic|school/i.test(hint)) return "academic_year_ending";
  if (/financial|fiscal|year ending|ending/i.test(hint)) return "financial_year_ending";
  return /mid|population/i.test(hint) ? "mid_year" : "calendar_year";
}
