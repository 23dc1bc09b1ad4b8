import { computeChiSquaredTail } from "./distributions.ts";
import { toStandardError } from "./intervals.ts";
import { requireFinite } from "./present-values.ts";
import { computeSum } from "./sum.ts";

/** One year of a proportion: cases out of a total. Null = missing. */
export interface ProportionPoint {
  readonly year: number;
  readonly cases: number | null;
  readonly total: number | null;
}

/** One year of any other figure, with its 95 % limits. Null = missing. */
export interface IntervalPoint {
  readonly year: number;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Trend {
  readonly trend: "increasing" | "decreasing" | "no significant change" | "cannot be calculated";
  readonly reason:
    | "significant"
    | "not significant"
    | "one point decides the direction"
    | "fewer than five points"
    | "missing value"
    | "years not consecutive"
    | "no spread to test";
  /** Statistic with one degree of freedom; null when it cannot be calculated. */
  readonly chiSquared: number | null;
  readonly pValue: number | null;
  /** Per year: of the logit for proportions, weighted by precision for other figures. */
  readonly slope: number | null;
  /** A share of 0 or 1 has no logit, so the direction is that of the plain shares. */
  readonly usedPlainShares: boolean;
}

/** 99.8 % point of chi-squared with one degree of freedom, as the national public health profiles use it. */
const threshold = 9.5495;
const pointsNeeded = 5;

/**
 * Recent trend of a proportion over the last five yearly points: the Cochran-Armitage test, unless the removal of a
 * single point turns the direction round.
 *
 * @param points one per year, any order, periods that do not overlap
 * @throws RangeError on a repeated year, a total of 0 or below, or more cases than the total
 * Sources: W. G. Cochran (1954); P. Armitage (1955); Fingertips trend marker guidance. Formula: docs/methods/change-over-time.md
 */
export function assessProportionTrend(points: readonly ProportionPoint[]): Trend {
  const recent = takeRecent(points, (point) => point.cases !== null && point.total !== null);
  if (typeof recent === "string") return cannot(recent);
  const rows = recent.map(({ year, cases, total }) => {
    requireFinite(cases!, "cases");
    requireFinite(total!, "total");
    if (total! <= 0 || cases! < 0 || cases! > total!) {
      throw new RangeError(`${year}: expected cases from 0 to the total, found ${cases} of ${total}.`);
    }
    return { t: year - meanYear(recent), cases: cases!, total: total! };
  });
  const total = computeSum(rows.map((row) => row.total));
  const cases = computeSum(rows.map((row) => row.cases));
  const weighted = (value: (row: (typeof rows)[number]) => number) => computeSum(rows.map(value));
  const rt = weighted((row) => row.cases * row.t);
  const nt = weighted((row) => row.total * row.t);
  const ntt = weighted((row) => row.total * row.t ** 2);
  if (cases === 0 || cases === total) return cannot("no spread to test");
  const chiSquared = (total * (total * rt - cases * nt) ** 2) / (cases * (total - cases) * (total * ntt - nt ** 2));
  const usedPlainShares = rows.some((row) => row.cases === 0 || row.cases === row.total);
  const dots = rows.map((row) => {
    const share = row.cases / row.total;
    return { t: row.t, y: usedPlainShares ? share : Math.log(share / (1 - share)), weight: 1 };
  });
  return conclude(dots, chiSquared, usedPlainShares);
}

/**
 * Recent trend of a figure that has intervals, over the last five yearly points: the slope weighted by precision
 * against its known variance, unless the removal of a single point turns the direction round.
 *
 * @param points one per year, any order, periods that do not overlap, 95 % limits
 * @throws RangeError on a repeated year or limits the wrong way round
 * Source: Fingertips trend marker guidance. Formula: docs/methods/change-over-time.md
 */
export function assessTrend(points: readonly IntervalPoint[]): Trend {
  const recent = takeRecent(points, ({ value, lower, upper }) => value !== null && lower !== null && upper !== null);
  if (typeof recent === "string") return cannot(recent);
  const dots = recent.map(({ year, value, lower, upper }) => {
    requireFinite(value!, `${year}`);
    const error = toStandardError(lower, upper)!;
    return { t: year - meanYear(recent), y: value!, weight: error === 0 ? Infinity : 1 / error ** 2 };
  });
  if (dots.some((dot) => dot.weight === Infinity)) return cannot("no spread to test");
  const s = (power: number) => computeSum(dots.map((dot) => dot.weight * dot.t ** power));
  const variance = s(0) / (s(0) * s(2) - s(1) ** 2);
  return conclude(dots, fitSlope(dots) ** 2 / variance, false);
}

interface Dot {
  readonly t: number;
  readonly y: number;
  readonly weight: number;
}

function conclude(dots: readonly Dot[], chiSquared: number, usedPlainShares: boolean): Trend {
  const slope = fitSlope(dots);
  const figures = { chiSquared, pValue: computeChiSquaredTail(chiSquared, 1), slope, usedPlainShares };
  if (chiSquared <= threshold) return { trend: "no significant change", reason: "not significant", ...figures };
  const turns = dots.some((_, i) => fitSlope(dots.filter((__, k) => k !== i)) * slope < 0);
  if (turns) return { trend: "no significant change", reason: "one point decides the direction", ...figures };
  return { trend: slope > 0 ? "increasing" : "decreasing", reason: "significant", ...figures };
}

function fitSlope(dots: readonly Dot[]): number {
  const weight = computeSum(dots.map((dot) => dot.weight));
  const meanT = computeSum(dots.map((dot) => dot.weight * dot.t)) / weight;
  const meanY = computeSum(dots.map((dot) => dot.weight * dot.y)) / weight;
  const covariance = computeSum(dots.map((dot) => dot.weight * (dot.t - meanT) * (dot.y - meanY)));
  return covariance / computeSum(dots.map((dot) => dot.weight * (dot.t - meanT) ** 2));
}

function takeRecent<Point extends { readonly year: number }>(
  points: readonly Point[],
  isPresent: (point: Point) => boolean,
): Point[] | "fewer than five points" | "missing value" | "years not consecutive" {
  const sorted = [...points].sort((a, b) => a.year - b.year);
  for (const [i, { year }] of sorted.entries()) {
    requireFinite(year, "year");
    if (i > 0 && sorted[i - 1]!.year === year) throw new RangeError(`duplicate year ${year}. Keep one of its points.`);
  }
  const recent = sorted.slice(-pointsNeeded);
  if (recent.length < pointsNeeded) return "fewer than five points";
  if (!recent.every(isPresent)) return "missing value";
  if (recent.some(({ year }, i) => i > 0 && year !== recent[i - 1]!.year + 1)) return "years not consecutive";
  return recent;
}

/** Years are large and close together; without their mean the sums of squares would lose half the digits. */
function meanYear(points: readonly { readonly year: number }[]): number {
  return computeSum(points.map((point) => point.year)) / points.length;
}

function cannot(reason: Trend["reason"]): Trend {
  const nothing = { chiSquared: null, pValue: null, slope: null, usedPlainShares: false };
  return { trend: "cannot be calculated", reason, ...nothing };
}
