import { computeMean, computeStandardDeviation, hasSpread } from "./moments.ts";
import { requireFinite, requireSameLength, selectPresent } from "./present-values.ts";

/**
 * Output per unit of input: the output index over the input index.
 *
 * @param output, input volume indices of the same periods on one base; null = missing
 * @param base          index value of the base period in both (default 100)
 * @returns productivity index, same base; null where a part is missing
 * @throws RangeError if lengths differ or an input is not above 0
 * Source: ONS, Public service productivity, sources and methods.
 */
export function computeProductivity(
  output: readonly (number | null)[],
  input: readonly (number | null)[],
  base = 100,
): (number | null)[] {
  requireSameLength(output.length, input.length, "input index");
  selectPresent(output);
  selectPresent(input);
  return output.map((value, period) => {
    const used = input[period]!;
    if (value === null || used === null) return null;
    if (used <= 0) throw new RangeError(`input index at position ${period}: expected more than 0, found ${used}.`);
    return (base * value) / used;
  });
}

/**
 * Adjusts an activity index for quality: growth of activity times growth of quality, period by period. Show it beside
 * the index without adjustment.
 *
 * @param activity volume index; @param quality quality index, any base, above 0; null = missing
 * @returns the adjusted index; the first period is unchanged; null from the first gap on, for a chain cannot skip one
 */
export function adjustForQuality(
  activity: readonly (number | null)[],
  quality: readonly (number | null)[],
): (number | null)[] {
  requireSameLength(activity.length, quality.length, "quality index");
  for (const value of selectPresent(quality)) {
    if (value <= 0) throw new RangeError(`quality index: expected more than 0, found ${value}.`);
  }
  selectPresent(activity);
  const firstQuality = quality[0] ?? null;
  let isBroken = firstQuality === null;
  return activity.map((value, period) => {
    const now = quality[period]!;
    isBroken ||= value === null || now === null;
    return isBroken ? null : value! * (now! / firstQuality!);
  });
}

/**
 * Joins two index series that use different baskets on the period they share.
 *
 * @param earlier series up to and including the overlap
 * @param later   series from the overlap on
 * @returns one series on the scale of `earlier`: earlier periods, then the later ones rescaled
 * @throws RangeError if the overlap is missing on either side or 0
 */
export function chainLink(earlier: readonly (number | null)[], later: readonly (number | null)[]): (number | null)[] {
  selectPresent(earlier);
  selectPresent(later);
  const end = earlier.at(-1) ?? null;
  const start = later[0] ?? null;
  if (end === null || start === null || start === 0) {
    throw new RangeError(`chain link: expected both series to have the shared period, found ${end} and ${start}.`);
  }
  return [...earlier, ...later.slice(1).map((value) => (value === null ? null : (value * end) / start))];
}

/**
 * Spreads the growth of a disturbed stretch evenly over its periods (2020-21, when public output was measured in
 * unusual ways): the ends stand, what lies between follows one constant rate.
 *
 * @param index series above 0; @param from, to positions of the undisturbed ends, from < to
 * @throws RangeError if an end is missing or not above 0
 */
export function smoothGrowth(index: readonly (number | null)[], from: number, to: number): (number | null)[] {
  const [start, end] = [index[from] ?? null, index[to] ?? null];
  if (!(from >= 0 && from < to) || start === null || end === null || start <= 0 || end <= 0) {
    throw new RangeError(`smoothing: expected figures above 0 at ${from} and ${to}, found ${start} and ${end}.`);
  }
  requireFinite(start, "start");
  requireFinite(end, "end");
  const rate = (end / start) ** (1 / (to - from));
  return index.map((value, i) => (i > from && i < to ? start * rate ** (i - from) : value));
}

/**
 * Standard scores against a fixed base period, so that a score can rise over time. Within-year scores cannot: everybody
 * may improve and the average stays 0.
 *
 * @param values figures of any period, polarity applied; @param base the group's figures in the base period
 * @returns deviations of the base period above its mean; all null when the base period has no spread
 */
export function standardiseToBase(
  values: readonly (number | null)[],
  base: readonly (number | null)[],
): (number | null)[] {
  selectPresent(values);
  if (!hasSpread(selectPresent(base))) return values.map(() => null);
  const mean = computeMean(base)!;
  const deviation = computeStandardDeviation(base)!;
  return values.map((value) => (value === null ? null : (value - mean) / deviation));
}
