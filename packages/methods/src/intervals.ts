import { computeChiSquaredQuantile, computeNormalQuantile, computeStudentQuantile } from "./distributions.ts";
import { computeMean, computeStandardDeviation } from "./moments.ts";
import { requireFinite, selectPresent } from "./present-values.ts";

/** A figure with the range that chance alone could explain. Limits in the unit of the value. */
export interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Share of cases with its Wilson score interval, which never leaves 0 to 1 and works for no case at all.
 *
 * @param cases      0 to `total`; null = missing
 * @param total      people or events asked about; null = missing
 * @param confidence above 0 and below 1, usually 0.95
 * @returns shares from 0 to 1; null when a figure is missing or the total is 0
 * @throws RangeError if a figure is negative or not finite, or there are more cases than the total
 * Source: E. B. Wilson (1927); as used for public health indicators in England.
 */
export function computeWilsonInterval(cases: number | null, total: number | null, confidence = 0.95): Interval | null {
  if (cases === null || total === null) return null;
  requireNotNegative(cases, "cases");
  requireNotNegative(total, "total");
  if (cases > total) throw new RangeError(`cases: expected at most the total ${total}, found ${cases}.`);
  const z = toNormalWidth(confidence);
  if (total === 0) return null;
  const share = cases / total;
  const middle = 2 * cases + z * z;
  const half = z * Math.sqrt(z * z + 4 * cases * (1 - share));
  const scale = 2 * (total + z * z);
  // With no case, or only cases, the limit is the end of the scale; rounding must not push it past.
  const lower = cases === 0 ? 0 : (middle - half) / scale;
  return { value: share, lower, upper: cases === total ? 1 : (middle + half) / scale };
}

/**
 * Rate of counted events with Byar's interval; exact Poisson limits for fewer than ten events, where Byar's are poor.
 *
 * @param events      counted events, 0 or more; null = missing
 * @param population  people or person-years, above 0; null = missing
 * @param multiplier  the rate is per this many (100 000 by default)
 * @param confidence  above 0 and below 1
 * @returns rate and limits per `multiplier`, and which method made the limits; null when a figure is missing or the
 *   population is 0
 * @throws RangeError if a figure is negative or not finite
 * Sources: N. E. Breslow and N. E. Day (1987), Statistical Methods in Cancer Research II (Byar); F. Garwood (1936).
 */
export function computeRateInterval(
  events: number | null,
  population: number | null,
  multiplier = 100_000,
  confidence = 0.95,
): (Interval & { readonly method: "byar" | "exact" }) | null {
  if (events === null || population === null) return null;
  requireNotNegative(events, "events");
  requireNotNegative(population, "population");
  requireFinite(multiplier, "multiplier");
  const method = events < 10 ? ("exact" as const) : ("byar" as const);
  const [low, high] = method === "exact" ? boundExactly(events, confidence) : boundByByar(events, confidence);
  if (population === 0) return null;
  const toRate = (count: number) => (count / population) * multiplier;
  return { value: toRate(events), lower: toRate(low), upper: toRate(high), method };
}

/**
 * Mean of independent measurements with Student's t interval.
 *
 * @param values null = missing, left out
 * @returns in the unit of the values; null with fewer than two values
 * Source: Student (1908).
 */
export function computeMeanInterval(values: readonly (number | null)[], confidence = 0.95): Interval | null {
  const present = selectPresent(values);
  requireConfidence(confidence);
  if (present.length < 2) return null;
  const value = computeMean(present)!;
  const error = computeStandardDeviation(present)! / Math.sqrt(present.length);
  const half = computeStudentQuantile((1 + confidence) / 2, present.length - 1) * error;
  return { value, lower: value - half, upper: value + half };
}

/**
 * Standard error behind a published interval, taking it for symmetric and normal.
 *
 * @returns in the unit of the limits; null when a limit is missing
 * @throws RangeError if the upper limit lies below the lower
 */
export function toStandardError(lower: number | null, upper: number | null, confidence = 0.95): number | null {
  if (lower === null || upper === null) return null;
  requireFinite(lower, "lower limit");
  requireFinite(upper, "upper limit");
  if (upper < lower) throw new RangeError(`interval: expected lower <= upper, found ${lower} and ${upper}.`);
  return (upper - lower) / (2 * toNormalWidth(confidence));
}

/** How many standard deviations on each side hold this share of a normal distribution (0.95 gives 1.96). */
export function toNormalWidth(confidence: number): number {
  requireConfidence(confidence);
  return computeNormalQuantile((1 + confidence) / 2);
}

function boundByByar(events: number, confidence: number): readonly [number, number] {
  const z = toNormalWidth(confidence);
  const cube = (count: number, side: 1 | -1) =>
    count * (1 - 1 / (9 * count) + (side * z) / (3 * Math.sqrt(count))) ** 3;
  return [cube(events, -1), cube(events + 1, 1)];
}

function boundExactly(events: number, confidence: number): readonly [number, number] {
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const low = events === 0 ? 0 : computeChiSquaredQuantile(tail, 2 * events) / 2;
  return [low, computeChiSquaredQuantile(1 - tail, 2 * events + 2) / 2];
}

function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence: expected above 0 and below 1 (0.95), found ${confidence}.`);
  }
}

function requireNotNegative(value: number, what: string): void {
  requireFinite(value, what);
  if (value < 0) throw new RangeError(`${what}: expected 0 or more, found ${value}.`);
}
