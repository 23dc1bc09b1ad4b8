import { requireUnique } from "./present-values.ts";

/** One period for which an indicator was published. */
export interface CandidatePeriod {
  /** Label, such as "2022-23". */
  readonly period: string;
  /** First and last day, ISO dates (yyyy-mm-dd). */
  readonly start: string;
  readonly end: string;
  readonly areasWithValue: number;
}

export interface PeriodRule {
  /** Last day of the cost year, ISO date. */
  readonly referenceDate: string;
  /** Areas in the comparator group. */
  readonly groupSize: number;
  /** Oldest age allowed in whole months from period end to reference date: 36, or 60 for pooled and biennial series. */
  readonly maximumAgeMonths?: number;
  /** How far past the reference date a period may end (default 12 months). */
  readonly maximumLeadMonths?: number;
}

export interface ChosenPeriod {
  readonly chosen: CandidatePeriod | null;
  /** `too_old` when nothing qualifies: the indicator is dropped for everyone. */
  readonly reason: "too_old" | null;
  readonly rejected: readonly { readonly period: string; readonly cause: "too_new" | "too_old" | "below_coverage" }[];
}

/**
 * Picks the one period used for every area: the latest that ends no later than a year past the reference date, is not
 * too old, and has values for at least two thirds of the group. Taking each area's own latest would compare different
 * years.
 *
 * @param candidates any order; two candidates may not share a label or the same start and end
 * @param rule       reference date, group size and limits
 * @throws RangeError on duplicate periods (both rows named), dates that do not exist, or an end before its start
 */
export function choosePeriod(candidates: readonly CandidatePeriod[], rule: PeriodRule): ChosenPeriod {
  requireUnique(
    candidates.map((candidate) => candidate.period),
    "period",
  );
  requireUnique(
    candidates.map((candidate) => `${candidate.start}/${candidate.end}`),
    "period",
  );
  // ISO dates sort as text. Of two periods with one end, the one that starts later is the less pooled.
  const latestFirst = [...candidates].sort(
    (a, b) => compareText(b.end, a.end) || compareText(b.start, a.start) || compareText(a.period, b.period),
  );
  const judged = latestFirst.map((candidate) => ({ candidate, cause: findCauseToReject(candidate, rule) }));
  const chosen = judged.find(({ cause }) => cause === null)?.candidate ?? null;
  return {
    chosen,
    reason: chosen === null ? "too_old" : null,
    rejected: judged.flatMap(({ candidate, cause }) => (cause === null ? [] : [{ period: candidate.period, cause }])),
  };
}

/**
 * Whole months from one day to another; negative when the second is earlier. The last day of a month counts as a full
 * month's end, so 31 March to 30 June is three months.
 *
 * @throws RangeError for a date that is not a real yyyy-mm-dd
 */
export function countWholeMonths(from: string, to: string): number {
  if (compareText(from, to) > 0) return -countWholeMonths(to, from);
  const start = parseDate(from);
  const end = parseDate(to);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return end.day >= start.day || end.isMonthEnd ? months : months - 1;
}

function findCauseToReject(
  candidate: CandidatePeriod,
  rule: PeriodRule,
): "too_new" | "too_old" | "below_coverage" | null {
  parseDate(candidate.start);
  if (candidate.end < candidate.start) {
    throw new RangeError(`period "${candidate.period}": ends ${candidate.end}, before it starts ${candidate.start}.`);
  }
  if (endsTooLate(candidate.end, rule.referenceDate, rule.maximumLeadMonths ?? 12)) return "too_new";
  if (countWholeMonths(candidate.end, rule.referenceDate) > (rule.maximumAgeMonths ?? 36)) return "too_old";
  const hasCoverage = rule.groupSize > 0 && 3 * candidate.areasWithValue >= 2 * rule.groupSize;
  return hasCoverage ? null : "below_coverage";
}

/** Past the same day `lead` months on; a reference date at a month's end allows the whole last month. */
function endsTooLate(end: string, reference: string, lead: number): boolean {
  const last = parseDate(end);
  const first = parseDate(reference);
  const months = (last.year - first.year) * 12 + last.month - first.month;
  return months > lead || (months === lead && last.day > first.day && !first.isMonthEnd);
}

function parseDate(text: string): { year: number; month: number; day: number; isMonthEnd: boolean } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) {
    throw new RangeError(`date: expected yyyy-mm-dd, found "${text}".`);
  }
  const daysInMonth = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  if (day < 1 || day > daysInMonth) throw new RangeError(`date: "${text}" does not exist.`);
  return { year, month, day, isMonthEnd: day === daysInMonth };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
